-- name: message_rollups
-- Every message of the pages in ($since, $as_of], reduced by local day (kind 'day'), by trigger
-- ('trigger'), by category and tier ('category'), by weekend and local hour ('hour'), and the median
-- RPR by ISO weekday ('weekday'). Each kind has only the sums that the analysis reads of it: most of
-- the time goes into summing.
-- Non-integers are summed as integers, multiples of 2^-60 (2^-46 for price x conversion), so that no
-- order of rows and no number of threads changes a figure. An RPR and a price count as 10^5 at most,
-- an EMV as 10^8: a slip of the pen in a file can then overflow nothing. (DuckDB's least passes over
-- NULL: mind it.) Age: 0 the last 30 days, 1 the 30 before them, 2 older.
WITH zones AS (
  SELECT c.page_name, z.utc_from, z.utc_to, z.offset_seconds
  FROM creators AS c
  JOIN zone_offsets AS z ON z.timezone = c.timezone
  WHERE c.page_name IN (SELECT unnest($pages::VARCHAR[]))
    AND z.utc_to > $since AND z.utc_from <= $as_of
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
    isodow(local_time) AS weekday, hour(local_time) AS local_hour,
    viewed, purchased, earnings, sending_time, sent_count, all_earnings, rpr AS exact_rpr,
    CAST(rpr * 1152921504606846976.0 AS HUGEINT) AS rpr,
    CAST(rpr * rpr * 1152921504606846976.0 AS HUGEINT) AS rpr_squared,
    CAST(conversion * 1152921504606846976.0 AS BIGINT) AS conversion,
    CAST(emv * 1152921504606846976.0 AS HUGEINT) AS emv,
    CAST(unlock * 1152921504606846976.0 AS BIGINT) AS unlock,
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
  SELECT 'day' AS kind, page_name, local_day, NULL AS name, NULL AS tier, NULL AS weekend,
    NULL AS number,
    count(*) AS messages, NULL AS paid, sum(viewed) AS viewed, sum(purchased) AS purchased,
    NULL AS earnings,
    count(rpr) AS rpr_n, sum(rpr) AS rpr_sum, sum(rpr_squared) AS rpr_squares,
    NULL AS recent_n, NULL AS recent_sum, NULL AS prior_n, NULL AS prior_sum,
    count(conversion) AS conversion_n, sum(conversion) AS conversion_sum, sum(emv) AS emv_sum,
    count(unlock) AS unlock_n, sum(unlock) AS unlock_sum,
    NULL AS price_n, NULL AS price_sum, NULL AS price_squares,
    NULL AS priced_conversion_sum, NULL AS priced_conversion_squares, NULL AS price_conversion_sum,
    max(sent_count) AS max_sent, sum(all_earnings) AS revenue, max(sending_time) AS last_message_at,
    NULL AS median_rpr
  FROM fixed
  GROUP BY page_name, local_day
  UNION ALL
  SELECT 'trigger', page_name, NULL, trigger_name, NULL, NULL, NULL,
    count(*), count(viewed), sum(viewed), sum(purchased), NULL,
    count(rpr), sum(rpr), NULL,
    NULL, NULL, NULL, NULL,
    count(conversion), NULL, sum(emv),
    NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL
  FROM fixed
  WHERE trigger_name <> ''
  GROUP BY page_name, trigger_name
  UNION ALL
  SELECT 'category', page_name, NULL, category, tier, NULL, NULL,
    count(*), count(viewed), sum(viewed), sum(purchased), sum(earnings),
    count(rpr), sum(rpr), NULL,
    count(CASE WHEN age = 0 THEN rpr END), sum(CASE WHEN age = 0 THEN rpr END),
    count(CASE WHEN age = 1 THEN rpr END), sum(CASE WHEN age = 1 THEN rpr END),
    NULL, NULL, NULL,
    NULL, NULL,
    count(price), sum(price), sum(price_squared),
    sum(priced_conversion), sum(priced_conversion_squared), sum(price_conversion),
    NULL, NULL, NULL, NULL
  FROM fixed
  GROUP BY page_name, category, tier
  UNION ALL
  SELECT 'hour', page_name, NULL, NULL, NULL, weekday >= 6, local_hour,
    NULL, NULL, sum(viewed), sum(purchased), NULL,
    count(rpr), sum(rpr), sum(rpr_squared),
    NULL, NULL, NULL, NULL,
    NULL, NULL, NULL,
    NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, NULL
  FROM fixed
  GROUP BY page_name, weekday >= 6, local_hour
  UNION ALL
  SELECT 'weekday', page_name, NULL, NULL, NULL, NULL, weekday,
    NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL,
    NULL, NULL, NULL, NULL,
    NULL, NULL, NULL,
    NULL, NULL,
    NULL, NULL, NULL, NULL, NULL, NULL,
    NULL, NULL, NULL, median(exact_rpr)
  FROM fixed
  WHERE exact_rpr IS NOT NULL
  GROUP BY page_name, weekday
)
SELECT kind, page_name, local_day, name, tier, weekend, number,
  messages, paid, CAST(viewed AS BIGINT), CAST(purchased AS BIGINT), CAST(earnings AS DOUBLE),
  rpr_n, CAST(rpr_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(rpr_squares AS DOUBLE) / 1152921504606846976.0,
  recent_n, CAST(recent_sum AS DOUBLE) / 1152921504606846976.0,
  prior_n, CAST(prior_sum AS DOUBLE) / 1152921504606846976.0,
  conversion_n, CAST(conversion_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(emv_sum AS DOUBLE) / 1152921504606846976.0,
  unlock_n, CAST(unlock_sum AS DOUBLE) / 1152921504606846976.0,
  price_n, CAST(price_sum AS DOUBLE) / 10000.0, CAST(price_squares AS DOUBLE) / 100000000.0,
  CAST(priced_conversion_sum AS DOUBLE) / 1152921504606846976.0,
  CAST(priced_conversion_squares AS DOUBLE) / 1152921504606846976.0,
  CAST(price_conversion_sum AS DOUBLE) / 70368744177664.0,
  max_sent, CAST(revenue AS DOUBLE), last_message_at, median_rpr
FROM grouped
