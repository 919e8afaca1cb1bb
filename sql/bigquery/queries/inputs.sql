-- name: bank
-- Rows come in no order of their own here.
SELECT caption_id, caption_text, caption_key, price_tier, content_category, psychological_trigger,
  has_urgency, is_active, page_name
FROM caption_bank
ORDER BY caption_id

-- name: agency_days
-- fixed_point and as_double: exact sums, and the doubles that DuckDB makes of them.
WITH zones AS (
  SELECT c.page_name, z.utc_from, z.utc_to, z.offset_seconds,
    DATE(TIMESTAMP_ADD(@as_of, INTERVAL t.offset_seconds SECOND)) AS today
  FROM creators AS c
  JOIN zone_offsets AS z ON z.timezone = c.timezone
  JOIN zone_offsets AS t
    ON t.timezone = c.timezone AND t.utc_from <= @as_of AND t.utc_to > @as_of
  WHERE z.utc_to > @since AND z.utc_from <= @as_of
),
placed AS (
  SELECT m.page_name, DATE(TIMESTAMP_ADD(m.sending_time, INTERVAL z.offset_seconds SECOND)) AS local_day,
    z.today,
    {dataset}.fixed_point(LEAST(m.purchased_count / m.viewed_count * CAST(m.earnings AS FLOAT64), 1e8),
      68719476736.0) AS emv
  FROM mass_messages AS m
  JOIN zones AS z
    ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
  WHERE m.sending_time > @since AND m.sending_time <= @as_of
    AND m.message_type = 'PPV' AND m.viewed_count > 0
)
SELECT page_name, local_day, {dataset}.as_double(SUM(emv)) / 68719476736.0 / COUNT(*) AS mean_emv,
  DATE_DIFF(ANY_VALUE(today), local_day, DAY) AS age
FROM placed
GROUP BY page_name, local_day
ORDER BY page_name, local_day

-- name: recent_uses
-- One reading of the messages: a rank of seven at most is one of the latest seven, or as late as one.
SELECT m.page_name, m.caption_key, m.sending_time, m.message_type,
  COALESCE(b.content_category, '') AS content_category,
  COALESCE(b.psychological_trigger, '') AS psychological_trigger, b.price_tier,
  COALESCE(b.has_urgency, FALSE) AS has_urgency
FROM (
  SELECT page_name, caption_key, caption_id, sending_time, message_type,
    RANK() OVER (PARTITION BY page_name ORDER BY sending_time DESC) AS place
  FROM mass_messages
  WHERE page_name IN UNNEST(@pages) AND sending_time <= @as_of
) AS m
LEFT JOIN caption_bank AS b ON b.caption_id = m.caption_id
WHERE m.sending_time >= @use_since OR m.place <= 7
ORDER BY m.page_name, m.sending_time DESC, m.caption_key, m.message_type

-- name: restrictions
SELECT page_name, TO_JSON_STRING(hard_patterns) AS hard_patterns,
  TO_JSON_STRING(soft_patterns) AS soft_patterns,
  TO_JSON_STRING(restricted_categories) AS restricted_categories,
  TO_JSON_STRING(restricted_price_tiers) AS restricted_price_tiers,
  applies_to_scope, min_ppv_pool, min_bump_pool, version
FROM active_creator_caption_restrictions_v
WHERE page_name IN UNNEST(@pages)
ORDER BY page_name, version, applies_to_scope, 2, 3, 4, 5
