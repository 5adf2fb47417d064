-- TRAIT: what a scenario or direction shares with others. RELATED_TO: scenario ↔ scenario with reasons.
-- from:  edge, node_Scenario, rule_weight (reason, weight), zone_within
-- rule:  two scenarios (or two directions) that share something are related, where a pack's rule says that sharing
--   it relates; what only adds weight, such as a zone, does not relate by itself. Weights are the pack's. An action
--   is shared where both stand in its list, or where it puts weight on a link that each asks for. Wording is no
--   part of it: how like two texts are is computed beside. Of some thousand scenarios each shares something with
--   hundreds: the graph keeps a pair that is among the twenty first of either end; `related` looks at all.
CREATE TABLE trait AS
SELECT DISTINCT scenario, scenario_label, reason, shared, shared_label FROM (
    SELECT head AS scenario, head_label AS scenario_label, 'link' AS reason, tail AS shared, tail_label AS shared_label
    FROM edge WHERE type = 'DEMANDS' AND tail_label = 'ChainLink'
    UNION ALL
    SELECT head, head_label, 'technology', tail, tail_label FROM edge WHERE type = 'DEMANDS' AND tail_label = 'Technology'
    UNION ALL
    SELECT e.head, e.head_label, 'industry', p.tail, p.tail_label
    FROM edge e JOIN edge p ON p.type = 'PART_OF' AND p.head = e.tail AND p.tail_label = 'Industry'
    WHERE e.type = 'DEMANDS' AND e.tail_label = 'ChainLink'
    UNION ALL
    SELECT head, head_label, 'park', tail, tail_label
    FROM edge WHERE type = 'LOCATED_IN' AND head_label = 'Scenario' AND tail_label = 'Park'
    UNION ALL
    SELECT e.head, e.head_label, 'zone', w.outer_zone, 'Zone'
    FROM edge e JOIN zone_within w ON w.zone = e.tail AND w.level = 'district'
    WHERE e.type = 'LOCATED_IN' AND e.head_label = 'Scenario'
    UNION ALL
    SELECT head, head_label, 'demander', tail, tail_label FROM edge WHERE type = 'OWNED_BY' AND head_label = 'Scenario'
    UNION ALL
    SELECT id, 'Scenario', 'field', field, 'text' FROM node_Scenario WHERE field IS NOT NULL
    UNION ALL
    SELECT tail, tail_label, CASE WHEN head_label = 'ActionArea' THEN 'action' ELSE 'policy' END, head, head_label
    FROM edge WHERE type = 'HAS_DIRECTION'
    UNION ALL
    SELECT tail, tail_label, 'policy', head, head_label
    FROM edge WHERE type IN ('PROPOSES', 'SUPPORTS') AND tail_label IN ('Scenario', 'ScenarioDirection')
    UNION ALL
    SELECT e.head, e.head_label, 'action', f.head, 'ActionArea'
    FROM edge e JOIN edge f ON f.type = 'FOCUSES_ON' AND f.head_label = 'ActionArea' AND f.tail = e.tail
    WHERE e.type = 'DEMANDS' AND e.tail_label = 'ChainLink'
) traits;

CREATE TABLE related_part AS
SELECT a.scenario AS first_one, b.scenario AS second_one, a.scenario_label AS first_label,
       b.scenario_label AS second_label, a.reason, a.shared, a.shared_label, w.weight, w.relates
FROM trait a
JOIN trait b ON b.reason = a.reason AND b.shared = a.shared AND b.scenario > a.scenario
JOIN rule_weight w ON w.reason = a.reason;

CREATE TABLE related_pair AS
SELECT first_one, second_one, CAST(sum(weight) AS DECIMAL(28,6)) AS score
FROM related_part
GROUP BY first_one, second_one
HAVING max(CASE WHEN relates THEN 1 ELSE 0 END) = 1;

CREATE TABLE related_rank AS
SELECT one, other,
       row_number() OVER (PARTITION BY one ORDER BY score DESC NULLS LAST, other NULLS FIRST) AS place
FROM (
    SELECT first_one AS one, second_one AS other, score FROM related_pair
    UNION ALL
    SELECT second_one, first_one, score FROM related_pair
) both_ends;

CREATE TABLE related_kept AS
SELECT p.first_one, p.second_one, p.score
FROM related_pair p
JOIN related_rank a ON a.one = p.first_one AND a.other = p.second_one
JOIN related_rank b ON b.one = p.second_one AND b.other = p.first_one
WHERE a.place <= 20 OR b.place <= 20;

CREATE TABLE related_to AS
SELECT 'RELATED_TO:' || r.first_one || '>' || r.second_one AS id, 'RELATED_TO' AS type,
       r.first_one AS head, r.second_one AS tail, min(r.first_label) AS head_label, min(r.second_label) AS tail_label,
       max(k.score) AS score,
       array_sort(array_agg(reason || '|' || CAST(weight AS STRING) || '|' || shared_label || '|' || shared)) AS reasons
FROM related_part r
JOIN related_kept k ON k.first_one = r.first_one AND k.second_one = r.second_one
GROUP BY r.first_one, r.second_one
