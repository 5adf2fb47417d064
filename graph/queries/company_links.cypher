// company_links: the chain links a company is placed on.
// parameters: id
// columns: edge, link_id, words, role, basis, confidence, stated
MATCH (c:Company {id: $id})-[e:ENGAGES_IN]->(l:ChainLink)
RETURN e.id AS edge, l.id AS link_id, e.words AS words, e.role AS role, e.basis AS basis,
       e.confidence AS confidence, e.stated AS stated
ORDER BY link_id
