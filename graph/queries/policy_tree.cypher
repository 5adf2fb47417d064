// policy_tree: task groups, actions and aspects of one policy.
// parameters: id
// columns: id, name, level, place, parent, list_complete, stated
MATCH (p:Policy {id: $id})<-[:PART_OF*1..3]-(a:ActionArea)
OPTIONAL MATCH (a)-[e:PART_OF]->(o:ActionArea)
RETURN a.id AS id, a.name AS name, a.level AS level, a.`order` AS place, o.id AS parent,
       a.list_complete AS list_complete, a.stated AS stated
ORDER BY parent, place, id
