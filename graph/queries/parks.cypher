// parks: parks with the zones they lie in.
// parameters: none
// columns: id, name, address, zone_id, zone
MATCH (p:Park)
OPTIONAL MATCH (p)-[:LOCATED_IN]->(z:Zone)
RETURN p.id AS id, p.name AS name, p.address AS address, z.id AS zone_id, z.name AS zone
ORDER BY id, zone_id
