// policies_for_industry: policies that support an industry.
// parameters: id
// columns: id, name, edge, how
MATCH (p:Policy)-[e:SUPPORTS]->(i:Industry {id: $id})
RETURN p.id AS id, p.name AS name, e.id AS edge, 'support' AS how
ORDER BY id, edge
