-- title.en: Numbers by whether their subscriber was found
-- title.fr: Les numéros, selon que l’abonné a été trouvé
-- field.period: numbers.period
-- field.resolved: numbers.resolved
-- field.unresolved: numbers.unresolved
SELECT period, resolved, resolved_low, resolved_high, resolved_status, unresolved, unresolved_low, unresolved_high, unresolved_status
FROM numbers
WHERE provider_class = 'total'
ORDER BY period;
