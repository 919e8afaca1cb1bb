-- Import of mass_messages: {rows} is what was loaded of a file (sql/import/loads.sql).

-- A row is also the same as one that was stored with a row_id of its own, and one that has such a
-- row_id the same as one that was stored without, unless a row of the file that has none is.
-- linked_id is the caption that the text belongs to.
-- name: incoming_messages
SELECT i.record, COALESCE(IF(s.row_id IS NULL, COALESCE(a.row_id, IF(n.row_id IS NULL, d.row_id, NULL)), NULL),
    i.row_id) AS row_id, i.page_name,
  i.message, i.sending_time, i.price, i.sent_count, i.viewed_count, i.purchased_count, i.earnings,
  i.message_type, i.is_typed, i.caption_id, b.caption_id AS linked_id, i.caption_key
FROM (
  SELECT r.*, DENSE_RANK() OVER (
    PARTITION BY r.page_name, r.sending_time, r.caption_key, r.own_row_id IS NULL
    ORDER BY LENGTH(r.own_row_id), r.own_row_id) - 1 AS number
  FROM {rows} AS r
) AS i
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
LEFT JOIN mass_messages AS d
  ON i.own_row_id IS NOT NULL AND NOT STARTS_WITH(i.own_row_id, CONCAT(i.page_name, '|'))
    AND d.page_name = i.page_name AND d.sending_time = i.sending_time
    AND d.caption_key = i.caption_key AND STARTS_WITH(d.row_id, CONCAT(d.page_name, '|'))
    AND ENDS_WITH(d.row_id, CONCAT('|', CAST(i.number AS STRING)))
LEFT JOIN (SELECT DISTINCT row_id FROM {rows} WHERE own_row_id IS NULL) AS n ON n.row_id = d.row_id

-- name: add_new_pages
INSERT INTO creators (page_name, timezone, quiet_start_minute, quiet_end_minute, is_active,
  created_at, updated_at)
SELECT DISTINCT i.page_name, @timezone, @quiet_start_minute, @quiet_end_minute, TRUE,
  CAST(@as_of AS TIMESTAMP), CAST(@as_of AS TIMESTAMP)
FROM {rows} AS i
WHERE i.page_name NOT IN (SELECT c.page_name FROM creators AS c)
