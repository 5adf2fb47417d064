// chain_links: the links of every reference chain, in order.
// parameters: none
// columns: chain_id, chain, chain_basis, link_id, link, stage, place, basis, placeable, products, counts_as, not_counted
MATCH (l:ChainLink)-[:PART_OF]->(c:Industry)
RETURN c.id AS chain_id, c.name AS chain, c.basis AS chain_basis, l.id AS link_id, l.name AS link, l.stage AS stage,
       l.`order` AS place, l.basis AS basis, l.placeable AS placeable, l.products AS products,
       l.counts_as AS counts_as, l.not_counted AS not_counted
ORDER BY chain_id, place, link_id
