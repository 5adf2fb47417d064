// coverage: zone × link, what the loaded companies of a zone cover of a link.
// parameters: none
// columns: zone_id, link_id, companies, branches, attested, capital_known, capital, largest_share, leaders, hhi, location_quotient
MATCH (z:Zone)-[c:COVERS]->(l:ChainLink)
RETURN z.id AS zone_id, l.id AS link_id, c.companies AS companies, c.branches AS branches, c.attested AS attested,
       c.capital_known AS capital_known, c.capital AS capital, c.largest_share AS largest_share,
       c.leaders AS leaders, c.hhi AS hhi, c.location_quotient AS location_quotient
ORDER BY zone_id, link_id
