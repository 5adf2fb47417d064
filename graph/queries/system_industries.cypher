// system_industries: industries of all systems.
// parameters: none
// columns: industry, system
MATCH (i:Industry)-[:PART_OF]->(s:IndustrySystem)
RETURN i.id AS industry, s.id AS system
ORDER BY industry, system
