-- name: pages
SELECT page_name, coalesce(display_name, page_name), timezone, quiet_start_minute, quiet_end_minute,
  is_active, segment_override, max_messages_per_day, min_gap_minutes
FROM creators
ORDER BY page_name

-- name: pages_named
SELECT page_name, coalesce(display_name, page_name), timezone, quiet_start_minute, quiet_end_minute,
  is_active, segment_override, max_messages_per_day, min_gap_minutes
FROM creators
WHERE page_name IN (SELECT unnest($pages::VARCHAR[]))
ORDER BY page_name

-- name: similar_pages
-- Pages one slip away, or that begin as the name does; the nearest first.
SELECT page_name
FROM creators
WHERE damerau_levenshtein(page_name, $page_name) <= 2 OR starts_with(page_name, $page_name)
ORDER BY damerau_levenshtein(page_name, $page_name), page_name
LIMIT 3

-- name: unknown_restricted_pages
-- Pages that have restrictions, but neither messages nor an entry of their own: a slip of the pen?
SELECT DISTINCT page_name
FROM creator_caption_restrictions
WHERE page_name NOT IN (SELECT page_name FROM creators)
ORDER BY page_name

-- name: message_counts
SELECT page_name, count(*)
FROM mass_messages
WHERE page_name IN (SELECT unnest($pages::VARCHAR[]))
GROUP BY page_name
