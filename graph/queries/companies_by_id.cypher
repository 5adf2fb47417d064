// companies_by_id: names and forms of some companies.
// parameters: ids
// columns: id, name, registered_capital, capital_currency, is_branch
UNWIND $ids AS wanted
MATCH (c:Company {id: wanted})
RETURN DISTINCT c.id AS id, c.name AS name, c.registered_capital AS registered_capital,
       c.capital_currency AS capital_currency, c.is_branch AS is_branch
ORDER BY id
