// scenario_parks: parks that scenarios lie in.
// parameters: none
// columns: scenario_id, place_id, edge
MATCH (s:Scenario)-[e:LOCATED_IN]->(p:Park)
RETURN s.id AS scenario_id, p.id AS place_id, e.id AS edge
ORDER BY scenario_id, place_id, edge
