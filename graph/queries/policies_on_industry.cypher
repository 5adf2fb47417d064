// policies_on_industry: policies that put weight on an industry.
// parameters: id
// columns: id, name, edge, how
MATCH (p:Policy)-[e:FOCUSES_ON]->(i:Industry {id: $id})
RETURN p.id AS id, p.name AS name, e.id AS edge, 'focus' AS how
ORDER BY id, edge
