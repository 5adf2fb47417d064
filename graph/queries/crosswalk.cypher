// crosswalk: which industry of an older system stands for which of a newer one; share in percent where it is known.
// parameters: none
// columns: edge, old, old_name, new, new_name, share, stated, confidence
MATCH (o:Industry)-[m:MAPS_TO]->(n:Industry)
RETURN m.id AS edge, o.id AS old, o.name AS old_name, n.id AS new, n.name AS new_name, m.share AS share,
       m.stated AS stated, m.confidence AS confidence
ORDER BY old, new
