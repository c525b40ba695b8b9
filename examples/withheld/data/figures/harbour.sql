-- title.en: Complaints in the harbour district, by reason
-- field.people: complaints.people
SELECT reason, people, people_low, people_high, people_status
FROM complaints
WHERE district = 'harbour' AND reason <> 'total'
ORDER BY reason;
