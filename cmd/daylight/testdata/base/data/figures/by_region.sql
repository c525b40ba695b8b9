-- title.en: Letters by region
SELECT region, letters FROM letters WHERE letters_status = 'exact' ORDER BY region;
