-- Import of mass_messages: {rows} is what was loaded of a file (sql/import/loads.sql).

-- A row is also the same as one that was stored with a row_id of its own. linked_id is the caption
-- that the text belongs to.
-- name: incoming_messages
SELECT i.record, COALESCE(IF(s.row_id IS NULL, a.row_id, NULL), i.row_id) AS row_id, i.page_name,
  i.message, i.sending_time, i.price, i.sent_count, i.viewed_count, i.purchased_count, i.earnings,
  i.message_type, i.caption_id, b.caption_id AS linked_id, i.caption_key
FROM {rows} AS i
LEFT JOIN (SELECT caption_key, MIN(caption_id) AS caption_id FROM caption_bank GROUP BY caption_key) AS b
  ON b.caption_key = i.caption_key
LEFT JOIN mass_messages AS s ON s.row_id = i.row_id
LEFT JOIN (
  SELECT row_id, page_name, sending_time, caption_key,
    ROW_NUMBER() OVER (PARTITION BY page_name, sending_time, caption_key
      ORDER BY LENGTH(row_id), row_id) - 1 AS ordinal
  FROM mass_messages
  WHERE NOT STARTS_WITH(row_id, CONCAT(page_name, '|'))
) AS a
  ON i.own_row_id IS NULL AND a.page_name = i.page_name AND a.sending_time = i.sending_time
    AND a.caption_key = i.caption_key AND a.ordinal = i.ordinal

-- name: add_new_pages
INSERT INTO creators (page_name, timezone, quiet_start_minute, quiet_end_minute, is_active,
  created_at, updated_at)
SELECT DISTINCT i.page_name, @timezone, @quiet_start_minute, @quiet_end_minute, TRUE,
  CAST(@as_of AS TIMESTAMP), CAST(@as_of AS TIMESTAMP)
FROM {rows} AS i
WHERE i.page_name NOT IN (SELECT c.page_name FROM creators AS c)
