// scenario_places: zones and parks that scenarios lie in.
// parameters: none
// columns: scenario_id, label, place_id, edge
MATCH (s:Scenario)-[e:LOCATED_IN]->(z:Zone)
RETURN s.id AS scenario_id, 'Zone' AS label, z.id AS place_id, e.id AS edge
UNION ALL
MATCH (s:Scenario)-[e:LOCATED_IN]->(p:Park)
RETURN s.id AS scenario_id, 'Park' AS label, p.id AS place_id, e.id AS edge
