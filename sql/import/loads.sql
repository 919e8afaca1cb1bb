-- What DuckDB made of a file, for an engine that takes it by a load.

-- name: load_messages
SELECT record, own_row_id,
  row_id_of(own_row_id, page_name, sending_time, caption_key_high, ordinal) AS row_id,
  page_name, message, sending_time, price, sent_count, viewed_count, purchased_count, earnings,
  CASE WHEN is_paid THEN 'PPV' ELSE 'Bump' END AS message_type, is_typed, caption_id,
  caption_key_of(caption_key_high, caption_key_low) AS caption_key, ordinal
FROM import_incoming

-- name: load_captions
SELECT * FROM import_keyed

-- name: load_rows
SELECT * FROM import_rows

-- Captions whose text a row without a message asks for.
-- name: wanted_captions
SELECT DISTINCT caption_id
FROM import_staged
WHERE reason IS NULL AND message IS NULL
ORDER BY caption_id;
