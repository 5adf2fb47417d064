// industry_names: names of all industries.
// parameters: none
// columns: id, name, aliases
MATCH (i:Industry)
RETURN i.id AS id, i.name AS name, i.aliases AS aliases
ORDER BY id
