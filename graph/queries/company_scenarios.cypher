// company_scenarios: scenarios that a company takes part in, owns or leads.
// parameters: id
// columns: edge, scenario_id, scenario, confidence, stated
MATCH (c:Company {id: $id})-[r:APPLIES]->(s:Scenario)
RETURN r.id AS edge, s.id AS scenario_id, s.name AS scenario, r.confidence AS confidence, r.stated AS stated
UNION
MATCH (c:Company {id: $id})<-[r:OWNED_BY|LED_BY]-(s:Scenario)
RETURN r.id AS edge, s.id AS scenario_id, s.name AS scenario, r.confidence AS confidence, r.stated AS stated
