-- edge: one row an edge; its identity is type, ends and key columns.
-- from:  fact_edge, input, resolution, superseded, reject, accept, node (id, label of nodes that stand)
-- rule:  as for nodes; an edge below the review threshold, or with an end that is only a candidate, is a candidate.
CREATE TABLE chosen_edge AS
SELECT e.type || ':' || coalesce(h.id, e.head) || '>' || coalesce(t.id, e.tail) || {{keys}} AS id,
       coalesce(h.id, e.head) AS head_id, coalesce(t.id, e.tail) AS tail_id,
       {{columns}},
       coalesce(e.valid_to, x.lapsed_on) AS valid_to, i.source, i.seq,
       row_number() OVER (ORDER BY CASE WHEN e.confidence >= {{threshold}} THEN 0 ELSE 1 END,
                          i.precedence, coalesce(e.as_of, i.as_of) DESC NULLS LAST,
                          i.source, i.seq DESC, e.ordinal) AS choice
FROM fact_edge e
JOIN input i ON i.bundle = e.bundle
LEFT JOIN resolution h ON h.local_id = e.head
LEFT JOIN resolution t ON t.local_id = e.tail
LEFT JOIN superseded x ON x.bundle = e.bundle AND x.local_id = e.head
WHERE NOT coalesce(x.dropped, FALSE)
  AND coalesce(h.id, e.head) <> coalesce(t.id, e.tail);

CREATE TABLE all_edge AS
SELECT c.id, min_by(c.type, c.choice) AS type,
       min_by(c.head_id, c.choice) AS head, min_by(c.tail_id, c.choice) AS tail,
{{properties}}
       min_by(c.valid_from, c.choice) FILTER (WHERE c.valid_from IS NOT NULL) AS valid_from,
       min_by(c.valid_to, c.choice) AS valid_to,
       max(c.as_of) AS as_of,
       max(CASE WHEN c.stated THEN 1 ELSE 0 END) = 1 AS stated,
       max(c.confidence) AS confidence,
       min_by(c.rule, c.choice) AS rule,
       CAST(count(*) AS BIGINT) AS evidences,
       CAST(count(DISTINCT c.source) AS BIGINT) AS sources
FROM chosen_edge c
WHERE c.id NOT IN (SELECT fact FROM reject)
GROUP BY c.id;

CREATE TABLE edge AS
SELECT a.*, h.label AS head_label, t.label AS tail_label
FROM all_edge a
JOIN node h ON h.id = a.head
JOIN node t ON t.id = a.tail
WHERE a.confidence >= {{threshold}} OR a.id IN (SELECT fact FROM accept);

CREATE TABLE candidate_edge AS
SELECT a.*, h.label AS head_label, t.label AS tail_label
FROM all_edge a
JOIN known h ON h.id = a.head
JOIN known t ON t.id = a.tail
WHERE a.id NOT IN (SELECT id FROM edge)
