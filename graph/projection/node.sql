-- node_{{label}}: one row a node, each property the value of the first source that has one.
-- from:  fact_{{label}} (facts of current bundles and packs), input, resolution, superseded, reject
-- rule:  what is sure before what waits for review, then sources in order of precedence, then the later as_of, then source key, version, place in the bundle.
--   Nearly every node of a register has one fact, which needs no choice.
CREATE VIEW chosen_{{label}} AS
SELECT coalesce(r.id, f.local_id) AS id, {{columns}},
       coalesce(f.valid_to, x.lapsed_on) AS valid_to, i.bundle, i.source, i.seq, i.precedence,
       coalesce(f.as_of, i.as_of) AS known_on
FROM fact_{{label}} f
JOIN input i ON i.bundle = f.bundle
LEFT JOIN resolution r ON r.local_id = f.local_id
LEFT JOIN superseded x ON x.bundle = f.bundle AND x.local_id = f.local_id
WHERE NOT coalesce(x.dropped, FALSE)
  AND coalesce(r.id, f.local_id) NOT IN (SELECT fact FROM reject);

CREATE TABLE several_{{label}} AS
SELECT id FROM chosen_{{label}} GROUP BY id HAVING count(*) > 1;

CREATE TABLE all_{{label}} AS
SELECT id, name, array_sort(array_distinct(aliases)) AS aliases,
{{values}}
       valid_from, valid_to, as_of, stated, confidence,
       CAST(1 AS BIGINT) AS evidences, CAST(1 AS BIGINT) AS sources
FROM chosen_{{label}}
WHERE id NOT IN (SELECT id FROM several_{{label}})
UNION ALL
SELECT id,
       min_by(name, choice) AS name,
       CASE WHEN count(aliases) > 0
            THEN array_sort(array_distinct(flatten(array_agg(aliases) FILTER (WHERE aliases IS NOT NULL)))) END AS aliases,
{{properties}}
       min_by(valid_from, choice) FILTER (WHERE valid_from IS NOT NULL) AS valid_from,
       min_by(valid_to, choice) FILTER (WHERE valid_to IS NOT NULL) AS valid_to,
       max(as_of) AS as_of,
       max(CASE WHEN stated THEN 1 ELSE 0 END) = 1 AS stated,
       max(confidence) AS confidence,
       CAST(count(*) AS BIGINT) AS evidences,
       CAST(count(DISTINCT source) AS BIGINT) AS sources
FROM (SELECT c.*, row_number() OVER (PARTITION BY id ORDER BY CASE WHEN confidence >= {{threshold}} THEN 0 ELSE 1 END,
                                     precedence, known_on DESC NULLS LAST, source, seq DESC, ordinal) AS choice
      FROM chosen_{{label}} c
      WHERE id IN (SELECT id FROM several_{{label}})) ranked
GROUP BY id;

CREATE VIEW node_{{label}} AS
SELECT * FROM all_{{label}} WHERE confidence >= {{threshold}} OR id IN (SELECT fact FROM accept);

CREATE VIEW candidate_{{label}} AS
SELECT * FROM all_{{label}} WHERE NOT (confidence >= {{threshold}} OR id IN (SELECT fact FROM accept))
