// zone_overlaps: zones that share ground.
// parameters: none
// columns: first_zone, second_zone, note
MATCH (a:Zone)-[o:OVERLAPS]->(b:Zone)
RETURN a.id AS first_zone, b.id AS second_zone, o.note AS note
ORDER BY first_zone, second_zone
