-- title.en: Calls that people complained of, by provider
-- title.fr: Les appels dont on s’est plaint, par fournisseur
-- field.period: calls.period
-- field.provider: calls.provider
-- field.calls: calls.calls
-- The total is a row of its own in the table; here it would be drawn beside its parts.
SELECT period, provider, calls, calls_low, calls_high, calls_status
FROM calls
WHERE provider <> 'total'
ORDER BY period, provider;
