// system_members: the members of one industry system with tier and group.
// parameters: id
// columns: id, name, tier, member_group, place, valid_from, valid_to, edge, confidence
MATCH (i:Industry)-[m:PART_OF]->(s:IndustrySystem {id: $id})
RETURN i.id AS id, i.name AS name, m.tier AS tier, m.`group` AS member_group, m.`order` AS place,
       m.valid_from AS valid_from, m.valid_to AS valid_to, m.id AS edge, m.confidence AS confidence
ORDER BY place, id
