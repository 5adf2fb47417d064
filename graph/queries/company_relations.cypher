// company_relations: companies that a company supplies, invests in, works with or is a branch of, and the other way round.
// parameters: id
// columns: edge, direction, other_id, other, confidence, stated
MATCH (c:Company {id: $id})-[r:SUPPLIES|INVESTS_IN|COOPERATES_WITH|BRANCH_OF]->(o:Company)
RETURN r.id AS edge, 'out' AS direction, o.id AS other_id, o.name AS other, r.confidence AS confidence, r.stated AS stated
UNION
MATCH (c:Company {id: $id})<-[r:SUPPLIES|INVESTS_IN|COOPERATES_WITH|BRANCH_OF]-(o:Company)
RETURN r.id AS edge, 'in' AS direction, o.id AS other_id, o.name AS other, r.confidence AS confidence, r.stated AS stated
