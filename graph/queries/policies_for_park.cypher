// policies_for_park: policies that support a park.
// parameters: id
// columns: id, name, edge, how
MATCH (p:Policy)-[e:SUPPORTS]->(x:Park {id: $id})
RETURN p.id AS id, p.name AS name, e.id AS edge, 'support' AS how
ORDER BY id, edge
