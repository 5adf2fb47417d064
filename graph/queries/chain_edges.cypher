// chain_edges: which link feeds which.
// parameters: none
// columns: upstream, downstream
MATCH (u:ChainLink)-[:UPSTREAM_OF]->(d:ChainLink)
RETURN u.id AS upstream, d.id AS downstream
ORDER BY upstream, downstream
