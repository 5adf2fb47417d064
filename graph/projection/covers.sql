-- COVERS: zone × chain link, what the loaded companies of a zone cover of a link; park_covers: the same by park.
-- from:  edge (LOCATED_IN, TENANT_OF, ENGAGES_IN), node_Company, zone_within
-- rule:  a company that has not ended (by date or by its status) counts once a link and once a zone;
--   capital is CNY, computed from other currencies by the pack's rates, and not split;
--   HerfindahlIndex over capital shares; LocationQuotient against all zones of the same level and city,
--   its denominators being distinct placed companies. A placement is attested where a source states it or the
--   link is the company's main activity. Who only intends to move into a park is not in it; a park's companies
--   are also those of the park it lies in.
-- Of most companies in a register nothing is known but where they are: these count in no cell and cross nothing.
CREATE TABLE tied_company AS
SELECT head AS company FROM edge WHERE head_label = 'Company' AND type <> 'LOCATED_IN'
UNION
SELECT tail AS company FROM edge WHERE tail_label = 'Company';

CREATE TABLE living_company AS
SELECT t.company, coalesce(c.is_branch, FALSE) AS is_branch,
       CAST(CASE WHEN c.capital_currency = 'CNY' THEN c.registered_capital ELSE c.capital_cny END AS DECIMAL(19,2)) AS capital
FROM tied_company t JOIN node_Company c ON c.id = t.company
WHERE c.valid_to IS NULL AND NOT coalesce(c.ended, FALSE);

CREATE TABLE company_zone AS
SELECT DISTINCT l.head AS company, w.outer_zone AS zone, w.level
FROM living_company c
JOIN edge l ON l.head = c.company
JOIN zone_within w ON w.zone = l.tail
WHERE l.type = 'LOCATED_IN' AND l.head_label = 'Company' AND l.tail_label = 'Zone'
  AND l.valid_to IS NULL AND w.level <> 'country';

CREATE TABLE park_member AS
SELECT l.head AS company, l.tail AS park, l.valid_to
FROM edge l
WHERE l.type IN ('LOCATED_IN', 'TENANT_OF') AND l.head_label = 'Company' AND l.tail_label = 'Park'
  AND coalesce(l.status, '') <> 'intended';

CREATE TABLE company_park AS
SELECT company, park, valid_to FROM park_member
UNION
SELECT m.company, o.tail AS park, m.valid_to
FROM park_member m
JOIN edge o ON o.type = 'LOCATED_IN' AND o.head = m.park AND o.tail_label = 'Park' AND o.valid_to IS NULL;

-- Both sides hold a company once a zone or park.
CREATE VIEW company_scope AS
SELECT company, zone, level FROM company_zone
UNION ALL
SELECT p.company, p.park AS zone, 'park' AS level
FROM company_park p
JOIN living_company c ON c.company = p.company
WHERE p.valid_to IS NULL;

CREATE TABLE company_link AS
SELECT e.head AS company, e.tail AS link,
       max(CASE WHEN e.stated OR coalesce(e.main, FALSE) THEN 1 ELSE 0 END) AS attested
FROM edge e JOIN living_company c ON c.company = e.head
WHERE e.type = 'ENGAGES_IN' AND e.valid_to IS NULL
GROUP BY e.head, e.tail;

CREATE TABLE placed AS
SELECT z.zone, z.level, z.company, k.link, c.capital, c.is_branch, k.attested
FROM company_scope z
JOIN company_link k ON k.company = z.company
JOIN living_company c ON c.company = z.company;

-- Ids hold no blanks, and a blank means the same as text and as a pattern: both engines split here alike.
CREATE TABLE leader AS
SELECT zone, link,
       split(concat_ws(' ', max(CASE WHEN place = 1 THEN company END), max(CASE WHEN place = 2 THEN company END),
                       max(CASE WHEN place = 3 THEN company END)), ' ') AS leaders
FROM (SELECT zone, link, company,
             row_number() OVER (PARTITION BY zone, link ORDER BY capital DESC NULLS LAST, company) AS place
      FROM placed) ranked
WHERE place <= 3
GROUP BY zone, link;

-- The city a zone belongs to: location quotients compare zones of one level within one city.
CREATE TABLE zone_city AS
SELECT w.zone, min(w.outer_zone) AS city FROM zone_within w WHERE w.level = 'city' GROUP BY w.zone;

CREATE TABLE cell AS
SELECT zone, level, link,
       CAST(count(DISTINCT company) AS BIGINT) AS companies,
       CAST(sum(CASE WHEN is_branch THEN 1 ELSE 0 END) AS BIGINT) AS branches,
       CAST(sum(attested) AS BIGINT) AS attested,
       CAST(count(capital) AS BIGINT) AS capital_known,
       CAST(sum(capital) AS DECIMAL(38,2)) AS capital,
       max(capital) AS largest,
       CAST(sum(CAST(capital * capital AS DECIMAL(38,4))) AS DECIMAL(38,4)) AS squares
FROM placed GROUP BY zone, level, link;

CREATE TABLE zone_total AS
SELECT zone, level, CAST(count(DISTINCT company) AS BIGINT) AS companies FROM placed GROUP BY zone, level;

CREATE TABLE level_link AS
SELECT y.city, p.level, p.link, CAST(count(DISTINCT p.company) AS BIGINT) AS companies
FROM placed p JOIN zone_city y ON y.zone = p.zone GROUP BY y.city, p.level, p.link;

CREATE TABLE level_total AS
SELECT y.city, p.level, CAST(count(DISTINCT p.company) AS BIGINT) AS companies
FROM placed p JOIN zone_city y ON y.zone = p.zone GROUP BY y.city, p.level;

CREATE TABLE measured AS
SELECT c.zone, c.link, c.companies, c.branches, c.attested, c.capital_known,
       CAST(c.capital AS DECIMAL(38,2)) AS capital, l.leaders,
       CASE WHEN c.capital > 0 THEN CAST(c.largest AS DOUBLE) / CAST(c.capital AS DOUBLE) END AS largest_share,
       CASE WHEN c.capital > 0
            THEN CAST(c.squares AS DOUBLE) / (CAST(c.capital AS DOUBLE) * CAST(c.capital AS DOUBLE)) END AS hhi,
       CASE WHEN c.level IN ('district', 'functional') THEN
            (CAST(c.companies AS DOUBLE) / CAST(t.companies AS DOUBLE))
            / (CAST(a.companies AS DOUBLE) / CAST(n.companies AS DOUBLE)) END AS location_quotient,
       c.level
FROM cell c
JOIN leader l ON l.zone = c.zone AND l.link = c.link
JOIN zone_total t ON t.zone = c.zone
LEFT JOIN zone_city y ON y.zone = c.zone
LEFT JOIN level_link a ON a.city = y.city AND a.level = c.level AND a.link = c.link
LEFT JOIN level_total n ON n.city = y.city AND n.level = c.level;

CREATE TABLE covers AS
SELECT 'COVERS:' || zone || '>' || link AS id, 'COVERS' AS type, zone AS head, link AS tail, companies, branches,
       attested, capital_known, capital, leaders, largest_share, hhi, location_quotient, level
FROM measured WHERE level <> 'park';

CREATE TABLE park_covers AS
SELECT zone AS park, link, companies, branches, attested, capital_known, capital, leaders, largest_share, hhi
FROM measured WHERE level = 'park'
