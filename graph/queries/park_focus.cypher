// park_focus: industries and links that a park focuses on or wants to attract.
// parameters: id
// columns: edge, focus_id, focus
MATCH (p:Park {id: $id})-[r:FOCUSES_ON|COURTS]->(i:Industry)
RETURN r.id AS edge, i.id AS focus_id, i.name AS focus
UNION
MATCH (p:Park {id: $id})-[r:FOCUSES_ON|COURTS]->(l:ChainLink)
RETURN r.id AS edge, l.id AS focus_id, l.name AS focus
