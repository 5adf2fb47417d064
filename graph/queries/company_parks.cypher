// company_parks: parks that a company is a tenant of, lies in, operates, works with or is wanted by.
// parameters: id
// columns: edge, park_id, park, confidence, stated
MATCH (c:Company {id: $id})-[r:TENANT_OF|LOCATED_IN|OPERATES|ATTRACTS|COOPERATES_WITH]-(p:Park)
RETURN r.id AS edge, p.id AS park_id, p.name AS park, r.confidence AS confidence, r.stated AS stated
ORDER BY edge
