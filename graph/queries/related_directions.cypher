// related_directions: directions for super scenarios that share something with one direction.
// parameters: id
// columns: id, name, edge, score, reasons
MATCH (s:ScenarioDirection {id: $id})-[r:RELATED_TO]-(o:ScenarioDirection)
RETURN o.id AS id, o.name AS name, r.id AS edge, r.score AS score, r.reasons AS reasons
ORDER BY score DESC, id
