// park_focus_scenarios: scenarios that ask for a link of an industry that a park focuses on.
// parameters: id
// columns: id, name, field, status, edge, why
MATCH (p:Park {id: $id})-[:FOCUSES_ON]->(i:Industry)<-[:PART_OF]-(l:ChainLink)<-[e:DEMANDS]-(s:Scenario)
RETURN s.id AS id, s.name AS name, s.field AS field, s.status AS status, e.id AS edge, l.name AS why
ORDER BY id, edge
