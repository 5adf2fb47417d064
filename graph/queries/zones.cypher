// zones: every zone with the zones it is part of, a row a parent.
// parameters: none
// columns: id, name, level, code, short_name, parent
MATCH (z:Zone)
OPTIONAL MATCH (z)-[:PART_OF]->(p:Zone)
RETURN z.id AS id, z.name AS name, z.level AS level, z.code AS code, z.short_name AS short_name, p.id AS parent
ORDER BY id, parent
