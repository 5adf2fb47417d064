// task_pulls: tasks and actions of policies that put weight on something.
// parameters: none
// columns: id, name, edge, target, target_name
MATCH (a:ActionArea)-[e:FOCUSES_ON]->(b)
RETURN a.id AS id, a.name AS name, e.id AS edge, b.id AS target, b.name AS target_name
ORDER BY edge
