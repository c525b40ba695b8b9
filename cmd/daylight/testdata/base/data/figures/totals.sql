-- title.en: All letters with an exact count
-- rows: one
SELECT sum(letters) AS exact, count(*) AS regions FROM letters WHERE letters_status = 'exact';
