// companies_in_park: companies that are tenants of a park or lie in it.
// parameters: id
// columns: edge, company_id, company, confidence, stated
MATCH (c:Company)-[r:TENANT_OF|LOCATED_IN]->(p:Park {id: $id})
RETURN r.id AS edge, c.id AS company_id, c.name AS company, r.confidence AS confidence, r.stated AS stated
ORDER BY company_id, edge
