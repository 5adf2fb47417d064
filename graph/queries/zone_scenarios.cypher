// zone_scenarios: scenarios that lie in a zone.
// parameters: id
// columns: id, name, field, status, edge, why
MATCH (s:Scenario)-[e:LOCATED_IN]->(z:Zone {id: $id})
RETURN s.id AS id, s.name AS name, s.field AS field, s.status AS status, e.id AS edge, z.name AS why
ORDER BY id, edge
