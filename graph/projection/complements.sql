-- COMPLEMENTS: zone A → zone B, per chain: A has companies on a link that feeds a link B works on,
--   and B has nobody on the feeding link.
-- from:  covers, edge (UPSTREAM_OF, PART_OF ChainLink → Industry, OVERLAPS), zone_city
-- rule:  districts of one city; zones that overlap or lie in one another are not crossing.
CREATE TABLE complement_pair AS
SELECT a.head AS supplier_zone, b.head AS user_zone, p.tail AS chain, u.head AS from_link, u.tail AS to_link,
       a.companies
FROM edge u
JOIN edge p ON p.type = 'PART_OF' AND p.head = u.head AND p.tail_label = 'Industry'
JOIN covers a ON a.tail = u.head AND a.level = 'district'
JOIN covers b ON b.tail = u.tail AND b.level = 'district' AND b.head <> a.head
JOIN zone_city y ON y.zone = a.head
JOIN zone_city w ON w.zone = b.head AND w.city = y.city
LEFT JOIN covers own ON own.head = b.head AND own.tail = u.head
LEFT JOIN edge o ON o.type = 'OVERLAPS' AND ((o.head = a.head AND o.tail = b.head) OR (o.head = b.head AND o.tail = a.head))
WHERE u.type = 'UPSTREAM_OF' AND own.head IS NULL AND o.id IS NULL;

CREATE TABLE complements AS
SELECT 'COMPLEMENTS:' || supplier_zone || '>' || user_zone || '#chain=' || chain AS id, 'COMPLEMENTS' AS type,
       supplier_zone AS head, user_zone AS tail, chain,
       array_sort(array_distinct(array_agg(from_link || ' > ' || to_link))) AS pairs,
       CAST(sum(companies) AS BIGINT) AS strength
FROM complement_pair
GROUP BY supplier_zone, user_zone, chain
