-- zone_within: zone → each zone it lies in, itself included, with the level of the outer one.
-- from:  edge (PART_OF Zone → Zone), node_Zone
-- rule:  up to four steps; a functional zone that lies in several zones says nothing about which of
--   them a company in it belongs to, so such a zone does not lead upwards.
CREATE TABLE zone_parent AS
SELECT e.head AS zone, e.tail AS parent
FROM edge e
JOIN node_Zone z ON z.id = e.head
JOIN (SELECT head, count(*) AS parents FROM edge
      WHERE type = 'PART_OF' AND head_label = 'Zone' GROUP BY head) n ON n.head = e.head
WHERE e.type = 'PART_OF' AND e.head_label = 'Zone' AND (z.level <> 'functional' OR n.parents = 1);

CREATE TABLE zone_within AS
WITH one AS (SELECT zone, parent AS outer_zone FROM zone_parent),
     two AS (SELECT a.zone, p.parent AS outer_zone FROM one a JOIN zone_parent p ON p.zone = a.outer_zone),
     three AS (SELECT a.zone, p.parent AS outer_zone FROM two a JOIN zone_parent p ON p.zone = a.outer_zone),
     four AS (SELECT a.zone, p.parent AS outer_zone FROM three a JOIN zone_parent p ON p.zone = a.outer_zone),
     every AS (
         SELECT id AS zone, id AS outer_zone FROM node_Zone
         UNION SELECT zone, outer_zone FROM one
         UNION SELECT zone, outer_zone FROM two
         UNION SELECT zone, outer_zone FROM three
         UNION SELECT zone, outer_zone FROM four)
SELECT DISTINCT v.zone, v.outer_zone, z.level
FROM every v JOIN node_Zone z ON z.id = v.outer_zone
