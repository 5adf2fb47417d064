// complements: one zone has what a neighbouring link in another zone lacks.
// parameters: none
// columns: id, from_zone, to_zone, chain, pairs, strength
MATCH (a:Zone)-[c:COMPLEMENTS]->(b:Zone)
RETURN c.id AS id, a.id AS from_zone, b.id AS to_zone, c.chain AS chain, c.pairs AS pairs, c.strength AS strength
ORDER BY strength DESC, id
