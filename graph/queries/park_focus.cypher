// park_focus: industries, links and kinds of firms that a park focuses on or wants to attract.
// parameters: id
// columns: edge, focus_id, focus
MATCH (p:Park {id: $id})-[r:FOCUSES_ON|COURTS]->(b)
RETURN r.id AS edge, b.id AS focus_id, b.name AS focus
ORDER BY edge
