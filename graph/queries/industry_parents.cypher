// industry_parents: which industry is part of which industry.
// parameters: none
// columns: child, parent
MATCH (c:Industry)-[:PART_OF]->(p:Industry)
RETURN c.id AS child, p.id AS parent
ORDER BY child, parent
