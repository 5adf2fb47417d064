// policies_on_link: policies that put weight on a chain link.
// parameters: id
// columns: id, name, edge, how
MATCH (p:Policy)-[e:FOCUSES_ON]->(l:ChainLink {id: $id})
RETURN p.id AS id, p.name AS name, e.id AS edge, 'focus' AS how
ORDER BY id, edge
