// link_demand: scenarios that ask for a link's supply.
// parameters: none
// columns: link_id, scenario_id, scenario, edge, words
MATCH (s:Scenario)-[d:DEMANDS]->(l:ChainLink)
RETURN l.id AS link_id, s.id AS scenario_id, s.name AS scenario, d.id AS edge, d.words AS words
ORDER BY link_id, scenario_id
