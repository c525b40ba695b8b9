-- title.en: Stages that count different things
-- unit.calls.en: calls
-- unit.more.en: calls
-- unit.people.en: people
-- field.id: whole.id
SELECT id, 10 AS calls, 20 AS more, 5 AS people FROM whole
