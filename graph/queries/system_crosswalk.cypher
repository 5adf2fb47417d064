// system_crosswalk: which industry system followed which.
// parameters: none
// columns: edge, old, old_name, new, new_name, share, stated, confidence
MATCH (o:IndustrySystem)-[m:MAPS_TO]->(n:IndustrySystem)
RETURN m.id AS edge, o.id AS old, o.name AS old_name, n.id AS new, n.name AS new_name, m.share AS share,
       m.stated AS stated, m.confidence AS confidence
ORDER BY old, new
