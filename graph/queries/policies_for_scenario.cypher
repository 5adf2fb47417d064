// policies_for_scenario: policies that support a scenario.
// parameters: id
// columns: id, name, edge, how
MATCH (p:Policy)-[e:SUPPORTS]->(x:Scenario {id: $id})
RETURN p.id AS id, p.name AS name, e.id AS edge, 'support' AS how
ORDER BY id, edge
