-- title.en: Nameless
SELECT place || '!' AS computed, count(*) AS n FROM places GROUP BY place ORDER BY place;
