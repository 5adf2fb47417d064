// company_relations: companies that a company supplies, invests in, works with or is a branch of, or the other way round; the edge's id begins with type and head.
// parameters: id
// columns: edge, other_id, other, confidence, stated
MATCH (c:Company {id: $id})-[r:SUPPLIES|INVESTS_IN|COOPERATES_WITH|BRANCH_OF]-(o:Company)
RETURN r.id AS edge, o.id AS other_id, o.name AS other, r.confidence AS confidence, r.stated AS stated
ORDER BY edge
