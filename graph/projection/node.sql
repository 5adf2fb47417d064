-- node_{{label}}: one row a node, each property the value of the first source that has one.
-- from:  fact_{{label}} (facts of current bundles and packs), input, resolution, superseded, reject
-- rule:  what is sure before what waits for review, then sources in order of precedence, then the later as_of, then source key, version, place in the bundle.
CREATE TABLE chosen_{{label}} AS
SELECT coalesce(r.id, f.local_id) AS id, {{columns}},
       coalesce(f.valid_to, x.lapsed_on) AS valid_to, i.source, i.seq,
       row_number() OVER (ORDER BY CASE WHEN f.confidence >= {{threshold}} THEN 0 ELSE 1 END,
                          i.precedence, coalesce(f.as_of, i.as_of) DESC NULLS LAST,
                          i.source, i.seq DESC, f.ordinal) AS choice
FROM fact_{{label}} f
JOIN input i ON i.bundle = f.bundle
LEFT JOIN resolution r ON r.local_id = f.local_id
LEFT JOIN superseded x ON x.bundle = f.bundle AND x.local_id = f.local_id
WHERE NOT coalesce(x.dropped, FALSE)
  AND coalesce(r.id, f.local_id) NOT IN (SELECT fact FROM reject);

CREATE TABLE all_{{label}} AS
SELECT id,
       min_by(name, choice) AS name,
       array_sort(array_distinct(flatten(array_agg(aliases) FILTER (WHERE aliases IS NOT NULL)))) AS aliases,
{{properties}}
       min_by(valid_from, choice) FILTER (WHERE valid_from IS NOT NULL) AS valid_from,
       min_by(valid_to, choice) AS valid_to,
       max(as_of) AS as_of,
       max(CASE WHEN stated THEN 1 ELSE 0 END) = 1 AS stated,
       max(confidence) AS confidence,
       CAST(count(*) AS BIGINT) AS evidences,
       CAST(count(DISTINCT source) AS BIGINT) AS sources
FROM chosen_{{label}}
GROUP BY id
;

CREATE TABLE node_{{label}} AS
SELECT * FROM all_{{label}} WHERE confidence >= {{threshold}} OR id IN (SELECT fact FROM accept);

CREATE VIEW candidate_{{label}} AS
SELECT * FROM all_{{label}} WHERE NOT (confidence >= {{threshold}} OR id IN (SELECT fact FROM accept))
