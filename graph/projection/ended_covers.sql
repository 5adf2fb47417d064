-- ended_covers: zone or park × chain link, the companies placed there that have ended.
-- from:  edge (LOCATED_IN, ENGAGES_IN), company_park, node_Company, zone_within
-- rule:  a company has ended by date or by its status; its last places and placements count, whether or not they
--   lapsed with it. Companies that live and moved away are not among them.
CREATE TABLE ended_company AS
SELECT id, CAST(CASE WHEN capital_currency = 'CNY' THEN registered_capital ELSE capital_cny END AS DECIMAL(19,2)) AS capital
FROM node_Company
WHERE valid_to IS NOT NULL OR coalesce(ended, FALSE);

CREATE TABLE ended_scope AS
SELECT c.id AS company, w.outer_zone AS scope
FROM ended_company c
JOIN edge l ON l.head = c.id AND l.type = 'LOCATED_IN' AND l.tail_label = 'Zone'
JOIN zone_within w ON w.zone = l.tail AND w.level <> 'country'
UNION
SELECT c.id AS company, p.park AS scope
FROM ended_company c JOIN company_park p ON p.company = c.id;

CREATE TABLE ended_placed AS
SELECT s.scope, s.company, e.tail AS link, c.capital
FROM ended_scope s
JOIN ended_company c ON c.id = s.company
JOIN edge e ON e.head = s.company AND e.type = 'ENGAGES_IN';

CREATE TABLE ended_covers AS
SELECT scope, link, CAST(count(*) AS BIGINT) AS companies,
       split(concat_ws(' ', max(CASE WHEN place = 1 THEN company END), max(CASE WHEN place = 2 THEN company END),
                       max(CASE WHEN place = 3 THEN company END)), ' ') AS leaders
FROM (SELECT scope, link, company,
             row_number() OVER (PARTITION BY scope, link ORDER BY capital DESC NULLS LAST, company) AS place
      FROM ended_placed) ranked
GROUP BY scope, link
