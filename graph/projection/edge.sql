-- edge: one row an edge; its identity is type, ends and key columns.
-- from:  fact_edge, input, resolution, superseded, reject, accept, known (id, label, whether the node stands)
-- rule:  as for nodes; an edge below the review threshold, or with an end that is only a candidate, is a candidate.
CREATE VIEW chosen_edge AS
SELECT e.type || ':' || coalesce(h.id, e.head) || '>' || coalesce(t.id, e.tail) || {{keys}} AS id,
       coalesce(h.id, e.head) AS head_id, coalesce(t.id, e.tail) AS tail_id,
       {{columns}},
       coalesce(e.valid_to, x.lapsed_on) AS valid_to, i.bundle, i.source, i.seq, i.precedence,
       coalesce(e.as_of, i.as_of) AS known_on
FROM fact_edge e
JOIN input i ON i.bundle = e.bundle
LEFT JOIN resolution h ON h.local_id = e.head
LEFT JOIN resolution t ON t.local_id = e.tail
LEFT JOIN superseded x ON x.bundle = e.bundle AND x.local_id = e.head
WHERE NOT coalesce(x.dropped, FALSE)
  AND coalesce(h.id, e.head) <> coalesce(t.id, e.tail);

CREATE TABLE several_edge AS
SELECT id FROM chosen_edge GROUP BY id HAVING count(*) > 1;

CREATE TABLE all_edge AS
SELECT f.*, h.label AS head_label, t.label AS tail_label,
       (f.confidence >= {{threshold}} OR f.id IN (SELECT fact FROM accept)) AND h.stands AND t.stands AS stands
FROM (
SELECT id, type, head_id AS head, tail_id AS tail,
{{values}}
       valid_from, valid_to, as_of, stated, confidence, rule,
       CAST(1 AS BIGINT) AS evidences, CAST(1 AS BIGINT) AS sources
FROM chosen_edge
WHERE id NOT IN (SELECT id FROM several_edge)
UNION ALL
SELECT c.id, min_by(c.type, c.choice) AS type,
       min_by(c.head_id, c.choice) AS head, min_by(c.tail_id, c.choice) AS tail,
{{properties}}
       min_by(c.valid_from, c.choice) FILTER (WHERE c.valid_from IS NOT NULL) AS valid_from,
       min_by(c.valid_to, c.choice) FILTER (WHERE c.valid_to IS NOT NULL) AS valid_to,
       max(c.as_of) AS as_of,
       max(CASE WHEN c.stated THEN 1 ELSE 0 END) = 1 AS stated,
       max(c.confidence) AS confidence,
       min_by(c.rule, c.choice) AS rule,
       CAST(count(*) AS BIGINT) AS evidences,
       CAST(count(DISTINCT c.source) AS BIGINT) AS sources
FROM (SELECT e.*, row_number() OVER (PARTITION BY id ORDER BY CASE WHEN confidence >= {{threshold}} THEN 0 ELSE 1 END,
                                     precedence, known_on DESC NULLS LAST, source, seq DESC, ordinal) AS choice
      FROM chosen_edge e
      WHERE id IN (SELECT id FROM several_edge)) c
GROUP BY c.id) f
JOIN known h ON h.id = f.head
JOIN known t ON t.id = f.tail
WHERE f.id NOT IN (SELECT fact FROM reject);

CREATE VIEW edge AS
SELECT {{result}} FROM all_edge WHERE stands;

CREATE VIEW candidate_edge AS
SELECT {{result}} FROM all_edge WHERE NOT stands
