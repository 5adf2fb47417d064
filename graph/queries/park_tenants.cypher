// park_tenants: companies that have their place in a park, by documents and lists.
// parameters: id
// columns: company_id, company, edge, since, status
MATCH (c:Company)-[e:TENANT_OF]->(p:Park {id: $id})
RETURN c.id AS company_id, c.name AS company, e.id AS edge, e.since AS since, e.status AS status
ORDER BY company_id, edge
