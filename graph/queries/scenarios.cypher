// scenarios: scenarios with field, demander and status.
// parameters: none
// columns: id, name, field, demander, area, status, deadline
MATCH (s:Scenario)
RETURN s.id AS id, s.name AS name, s.field AS field, s.demander AS demander, s.area AS area,
       s.status AS status, s.deadline AS deadline
ORDER BY id
