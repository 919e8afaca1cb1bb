-- name: message_rollups
-- Every message of the pages in ($since, $as_of], reduced by local day (kind 'day'), by trigger
-- ('trigger'), by category, tier and age ('category') and by weekend and local hour ('hour').
-- Non-integers are summed as integers, multiples of 2^-60 (2^-50 for the square of EMV, 2^-46 for
-- price x conversion), so that no order of rows and no number of threads changes a figure. An RPR
-- and a price count as 10^5 at most, an EMV as 10^8: a slip of the pen in a file can then overflow
-- nothing. (DuckDB's least passes over NULL: mind it.) Age: 0 the last 30 days, 1 the 30 before
-- them, 2 older.
WITH zones AS (
  SELECT c.page_name, z.utc_from, z.utc_to, z.offset_seconds
  FROM creators AS c
  JOIN zone_offsets AS z ON z.timezone = c.timezone
  WHERE c.page_name IN (SELECT unnest($pages::VARCHAR[])) AND z.utc_to > $since AND z.utc_from <= $as_of
),
placed AS (
  SELECT m.page_name,
    m.sending_time + to_seconds(z.offset_seconds) AS local_time,
    CASE WHEN m.sending_time > $recent_since THEN 0
         WHEN m.sending_time > $prior_since THEN 1 ELSE 2 END AS age,
    coalesce(b.content_category, '') AS category, b.price_tier AS tier,
    b.psychological_trigger AS trigger_name,
    m.sending_time, m.sent_count, m.earnings AS all_earnings,
    CASE WHEN m.message_type = 'PPV' THEN m.sent_count END AS sent,
    CASE WHEN m.message_type = 'PPV' THEN m.viewed_count END AS viewed,
    CASE WHEN m.message_type = 'PPV' THEN m.purchased_count END AS purchased,
    CASE WHEN m.message_type = 'PPV' THEN m.earnings END AS earnings,
    m.price,
    CAST(m.viewed_count AS DOUBLE) / nullif(m.sent_count, 0) AS unlock
  FROM mass_messages AS m
  JOIN zones AS z
    ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
  LEFT JOIN caption_bank AS b ON b.caption_id = m.caption_id
  WHERE m.sending_time > $since AND m.sending_time <= $as_of
),
rated AS (
  SELECT *,
    CASE WHEN sent > 0 THEN least(CAST(earnings AS DOUBLE) / sent, 1e5) END AS rpr,
    CASE WHEN viewed > 0 THEN CAST(purchased AS DOUBLE) / viewed END AS conversion,
    CASE WHEN viewed > 0
      THEN least(CAST(purchased AS DOUBLE) / viewed * CAST(earnings AS DOUBLE), 1e8) END AS emv,
    CASE WHEN viewed > 0 AND price IS NOT NULL
      THEN least(CAST(price AS DOUBLE), 1e5) END AS sold_price
  FROM placed
),
fixed AS (
  SELECT page_name, age, category, tier, trigger_name, CAST(local_time AS DATE) AS local_day,
    isodow(local_time) >= 6 AS weekend, hour(local_time) AS local_hour,
    sent, viewed, purchased, earnings, sending_time, sent_count, all_earnings,
    CAST(rpr * 1152921504606846976.0 AS HUGEINT) AS rpr,
    CAST(rpr * rpr * 1152921504606846976.0 AS HUGEINT) AS rpr_squared,
    CAST(conversion * 1152921504606846976.0 AS BIGINT) AS conversion,
    CAST(conversion * conversion * 1152921504606846976.0 AS BIGINT) AS conversion_squared,
    CAST(emv * 1152921504606846976.0 AS HUGEINT) AS emv,
    CAST(emv * emv * 1125899906842624.0 AS HUGEINT) AS emv_squared,
    CAST(unlock * 1152921504606846976.0 AS BIGINT) AS unlock,
    CAST(unlock * unlock * 1152921504606846976.0 AS BIGINT) AS unlock_squared,
    CAST(sold_price * 10000 AS BIGINT) AS price,
    CAST(sold_price * 10000 AS BIGINT) * CAST(sold_price * 10000 AS BIGINT) AS price_squared,
    CASE WHEN sold_price IS NOT NULL
      THEN CAST(conversion * 1152921504606846976.0 AS BIGINT) END AS priced_conversion,
    CASE WHEN sold_price IS NOT NULL
      THEN CAST(conversion * conversion * 1152921504606846976.0 AS BIGINT)
      END AS priced_conversion_squared,
    CAST(sold_price * conversion * 70368744177664.0 AS BIGINT) AS price_conversion
  FROM rated
),
grouped AS (
  SELECT CASE grouping(local_day, trigger_name, tier, local_hour)
      WHEN 7 THEN 'day' WHEN 11 THEN 'trigger' WHEN 13 THEN 'category' ELSE 'hour' END AS kind,
    page_name, local_day, trigger_name, category, tier, age, weekend, local_hour,
    count(*) AS messages, count(sent) AS paid, sum(sent) AS sent, sum(viewed) AS viewed,
    sum(purchased) AS purchased, sum(earnings) AS earnings,
    count(rpr) AS rpr_n, sum(rpr) AS rpr_sum, sum(rpr_squared) AS rpr_squares,
    count(conversion) AS conversion_n, sum(conversion) AS conversion_sum,
    sum(conversion_squared) AS conversion_squares,
    sum(emv) AS emv_sum, sum(emv_squared) AS emv_squares,
    count(unlock) AS unlock_n, sum(unlock) AS unlock_sum, sum(unlock_squared) AS unlock_squares,
    count(price) AS price_n, sum(price) AS price_sum, sum(price_squared) AS price_squares,
    sum(priced_conversion) AS priced_conversion_sum,
    sum(priced_conversion_squared) AS priced_conversion_squares,
    sum(price_conversion) AS price_conversion_sum,
    max(sent_count) AS max_sent, sum(all_earnings) AS revenue, max(sending_time) AS last_message_at
  FROM fixed
  GROUP BY GROUPING SETS ((page_name, local_day), (page_name, trigger_name),
    (page_name, category, tier, age), (page_name, weekend, local_hour))
)
SELECT kind, page_name, local_day, trigger_name, category, tier, age, weekend, local_hour,
  messages, paid, CAST(coalesce(sent, 0) AS BIGINT), CAST(coalesce(viewed, 0) AS BIGINT),
  CAST(coalesce(purchased, 0) AS BIGINT), CAST(coalesce(earnings, 0) AS DOUBLE),
  rpr_n, CAST(rpr_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(rpr_squares AS DOUBLE) / 1152921504606846976.0,
  conversion_n, CAST(conversion_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(conversion_squares AS DOUBLE) / 1152921504606846976.0,
  CAST(emv_sum AS DOUBLE) / 1152921504606846976.0, CAST(emv_squares AS DOUBLE) / 1125899906842624.0,
  unlock_n, CAST(unlock_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(unlock_squares AS DOUBLE) / 1152921504606846976.0,
  price_n, CAST(price_sum AS DOUBLE) / 10000.0, CAST(price_squares AS DOUBLE) / 100000000.0,
  CAST(priced_conversion_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(priced_conversion_squares AS DOUBLE) / 1152921504606846976.0,
  CAST(price_conversion_sum AS DOUBLE) / 70368744177664.0,
  max_sent, CAST(coalesce(revenue, 0) AS DOUBLE), last_message_at
FROM grouped

-- name: weekday_medians
-- The median RPR of a page's PPVs by ISO weekday, the same window and local time.
WITH zones AS (
  SELECT c.page_name, z.utc_from, z.utc_to, z.offset_seconds
  FROM creators AS c
  JOIN zone_offsets AS z ON z.timezone = c.timezone
  WHERE c.page_name IN (SELECT unnest($pages::VARCHAR[]))
    AND z.utc_to > $since AND z.utc_from <= $as_of
)
SELECT m.page_name, isodow(m.sending_time + to_seconds(z.offset_seconds)) AS iso_weekday,
  median(least(CAST(m.earnings AS DOUBLE) / m.sent_count, 1e5)) AS median_rpr
FROM mass_messages AS m
JOIN zones AS z
  ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
WHERE m.sending_time > $since AND m.sending_time <= $as_of
  AND m.message_type = 'PPV' AND m.sent_count > 0
GROUP BY m.page_name, iso_weekday
