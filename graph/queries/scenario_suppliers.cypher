// scenario_suppliers: companies on the links that a scenario asks for, the surest first.
// parameters: id
// columns: company_id, company, edge, via_id, via, role, confidence
MATCH (s:Scenario {id: $id})-[:DEMANDS]->(l:ChainLink)<-[e:ENGAGES_IN]-(c:Company)
WHERE e.valid_to IS NULL AND c.valid_to IS NULL
RETURN c.id AS company_id, c.name AS company, e.id AS edge, l.id AS via_id, l.name AS via, e.role AS role,
       e.confidence AS confidence
ORDER BY confidence DESC, company_id, via_id
LIMIT 500
