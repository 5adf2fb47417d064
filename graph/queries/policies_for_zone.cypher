// policies_for_zone: policies that support a zone.
// parameters: id
// columns: id, name, edge, how
MATCH (p:Policy)-[e:SUPPORTS]->(x:Zone {id: $id})
RETURN p.id AS id, p.name AS name, e.id AS edge, 'support' AS how
ORDER BY id, edge
