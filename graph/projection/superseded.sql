-- superseded: facts of an older version that a later version of the same source replaces,
--   and what a full register no longer lists (lapsed: it has ended, dated by the next version).
-- from:  subject (bundle, local_id of the thing a fact is about), input
-- rule:  only sources with more than one counted version (snapshot, delta) have such facts;
--   the last version in which a thing occurs speaks for it.
CREATE TABLE superseded AS
SELECT s.bundle, s.local_id,
       CASE WHEN i.seq < t.last_seq THEN TRUE ELSE FALSE END AS dropped,
       CASE WHEN i.seq = t.last_seq AND i.update_kind = 'snapshot' THEN i.next_as_of END AS lapsed_on
FROM subject s
JOIN input i ON i.bundle = s.bundle
JOIN (SELECT j.source, u.local_id, max(j.seq) AS last_seq
      FROM subject u JOIN input j ON j.bundle = u.bundle
      GROUP BY j.source, u.local_id) t ON t.source = i.source AND t.local_id = s.local_id
WHERE i.seq < t.last_seq OR (i.seq = t.last_seq AND i.update_kind = 'snapshot' AND i.next_as_of IS NOT NULL)
