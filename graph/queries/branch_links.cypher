// branch_links: branches whose parent sits in another zone.
// parameters: none
// columns: edge, branch_id, branch, parent_id, parent, branch_zone, parent_zone, branch_level, parent_level
MATCH (y:Zone)<-[:LOCATED_IN]-(b:Company)-[e:BRANCH_OF]->(p:Company)-[:LOCATED_IN]->(z:Zone)
WHERE y.id <> z.id
RETURN e.id AS edge, b.id AS branch_id, b.name AS branch, p.id AS parent_id, p.name AS parent,
       y.id AS branch_zone, z.id AS parent_zone, y.level AS branch_level, z.level AS parent_level
ORDER BY edge, branch_zone, parent_zone
