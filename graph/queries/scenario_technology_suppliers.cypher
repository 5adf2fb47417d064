// scenario_technology_suppliers: companies that offer a technology that a scenario asks for.
// parameters: id
// columns: company_id, company, edge, via_id, via, role, confidence
MATCH (s:Scenario {id: $id})-[:DEMANDS]->(t:Technology)<-[e:OFFERS]-(c:Company)
RETURN c.id AS company_id, c.name AS company, e.id AS edge, t.id AS via_id, t.name AS via, 'offers' AS role,
       e.confidence AS confidence
ORDER BY confidence DESC, company_id, via_id
LIMIT 500
