// technology_scenarios: scenarios that ask for a technology.
// parameters: id
// columns: id, name, field, status, edge, why
MATCH (s:Scenario)-[e:DEMANDS]->(t:Technology {id: $id})
RETURN s.id AS id, s.name AS name, s.field AS field, s.status AS status, e.id AS edge, t.name AS why
ORDER BY id, edge
