// chain_scenarios: scenarios that ask for a link of a chain.
// parameters: id
// columns: id, name, field, status, edge, why
MATCH (i:Industry {id: $id})<-[:PART_OF]-(l:ChainLink)<-[e:DEMANDS]-(s:Scenario)
RETURN s.id AS id, s.name AS name, s.field AS field, s.status AS status, e.id AS edge, l.name AS why
ORDER BY id, edge
