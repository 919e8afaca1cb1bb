-- name: message_rollups
-- All that planning asks of the window's messages, by one reading of them (BigQuery reads a WITH anew
-- for each that uses it): beside the five kinds of groups of the pages named, the mean EMV and the
-- age of every page's days, as agency_days has them; and the day's uses that recent_uses would give,
-- as the elements of a JSON array.
WITH zones AS (
  SELECT c.page_name, z.utc_from, z.utc_to, z.offset_seconds, c.page_name IN UNNEST(@pages) AS is_named,
    DATE(TIMESTAMP_ADD(@as_of, INTERVAL t.offset_seconds SECOND)) AS today
  FROM creators AS c
  JOIN zone_offsets AS z ON z.timezone = c.timezone
  JOIN zone_offsets AS t
    ON t.timezone = c.timezone AND t.utc_from <= @as_of AND t.utc_to > @as_of
  WHERE z.utc_to > @since AND z.utc_from <= @as_of
),
placed AS (
  SELECT m.page_name, z.is_named, z.today, m.caption_key, m.message_type,
    COALESCE(b.has_urgency, FALSE) AS has_urgency,
    RANK() OVER (PARTITION BY m.page_name ORDER BY m.sending_time DESC) AS place,
    TIMESTAMP_ADD(m.sending_time, INTERVAL z.offset_seconds SECOND) AS local_time,
    CASE WHEN m.sending_time > @recent_since THEN 0
         WHEN m.sending_time > @prior_since THEN 1 ELSE 2 END AS age,
    COALESCE(b.content_category, '') AS category, b.price_tier AS tier,
    b.psychological_trigger AS trigger_name,
    m.sending_time, m.sent_count, m.earnings AS all_earnings,
    CASE WHEN m.message_type = 'PPV' THEN m.sent_count END AS sent,
    CASE WHEN m.message_type = 'PPV' THEN m.viewed_count END AS viewed,
    CASE WHEN m.message_type = 'PPV' THEN m.purchased_count END AS purchased,
    CASE WHEN m.message_type = 'PPV' THEN m.earnings END AS earnings,
    m.price,
    SAFE_DIVIDE(m.viewed_count, m.sent_count) AS unlock
  FROM mass_messages AS m
  JOIN zones AS z
    ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
  LEFT JOIN caption_bank AS b ON b.caption_id = m.caption_id
  WHERE m.sending_time > @since AND m.sending_time <= @as_of
),
rated AS (
  SELECT *,
    CASE WHEN sent > 0 THEN LEAST(CAST(earnings AS FLOAT64) / sent, 1e5) END AS rpr,
    CASE WHEN viewed > 0 THEN purchased / viewed END AS conversion,
    CASE WHEN viewed > 0 THEN LEAST(purchased / viewed * CAST(earnings AS FLOAT64), 1e8) END AS emv,
    CASE WHEN viewed > 0 AND price IS NOT NULL THEN LEAST(CAST(price AS FLOAT64), 1e5) END
      AS sold_price
  FROM placed
),
fixed AS (
  SELECT page_name, is_named, today, age, category, tier, trigger_name, DATE(local_time) AS local_day,
    CASE WHEN is_named AND (sending_time >= @use_since OR place <= 7) THEN CONCAT('[',
      CAST(UNIX_MICROS(sending_time) AS STRING), ',', TO_JSON_STRING(caption_key), ',',
      TO_JSON_STRING(message_type), ',', TO_JSON_STRING(category), ',',
      TO_JSON_STRING(COALESCE(trigger_name, '')), ',', TO_JSON_STRING(COALESCE(tier, '')), ',',
      IF(has_urgency, '1', '0'), ']') END AS caption_use,
    {dataset}.fixed_point(emv, 68719476736.0) AS coarse_emv,
    MOD(EXTRACT(DAYOFWEEK FROM local_time) + 5, 7) + 1 AS weekday,
    EXTRACT(DAYOFWEEK FROM local_time) IN (1, 7) AS weekend,
    EXTRACT(HOUR FROM local_time) AS local_hour,
    viewed, purchased, earnings, sending_time, sent_count, all_earnings, rpr AS exact_rpr,
    {dataset}.fixed_point(rpr, 1152921504606846976.0) AS rpr,
    {dataset}.fixed_point(rpr * rpr, 1152921504606846976.0) AS rpr_squared,
    {dataset}.fixed_point(conversion, 1152921504606846976.0) AS conversion,
    {dataset}.fixed_point(emv, 1152921504606846976.0) AS emv,
    {dataset}.fixed_point(unlock, 1152921504606846976.0) AS unlock,
    {dataset}.fixed_point(sold_price, 10000.0) AS price,
    {dataset}.fixed_point(sold_price, 10000.0) * {dataset}.fixed_point(sold_price, 10000.0)
      AS price_squared,
    CASE WHEN sold_price IS NOT NULL
      THEN {dataset}.fixed_point(conversion, 1152921504606846976.0) END AS priced_conversion,
    CASE WHEN sold_price IS NOT NULL
      THEN {dataset}.fixed_point(conversion * conversion, 1152921504606846976.0) END
      AS priced_conversion_squared,
    {dataset}.fixed_point(sold_price * conversion, 70368744177664.0) AS price_conversion
  FROM rated
),
summed AS (
  SELECT
    CASE WHEN GROUPING(local_day) = 0 THEN 'day' WHEN GROUPING(trigger_name) = 0 THEN 'trigger'
         WHEN GROUPING(tier) = 0 THEN 'category' WHEN GROUPING(local_hour) = 0 THEN 'hour'
         ELSE 'weekday' END AS kind,
    page_name, local_day, trigger_name, category, tier, weekend, local_hour, weekday,
    COUNT(*) AS messages, COUNT(viewed) AS paid, SUM(viewed) AS viewed, SUM(purchased) AS purchased,
    SUM(earnings) AS earnings,
    COUNT(rpr) AS rpr_n, SUM(rpr) AS rpr_sum, SUM(rpr_squared) AS rpr_squares,
    COUNT(CASE WHEN age = 0 THEN rpr END) AS recent_n,
    SUM(CASE WHEN age = 0 THEN rpr END) AS recent_sum,
    COUNT(CASE WHEN age = 1 THEN rpr END) AS prior_n,
    SUM(CASE WHEN age = 1 THEN rpr END) AS prior_sum,
    COUNT(conversion) AS conversion_n, SUM(conversion) AS conversion_sum, SUM(emv) AS emv_sum,
    COUNT(unlock) AS unlock_n, SUM(unlock) AS unlock_sum,
    COUNT(price) AS price_n, SUM(price) AS price_sum, SUM(price_squared) AS price_squares,
    SUM(priced_conversion) AS priced_conversion_sum,
    SUM(priced_conversion_squared) AS priced_conversion_squares,
    SUM(price_conversion) AS price_conversion_sum,
    MAX(sent_count) AS max_sent, SUM(all_earnings) AS revenue, MAX(sending_time) AS last_message_at,
    ARRAY_AGG(exact_rpr IGNORE NULLS ORDER BY exact_rpr) AS rprs,
    LOGICAL_OR(is_named) AS is_named, ANY_VALUE(today) AS today,
    SUM(coarse_emv) AS coarse_emv_sum, COUNT(coarse_emv) AS coarse_emv_n,
    STRING_AGG(caption_use, ',') AS uses
  FROM fixed
  GROUP BY GROUPING SETS ((page_name, local_day), (page_name, trigger_name),
    (page_name, category, tier), (page_name, weekend, local_hour), (page_name, weekday))
)
SELECT kind, page_name, local_day,
  CASE kind WHEN 'trigger' THEN trigger_name WHEN 'category' THEN category END AS name,
  tier, weekend, CASE kind WHEN 'hour' THEN local_hour WHEN 'weekday' THEN weekday END AS number,
  IF(kind IN ('day', 'trigger', 'category'), messages, NULL) AS messages,
  IF(kind IN ('trigger', 'category'), paid, NULL) AS paid,
  IF(kind <> 'weekday', viewed, NULL) AS viewed,
  IF(kind <> 'weekday', purchased, NULL) AS purchased,
  IF(kind = 'category', CAST(earnings AS FLOAT64), NULL) AS earnings,
  IF(kind <> 'weekday', rpr_n, NULL) AS rpr_n,
  IF(kind <> 'weekday', {dataset}.as_double(rpr_sum) / 1152921504606846976.0, NULL) AS rpr_sum,
  IF(kind IN ('day', 'hour'), {dataset}.as_double(rpr_squares) / 1152921504606846976.0, NULL)
    AS rpr_squares,
  IF(kind = 'category', recent_n, NULL) AS recent_n,
  IF(kind = 'category', {dataset}.as_double(recent_sum) / 1152921504606846976.0, NULL) AS recent_sum,
  IF(kind = 'category', prior_n, NULL) AS prior_n,
  IF(kind = 'category', {dataset}.as_double(prior_sum) / 1152921504606846976.0, NULL) AS prior_sum,
  IF(kind IN ('day', 'trigger'), conversion_n, NULL) AS conversion_n,
  IF(kind = 'day', {dataset}.as_double(conversion_sum) / 1152921504606846976.0, NULL)
    AS conversion_sum,
  IF(kind IN ('day', 'trigger'), {dataset}.as_double(emv_sum) / 1152921504606846976.0, NULL)
    AS emv_sum,
  IF(kind = 'day', unlock_n, NULL) AS unlock_n,
  IF(kind = 'day', {dataset}.as_double(unlock_sum) / 1152921504606846976.0, NULL) AS unlock_sum,
  IF(kind = 'category', price_n, NULL) AS price_n,
  IF(kind = 'category', {dataset}.as_double(price_sum) / 10000.0, NULL) AS price_sum,
  IF(kind = 'category', {dataset}.as_double(price_squares) / 100000000.0, NULL) AS price_squares,
  IF(kind = 'category', {dataset}.as_double(priced_conversion_sum) / 1152921504606846976.0, NULL)
    AS priced_conversion_sum,
  IF(kind = 'category', {dataset}.as_double(priced_conversion_squares) / 1152921504606846976.0, NULL)
    AS priced_conversion_squares,
  IF(kind = 'category', {dataset}.as_double(price_conversion_sum) / 70368744177664.0, NULL)
    AS price_conversion_sum,
  IF(kind = 'day', max_sent, NULL) AS max_sent,
  IF(kind = 'day', CAST(revenue AS FLOAT64), NULL) AS revenue,
  IF(kind = 'day', last_message_at, NULL) AS last_message_at,
  IF(kind = 'weekday', {dataset}.median_of_sorted(rprs), NULL) AS median_rpr,
  IF(kind = 'day' AND coarse_emv_n > 0,
    {dataset}.as_double(coarse_emv_sum) / 68719476736.0 / coarse_emv_n, NULL) AS mean_emv,
  IF(kind = 'day', DATE_DIFF(today, local_day, DAY), NULL) AS day_age,
  IF(kind = 'day', uses, NULL) AS uses
FROM summed
WHERE (is_named OR kind = 'day') AND NOT (kind = 'trigger' AND COALESCE(trigger_name, '') = '')
  AND NOT (kind = 'weekday' AND rpr_n = 0)
