// qualified_companies: companies with a qualification whose name holds a word, with their links and zones.
// parameters: word
// columns: company_id, company, qualification, edge, status, link_id, zone_id
MATCH (q:Qualification)<-[e:CERTIFIED_AS]-(c:Company)-[:ENGAGES_IN]->(l:ChainLink)
WHERE q.name CONTAINS $word
OPTIONAL MATCH (c)-[:LOCATED_IN]->(z:Zone)
RETURN c.id AS company_id, c.name AS company, q.name AS qualification, e.id AS edge, e.status AS status,
       l.id AS link_id, z.id AS zone_id
ORDER BY company_id, edge, link_id, zone_id
