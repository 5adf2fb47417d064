// link_companies: the companies placed on one link, with their districts.
// parameters: link
// columns: company_id, company, edge, words, role, basis, confidence, zone_id, zone, level
MATCH (c:Company)-[e:ENGAGES_IN]->(l:ChainLink {id: $link})
OPTIONAL MATCH (c)-[:LOCATED_IN]->(z:Zone)
RETURN c.id AS company_id, c.name AS company, e.id AS edge, e.words AS words, e.role AS role, e.basis AS basis,
       e.confidence AS confidence, z.id AS zone_id, z.name AS zone, z.level AS level
ORDER BY company_id, zone_id
