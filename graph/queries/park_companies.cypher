// park_companies: companies registered in a park by their address.
// parameters: id
// columns: company_id, company, edge, since, status
MATCH (c:Company)-[e:LOCATED_IN]->(p:Park {id: $id})
RETURN c.id AS company_id, c.name AS company, e.id AS edge, '' AS since, c.status AS status
ORDER BY company_id, edge
