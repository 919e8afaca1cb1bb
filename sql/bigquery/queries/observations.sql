-- name: observations
WITH pages AS (
  SELECT page_name, timezone, ROW_NUMBER() OVER (ORDER BY page_name) - 1 AS page FROM creators
),
zones AS (
  SELECT p.page_name, p.page, z.utc_from, z.utc_to, z.offset_seconds
  FROM pages AS p
  JOIN zone_offsets AS z ON z.timezone = p.timezone
  WHERE z.utc_to > @since AND z.utc_from <= @as_of
),
sent AS (
  SELECT m.caption_id, z.page, m.sending_time, m.sent_count, m.viewed_count, m.purchased_count, m.earnings,
    b.price_tier,
    TIMESTAMP_ADD(m.sending_time, INTERVAL z.offset_seconds SECOND) AS local_time,
    COALESCE(CASE WHEN m.price > 0 THEN CAST(m.price AS FLOAT64) END,
      CASE WHEN m.purchased_count > 0 AND m.earnings > 0
        THEN CAST(m.earnings AS FLOAT64) / m.purchased_count END) AS price
  FROM mass_messages AS m
  JOIN zones AS z
    ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
  JOIN caption_bank AS b ON b.caption_id = m.caption_id
  WHERE m.message_type = 'PPV' AND m.viewed_count > 0
    AND m.sending_time > @since AND m.sending_time <= @as_of
),
priced AS (
  SELECT price_tier,
    CAST(SUM(ROUND(CAST(price AS NUMERIC), 4)) AS FLOAT64) / COUNT(price) AS mean_price
  FROM sent
  GROUP BY price_tier
)
SELECT s.caption_id, s.page, s.sending_time,
  EXTRACT(HOUR FROM s.local_time) + IF(EXTRACT(DAYOFWEEK FROM s.local_time) IN (1, 7), 24, 0) AS slot,
  UNIX_DATE(DATE(s.local_time)) AS day, s.viewed_count, s.purchased_count,
  LEAST(COALESCE(s.price, p.mean_price), 1e5) AS price,
  GREATEST(s.sent_count, s.viewed_count) AS sent_count,
  GREATEST(CAST(s.earnings AS FLOAT64), 0) AS earnings
FROM sent AS s
JOIN priced AS p ON p.price_tier = s.price_tier
WHERE COALESCE(s.price, p.mean_price) > 0
