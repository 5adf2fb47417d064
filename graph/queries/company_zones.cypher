// company_zones: zones that some companies lie in.
// parameters: ids
// columns: company_id, edge, zone_id, zone, level
UNWIND $ids AS wanted
MATCH (c:Company {id: wanted})-[r:LOCATED_IN]->(z:Zone)
RETURN DISTINCT c.id AS company_id, r.id AS edge, z.id AS zone_id, z.name AS zone, z.level AS level
ORDER BY company_id, zone_id
