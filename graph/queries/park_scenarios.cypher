// park_scenarios: scenarios that lie in a park.
// parameters: id
// columns: id, name, field, status, edge, why
MATCH (s:Scenario)-[e:LOCATED_IN]->(p:Park {id: $id})
RETURN s.id AS id, s.name AS name, s.field AS field, s.status AS status, e.id AS edge, p.name AS why
ORDER BY id, edge
