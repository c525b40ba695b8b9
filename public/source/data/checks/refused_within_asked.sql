-- title.en: No group has more refusals than companies asked
SELECT id FROM refusals WHERE refused_low > asked_high;
