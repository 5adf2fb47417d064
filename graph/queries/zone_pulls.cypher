// zone_pulls: zones that put weight on something or want to attract it.
// parameters: none
// columns: id, name, edge, target, target_name
MATCH (a:Zone)-[e:FOCUSES_ON|COURTS]->(b)
RETURN a.id AS id, a.name AS name, e.id AS edge, b.id AS target, b.name AS target_name
ORDER BY edge
