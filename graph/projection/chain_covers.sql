-- chain_covers: zone × chain, the companies of a zone on any link of a chain.
-- from:  placed (covers.sql), edge (PART_OF ChainLink → Industry)
-- rule:  a company counts once a chain however many of its links it is on, so that the numbers of
--   the links do not add up to it; capital as in covers, not split.
CREATE TABLE placed_chain AS
SELECT DISTINCT p.zone, p.level, e.tail AS chain, p.company, p.capital
FROM placed p
JOIN edge e ON e.head = p.link
WHERE e.type = 'PART_OF' AND e.head_label = 'ChainLink' AND e.tail_label = 'Industry' AND e.valid_to IS NULL
  AND p.level <> 'park';

CREATE TABLE chain_covers AS
SELECT zone, chain, level, CAST(count(*) AS BIGINT) AS companies,
       CAST(sum(capital) AS DECIMAL(38,2)) AS capital
FROM placed_chain GROUP BY zone, chain, level
