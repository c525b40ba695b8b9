-- title.en: Every region with an exact count has letters
SELECT region FROM letters WHERE letters_status = 'exact' AND letters = 0;
