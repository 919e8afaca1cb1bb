-- name: similar_pages
-- GoogleSQL counts two neighbours that changed places as two slips.
SELECT page_name
FROM creators
WHERE EDIT_DISTANCE(page_name, @page_name) <= 2 OR STARTS_WITH(page_name, @page_name)
ORDER BY EDIT_DISTANCE(page_name, @page_name), page_name
LIMIT 3
