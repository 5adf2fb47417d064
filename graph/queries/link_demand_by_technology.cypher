// link_demand_by_technology: scenarios that ask for a technology which is part of a link.
// parameters: none
// columns: link_id, scenario_id, scenario, edge, words, technology
MATCH (s:Scenario)-[d:DEMANDS]->(t:Technology)-[:PART_OF]->(l:ChainLink)
RETURN l.id AS link_id, s.id AS scenario_id, s.name AS scenario, d.id AS edge, d.words AS words, t.name AS technology
ORDER BY link_id, scenario_id, edge
