// industry_systems: all industry systems with the time they are valid.
// parameters: none
// columns: id, name, valid_from, valid_to, summary
MATCH (s:IndustrySystem)
RETURN s.id AS id, s.name AS name, s.valid_from AS valid_from, s.valid_to AS valid_to, s.summary AS summary
ORDER BY id
