// placements: how many companies are placed on each link.
// parameters: none
// columns: link, companies
MATCH (c:Company)-[e:ENGAGES_IN]->(l:ChainLink)
RETURN l.id AS link, count(DISTINCT c.id) AS companies
ORDER BY link
