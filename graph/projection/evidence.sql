-- evidence: fact → source and place, sorted; a node's and an edge's alike. pack rows have the source ''.
-- from:  chosen_* and what stands or waits
CREATE TABLE evidence AS
SELECT fact, fact_kind, source, seq, locator, rule, stated, confidence, ordinal FROM (
{{selects}}
) every
