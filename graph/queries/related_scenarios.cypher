// related_scenarios: scenarios that share something with one scenario.
// parameters: id
// columns: id, name, edge, score, reasons
MATCH (s:Scenario {id: $id})-[r:RELATED_TO]-(o:Scenario)
RETURN o.id AS id, o.name AS name, r.id AS edge, r.score AS score, r.reasons AS reasons
ORDER BY score DESC, id
