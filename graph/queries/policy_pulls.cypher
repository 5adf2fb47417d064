// policy_pulls: policies that put weight on something, support it, propose it or want to attract it.
// parameters: none
// columns: id, name, edge, target, target_name
MATCH (a:Policy)-[e:FOCUSES_ON|SUPPORTS|PROPOSES|COURTS]->(b)
RETURN a.id AS id, a.name AS name, e.id AS edge, b.id AS target, b.name AS target_name
ORDER BY edge
