// link_scenarios: scenarios that ask for a link.
// parameters: id
// columns: id, name, field, status, edge, why
MATCH (s:Scenario)-[e:DEMANDS]->(l:ChainLink {id: $id})
RETURN s.id AS id, s.name AS name, s.field AS field, s.status AS status, e.id AS edge, l.name AS why
ORDER BY id, edge
