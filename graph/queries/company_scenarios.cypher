// company_scenarios: scenarios that a company takes part in, owns or leads.
// parameters: id
// columns: edge, scenario_id, scenario, confidence, stated
MATCH (c:Company {id: $id})-[r:APPLIES|OWNED_BY|LED_BY]-(s:Scenario)
RETURN r.id AS edge, s.id AS scenario_id, s.name AS scenario, r.confidence AS confidence, r.stated AS stated
ORDER BY edge
