-- crossing: zone × zone, what crosses from one to the other by what is on record, in all and by chain.
-- from:  edge, node_Zone, company_zone, company_link, zone_within, zone_city
-- rule:  districts and functional zones of one city that share no ground: neither lies in or overlaps the other. A tie
--   of two companies that lie in one zone together does not cross. A holding makes a group where it is over half and
--   the holdings of the company do not add up to more than the whole. A tie belongs to each chain that one of its
--   ends works on. What has no direction stands once, the zone with the smaller id first.
CREATE TABLE zone_home AS
SELECT zone, city FROM zone_city
UNION
SELECT e.head AS zone, y.city FROM edge e JOIN zone_city y ON y.zone = e.tail WHERE e.type = 'PART_OF' AND e.head_label = 'Zone';

CREATE TABLE zone_ground AS
SELECT h.zone, h.city FROM zone_home h JOIN node_Zone z ON z.id = h.zone WHERE z.level IN ('district', 'functional');

CREATE TABLE shared_ground AS
SELECT head AS one_zone, tail AS other_zone FROM edge WHERE type IN ('OVERLAPS', 'PART_OF') AND head_label = 'Zone'
UNION
SELECT tail AS one_zone, head AS other_zone FROM edge WHERE type IN ('OVERLAPS', 'PART_OF') AND head_label = 'Zone'
UNION
SELECT zone AS one_zone, outer_zone AS other_zone FROM zone_within
UNION
SELECT outer_zone AS one_zone, zone AS other_zone FROM zone_within;

CREATE TABLE zone_pair AS
SELECT DISTINCT a.zone AS from_zone, b.zone AS to_zone
FROM zone_ground a
JOIN zone_ground b ON b.city = a.city AND b.zone <> a.zone
LEFT JOIN shared_ground s ON s.one_zone = a.zone AND s.other_zone = b.zone
WHERE s.one_zone IS NULL;

CREATE TABLE company_ground AS
SELECT company, zone FROM company_zone WHERE level IN ('district', 'functional');

CREATE TABLE company_tie AS
SELECT 'branch' AS via, id AS fact, tail AS giver, head AS taker FROM edge WHERE type = 'BRANCH_OF' AND valid_to IS NULL
UNION ALL
SELECT 'supply' AS via, id AS fact, head AS giver, tail AS taker FROM edge WHERE type = 'SUPPLIES' AND valid_to IS NULL
UNION ALL
SELECT 'investment' AS via, id AS fact, head AS giver, tail AS taker FROM edge WHERE type = 'INVESTS_IN' AND valid_to IS NULL;

CREATE TABLE tie_at_home AS
SELECT DISTINCT t.fact
FROM company_tie t
JOIN company_ground a ON a.company = t.giver
JOIN company_ground b ON b.company = t.taker AND b.zone = a.zone;

CREATE TABLE overheld AS
SELECT tail AS company, CAST(sum(share) AS DECIMAL(38,6)) AS share
FROM edge WHERE type = 'INVESTS_IN' AND valid_to IS NULL
GROUP BY tail HAVING sum(share) > 100;

CREATE TABLE group_member AS
SELECT tail AS parent, head AS company, id AS proof FROM edge WHERE type = 'BRANCH_OF' AND valid_to IS NULL
UNION ALL
SELECT e.head AS parent, e.tail AS company, e.id AS proof
FROM edge e LEFT JOIN overheld o ON o.company = e.tail
WHERE e.type = 'INVESTS_IN' AND e.valid_to IS NULL AND e.share > 50 AND o.company IS NULL;

CREATE TABLE group_zone AS
SELECT m.parent, g.zone, min(m.proof) AS proof
FROM group_member m JOIN company_ground g ON g.company = m.company
GROUP BY m.parent, g.zone;

CREATE TABLE scenario_side AS
SELECT e.head AS scenario, 'take' AS side, w.outer_zone AS zone, e.id AS proof
FROM edge e JOIN zone_within w ON w.zone = e.tail
WHERE e.type = 'LOCATED_IN' AND e.head_label = 'Scenario' AND e.tail_label = 'Zone' AND e.valid_to IS NULL
UNION
SELECT e.head AS scenario, 'take' AS side, w.outer_zone AS zone, e.id AS proof
FROM edge e
JOIN edge p ON p.type = 'LOCATED_IN' AND p.head = e.tail AND p.tail_label = 'Zone'
JOIN zone_within w ON w.zone = p.tail
WHERE e.type = 'LOCATED_IN' AND e.head_label = 'Scenario' AND e.tail_label = 'Park' AND e.valid_to IS NULL
UNION
SELECT e.head AS scenario, 'take' AS side, g.zone, e.id AS proof
FROM edge e JOIN company_ground g ON g.company = e.tail
WHERE e.type IN ('OWNED_BY', 'LED_BY') AND e.head_label = 'Scenario' AND e.valid_to IS NULL
UNION
SELECT e.tail AS scenario, 'give' AS side, g.zone, e.id AS proof
FROM edge e JOIN company_ground g ON g.company = e.head
WHERE e.type = 'APPLIES' AND e.tail_label = 'Scenario' AND e.valid_to IS NULL
UNION
SELECT f.tail AS scenario, 'give' AS side, g.zone, e.id AS proof
FROM edge f
JOIN edge e ON e.type = 'DELIVERS' AND e.tail = f.head AND e.head_label = 'Company'
JOIN company_ground g ON g.company = e.head
WHERE f.type = 'DELIVERS' AND f.tail_label = 'Scenario' AND f.valid_to IS NULL;

CREATE TABLE scenario_zone AS
SELECT s.scenario, s.side, s.zone, min(s.proof) AS proof
FROM scenario_side s JOIN zone_ground z ON z.zone = s.zone
GROUP BY s.scenario, s.side, s.zone;

CREATE TABLE park_zone AS
SELECT e.head AS park, w.outer_zone AS zone, min(e.id) AS proof
FROM edge e
JOIN zone_within w ON w.zone = e.tail
WHERE e.type = 'LOCATED_IN' AND e.head_label = 'Park' AND e.tail_label = 'Zone' AND e.valid_to IS NULL
GROUP BY e.head, w.outer_zone;

CREATE TABLE crossing_fact AS
SELECT via, directed, from_zone, to_zone, fact, min(proof) AS proof FROM (
    SELECT t.via, TRUE AS directed, a.zone AS from_zone, b.zone AS to_zone, t.fact, t.fact AS proof
    FROM company_tie t
    JOIN company_ground a ON a.company = t.giver
    JOIN company_ground b ON b.company = t.taker
    LEFT JOIN tie_at_home h ON h.fact = t.fact
    WHERE h.fact IS NULL
    UNION ALL
    SELECT 'group' AS via, FALSE AS directed, a.zone AS from_zone, b.zone AS to_zone, a.parent AS fact,
           a.proof || ' ' || b.proof AS proof
    FROM group_zone a JOIN group_zone b ON b.parent = a.parent AND b.zone > a.zone AND b.proof <> a.proof
    UNION ALL
    SELECT 'shared_scenario' AS via, TRUE AS directed, a.zone AS from_zone, b.zone AS to_zone, a.scenario AS fact,
           a.proof || ' ' || b.proof AS proof
    FROM scenario_zone a JOIN scenario_zone b ON b.scenario = a.scenario AND a.side = 'give' AND b.side = 'take'
    UNION ALL
    SELECT 'shared_scenario' AS via, FALSE AS directed, a.zone AS from_zone, b.zone AS to_zone, a.scenario AS fact,
           a.proof || ' ' || b.proof AS proof
    FROM scenario_zone a JOIN scenario_zone b ON b.scenario = a.scenario AND b.side = a.side AND b.zone > a.zone
    UNION ALL
    SELECT 'park' AS via, FALSE AS directed, a.zone AS from_zone, b.zone AS to_zone, a.park AS fact,
           a.proof || ' ' || b.proof AS proof
    FROM park_zone a JOIN park_zone b ON b.park = a.park AND b.zone > a.zone
) every
WHERE EXISTS (SELECT 1 FROM zone_pair p WHERE p.from_zone = every.from_zone AND p.to_zone = every.to_zone)
GROUP BY via, directed, from_zone, to_zone, fact;

CREATE TABLE chain_of AS
SELECT DISTINCT head AS link, tail AS chain FROM edge
WHERE type = 'PART_OF' AND head_label = 'ChainLink' AND tail_label = 'Industry' AND valid_to IS NULL;

CREATE TABLE fact_chain AS
SELECT t.via, t.fact, c.chain
FROM company_tie t JOIN company_link k ON k.company = t.giver JOIN chain_of c ON c.link = k.link
UNION
SELECT t.via, t.fact, c.chain
FROM company_tie t JOIN company_link k ON k.company = t.taker JOIN chain_of c ON c.link = k.link
UNION
SELECT 'group' AS via, m.parent AS fact, c.chain
FROM group_member m JOIN company_link k ON k.company = m.company JOIN chain_of c ON c.link = k.link
UNION
SELECT 'shared_scenario' AS via, e.head AS fact, c.chain
FROM edge e JOIN chain_of c ON c.link = e.tail WHERE e.type = 'DEMANDS' AND e.valid_to IS NULL
UNION
SELECT 'park' AS via, e.head AS fact, e.tail AS chain
FROM edge e JOIN (SELECT DISTINCT chain FROM chain_of) c ON c.chain = e.tail
WHERE e.type = 'FOCUSES_ON' AND e.head_label = 'Park' AND e.valid_to IS NULL
UNION
SELECT 'park' AS via, e.head AS fact, c.chain
FROM edge e JOIN chain_of c ON c.link = e.tail
WHERE e.type = 'FOCUSES_ON' AND e.head_label = 'Park' AND e.valid_to IS NULL;

CREATE TABLE crossing_of AS
SELECT via, directed, from_zone, to_zone, '' AS chain, fact, proof FROM crossing_fact
UNION ALL
SELECT f.via, f.directed, f.from_zone, f.to_zone, c.chain, f.fact, f.proof
FROM crossing_fact f JOIN fact_chain c ON c.via = f.via AND c.fact = f.fact;

-- Ids hold no blanks: the proofs of three facts split into edges again.
CREATE TABLE crossing AS
SELECT via, directed, from_zone, to_zone, chain, CAST(count(*) AS BIGINT) AS facts,
       split(concat_ws(' ', max(CASE WHEN place = 1 THEN fact END), max(CASE WHEN place = 2 THEN fact END),
                       max(CASE WHEN place = 3 THEN fact END)), ' ') AS shown,
       split(concat_ws(' ', max(CASE WHEN place = 1 THEN proof END), max(CASE WHEN place = 2 THEN proof END),
                       max(CASE WHEN place = 3 THEN proof END)), ' ') AS proofs
FROM (SELECT via, directed, from_zone, to_zone, chain, fact, proof,
             row_number() OVER (PARTITION BY via, directed, from_zone, to_zone, chain
                                ORDER BY fact) AS place
      FROM crossing_of) ranked
GROUP BY via, directed, from_zone, to_zone, chain
