-- What became of the rows of an import's file.

-- The table to hold it, with the columns of the target. It expires, should it not be removed.
-- name: make_outcome
CREATE TABLE IF NOT EXISTS {outcome}
OPTIONS (expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL 1 DAY))
AS SELECT 0 AS record, '' AS outcome, FALSE AS is_written, t.* FROM {target} AS t WHERE FALSE

-- name: count_outcomes
SELECT COUNTIF(outcome = 'inserted'), COUNTIF(outcome = 'updated'), COUNTIF(outcome = 'unchanged')
FROM {outcome}

-- What the rows of a file are checked with.
-- name: page_zones
SELECT page_name, timezone FROM creators

-- name: texts_of_captions
SELECT caption_id, caption_text FROM caption_bank WHERE CAST(caption_id AS STRING) IN UNNEST(@ids)
