-- What became of what was planned.

-- name: sent_ppvs
-- The PPVs of ($since, $as_of] of every page.
SELECT page_name, caption_key, sending_time, CAST(earnings AS DOUBLE)
FROM mass_messages
WHERE message_type = 'PPV' AND sending_time > $since AND sending_time <= $as_of
ORDER BY page_name, sending_time, row_id

-- name: captions_since
SELECT caption_id, created_at
FROM caption_bank
WHERE created_at > $since
ORDER BY created_at, caption_id
