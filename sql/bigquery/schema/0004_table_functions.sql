-- The table functions of sql/schema/0004_table_functions.sql. Each has two forms, since GoogleSQL has
-- no optional arguments: NAME(page, lookback_days) looks back from the clock, NAME_at(page,
-- lookback_days, as_of) from an instant. The same rows come from both engines.

CREATE OR REPLACE TABLE FUNCTION {dataset}.messages_in_window_at(lookback_days INT64, as_of TIMESTAMP) AS
SELECT
  m.page_name,
  m.sending_time,
  TIMESTAMP_ADD(m.sending_time, INTERVAL z.offset_seconds SECOND) AS local_time,
  DATE(TIMESTAMP_ADD(m.sending_time, INTERVAL z.offset_seconds SECOND)) AS local_day,
  DATE_DIFF(DATE(TIMESTAMP_ADD(as_of, INTERVAL t.offset_seconds SECOND)),
    DATE(TIMESTAMP_ADD(m.sending_time, INTERVAL z.offset_seconds SECOND)), DAY) AS age,
  m.message_type,
  m.message_type = 'PPV' AS is_ppv,
  m.price, m.sent_count, m.viewed_count, m.purchased_count, m.earnings,
  SAFE_DIVIDE(m.viewed_count, m.sent_count) AS unlock_rate,
  CASE WHEN m.message_type = 'PPV' THEN SAFE_DIVIDE(m.purchased_count, m.viewed_count) END
    AS conversion_rate,
  CASE WHEN m.message_type = 'PPV' THEN SAFE_DIVIDE(CAST(m.earnings AS FLOAT64), m.sent_count) END
    AS rpr,
  CASE WHEN m.message_type = 'PPV'
    THEN SAFE_DIVIDE(m.purchased_count, m.viewed_count) * CAST(m.earnings AS FLOAT64) END AS emv
FROM {dataset}.mass_messages AS m
JOIN {dataset}.creators AS c ON c.page_name = m.page_name
JOIN {dataset}.zone_offsets AS z
  ON z.timezone = c.timezone AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
JOIN {dataset}.zone_offsets AS t
  ON t.timezone = c.timezone AND as_of >= t.utc_from AND as_of < t.utc_to
WHERE m.sending_time > TIMESTAMP_SUB(as_of, INTERVAL 24 * lookback_days HOUR)
  AND m.sending_time <= as_of;

CREATE OR REPLACE TABLE FUNCTION {dataset}.classify_account_size_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
WITH totals AS (
  SELECT
    COUNT(w.sending_time) AS message_count,
    COALESCE(MAX(w.sent_count), 0) AS avg_audience,
    CAST(COALESCE(SUM(w.earnings), 0) AS FLOAT64) AS total_revenue_period
  FROM {dataset}.messages_in_window_at(lookback_days, as_of) AS w
  WHERE w.page_name = for_page
),
sized AS (
  SELECT
    *,
    CASE
      WHEN total_revenue_period < 5000 THEN 'MICRO'
      WHEN total_revenue_period < 25000 THEN 'SMALL'
      WHEN total_revenue_period < 100000 THEN 'MEDIUM'
      WHEN total_revenue_period < 500000 THEN 'LARGE'
      ELSE 'MEGA'
    END AS account_size,
    CASE
      WHEN message_count < 20 THEN 'NEW'
      WHEN avg_audience < 5000 THEN 'SMALL'
      WHEN avg_audience < 25000 THEN 'MEDIUM'
      WHEN avg_audience < 100000 THEN 'LARGE'
      ELSE 'XL'
    END AS size_tier
  FROM totals
)
SELECT
  c.page_name, s.account_size, s.size_tier, s.message_count, s.avg_audience,
  s.total_revenue_period, a.daily_ppv_target_min, a.daily_ppv_target_max, a.daily_bump_target,
  a.min_ppv_gap_minutes, a.saturation_tolerance
FROM {dataset}.creators AS c
CROSS JOIN sized AS s
JOIN UNNEST([
  STRUCT('NEW' AS size_tier, 2 AS daily_ppv_target_min, 3 AS daily_ppv_target_max,
    3 AS daily_bump_target, 150 AS min_ppv_gap_minutes, 0.5 AS saturation_tolerance),
  STRUCT('SMALL', 3, 5, 4, 120, 0.4), STRUCT('MEDIUM', 5, 8, 6, 90, 0.5),
  STRUCT('LARGE', 8, 12, 10, 75, 0.6), STRUCT('XL', 10, 15, 12, 60, 0.7)
]) AS a ON a.size_tier = s.size_tier
WHERE c.page_name = for_page;

CREATE OR REPLACE TABLE FUNCTION {dataset}.page_days_at(lookback_days INT64, as_of TIMESTAMP) AS
SELECT
  w.page_name, w.local_day, MOD(EXTRACT(DAYOFWEEK FROM w.local_day) + 5, 7) + 1 AS weekday,
  ANY_VALUE(w.age) AS age,
  COUNT(*) AS messages,
  COUNTIF(w.is_ppv) AS ppvs,
  SUM(w.sent_count) AS sent_count,
  SUM(w.viewed_count) AS viewed_count,
  SUM(w.purchased_count) AS purchased_count,
  CAST(SUM(w.earnings) AS FLOAT64) AS revenue,
  AVG(w.unlock_rate) AS unlock_rate,
  AVG(w.conversion_rate) AS conversion_rate,
  AVG(w.rpr) AS rpr,
  AVG(w.emv) AS emv
FROM {dataset}.messages_in_window_at(lookback_days, as_of) AS w
GROUP BY w.page_name, w.local_day;

CREATE OR REPLACE TABLE FUNCTION {dataset}.platform_bad_days_at(lookback_days INT64, as_of TIMESTAMP) AS
WITH days AS (
  SELECT d.*
  FROM {dataset}.page_days_at(lookback_days, as_of) AS d
  WHERE d.emv IS NOT NULL AND d.age BETWEEN 1 AND 90
    AND d.local_day NOT IN (
      SELECT h.holiday_date FROM {dataset}.holiday_calendar AS h WHERE h.is_major_holiday)
),
judged AS (
  SELECT d.page_name, d.local_day,
    SAFE_DIVIDE(ANY_VALUE(d.emv), {dataset}.median_of_sorted(ARRAY_AGG(b.emv ORDER BY b.emv))) - 1
      AS deviation
  FROM days AS d
  JOIN days AS b ON b.page_name = d.page_name AND b.weekday = d.weekday
    AND b.age BETWEEN 8 AND 90 AND b.local_day <> d.local_day
  GROUP BY d.page_name, d.local_day
)
SELECT j.local_day
FROM judged AS j
WHERE j.deviation IS NOT NULL
GROUP BY j.local_day
HAVING COUNT(*) >= 5 AND 10 * COUNTIF(ROUND(j.deviation, 12) <= -0.30) >= 7 * COUNT(*);

CREATE OR REPLACE TABLE FUNCTION {dataset}.analyze_saturation_status_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
WITH excluded AS (
  SELECT h.holiday_date AS local_day, 'HOLIDAY' AS reason
  FROM {dataset}.holiday_calendar AS h WHERE h.is_major_holiday
  UNION ALL
  SELECT p.local_day, 'PLATFORM' AS reason
  FROM {dataset}.platform_bad_days_at(lookback_days, as_of) AS p
),
page AS (
  SELECT a.page_name, a.saturation_tolerance,
    DATE(TIMESTAMP_ADD(as_of, INTERVAL z.offset_seconds SECOND)) AS today
  FROM {dataset}.classify_account_size_at(for_page, lookback_days, as_of) AS a
  JOIN {dataset}.creators AS c ON c.page_name = a.page_name
  JOIN {dataset}.zone_offsets AS z ON z.timezone = c.timezone
    AND as_of >= z.utc_from AND as_of < z.utc_to
),
calendar AS (
  SELECT r AS age, e.reason
  FROM page AS p
  CROSS JOIN UNNEST(GENERATE_ARRAY(1, 90)) AS r
  LEFT JOIN (SELECT local_day, MIN(reason) AS reason FROM excluded GROUP BY local_day) AS e
    ON e.local_day = DATE_SUB(p.today, INTERVAL r DAY)
),
days AS (
  SELECT d.*, k.reason
  FROM {dataset}.page_days_at(lookback_days, as_of) AS d
  JOIN calendar AS k ON k.age = d.age
  WHERE d.page_name = for_page
),
baseline AS (
  SELECT b.weekday,
    {dataset}.median_of_sorted(ARRAY_AGG(b.unlock_rate IGNORE NULLS ORDER BY b.unlock_rate)) AS unlock_rate,
    {dataset}.median_of_sorted(ARRAY_AGG(b.emv IGNORE NULLS ORDER BY b.emv)) AS emv,
    CASE WHEN MAX(b.emv) > MIN(b.emv) THEN STDDEV_SAMP(b.emv) END AS spread
  FROM days AS b
  WHERE b.age >= 8 AND b.reason IS NULL
  GROUP BY b.weekday
),
recent AS (
  SELECT d.age,
    SAFE_DIVIDE(d.unlock_rate, b.unlock_rate) - 1 AS unlock_deviation,
    SAFE_DIVIDE(d.emv, b.emv) - 1 AS emv_deviation,
    CASE WHEN b.emv <> 0 THEN ABS(d.emv - b.emv) / b.spread END AS distance
  FROM days AS d
  JOIN baseline AS b ON b.weekday = d.weekday
  WHERE d.age <= 7 AND d.reason IS NULL
),
good AS (
  SELECT COALESCE(MIN(g.age), 99) AS age FROM recent AS g WHERE ROUND(g.emv_deviation, 12) >= -0.20
),
figures AS (
  SELECT
    ROUND(AVG(r.unlock_deviation), 12) AS unlock_rate_deviation,
    ROUND(AVG(r.emv_deviation), 12) AS emv_deviation,
    COUNT(r.emv_deviation) AS usable,
    COUNTIF(r.emv_deviation IS NOT NULL AND r.age < g.age) AS run,
    ROUND(AVG(r.distance), 12) AS distance
  FROM good AS g
  CROSS JOIN recent AS r
),
first_day AS (SELECT MAX(d.age) AS age FROM days AS d),
spans AS (
  SELECT
    COUNTIF(k.age <= 7 AND k.reason IS NULL) AS recent_length,
    COUNTIF(k.age BETWEEN 8 AND f.age AND k.reason IS NULL) AS baseline_length,
    COUNTIF(k.age <= 7 AND k.reason = 'HOLIDAY') AS holidays,
    COUNTIF(k.age <= 7 AND k.reason = 'PLATFORM') AS platform_days
  FROM first_day AS f
  CROSS JOIN calendar AS k
),
sends AS (
  SELECT
    SUM(CASE WHEN d.age <= 7 THEN d.messages END) AS recent,
    SUM(CASE WHEN d.age > 7 THEN d.messages END) AS baseline
  FROM days AS d
  WHERE d.reason IS NULL
),
scored AS (
  SELECT f.*, s.*,
    ROUND(SAFE_DIVIDE(SAFE_DIVIDE(COALESCE(n.recent, 0), s.recent_length),
      SAFE_DIVIDE(n.baseline, s.baseline_length)), 12) AS frequency_trend,
    4 * f.usable + 3 * (7 - s.platform_days)
      + 7 * CASE WHEN f.distance >= 2 THEN 3 WHEN f.distance >= 1.5 THEN 2
                 WHEN f.distance >= 1 THEN 1 ELSE 0 END AS confidence_seventieths
  FROM figures AS f CROSS JOIN spans AS s CROSS JOIN sends AS n
),
summed AS (
  SELECT *,
    LEAST(100,
      CASE WHEN unlock_rate_deviation < -0.30 THEN 40 WHEN unlock_rate_deviation < -0.15 THEN 25
           WHEN unlock_rate_deviation < -0.05 THEN 15 ELSE 0 END
      + CASE WHEN emv_deviation < -0.40 THEN 40 WHEN emv_deviation < -0.20 THEN 25
             WHEN emv_deviation < -0.10 THEN 15 ELSE 0 END
      + CASE WHEN run >= 3 THEN 20 WHEN run = 2 THEN 10 ELSE 0 END
      + CASE WHEN frequency_trend > 1.5 AND emv_deviation < -0.10 THEN 10 ELSE 0 END) AS points
  FROM scored
),
settled AS (
  SELECT *,
    CASE WHEN holidays + platform_days >= 3 THEN 0
         WHEN confidence_seventieths < 35 THEN DIV(points, 2)
         ELSE points END AS hundredths
  FROM summed
)
SELECT
  p.page_name,
  f.hundredths / 100 AS saturation_score,
  CASE WHEN f.hundredths / 100 < 0.6 * p.saturation_tolerance - 1e-9 THEN 'GREEN'
       WHEN f.hundredths / 100 <= 1.2 * p.saturation_tolerance + 1e-9 THEN 'YELLOW'
       ELSE 'RED' END AS saturation_status,
  CASE WHEN f.hundredths < 15 THEN 'HEALTHY' WHEN f.hundredths < 30 THEN 'LOW'
       WHEN f.hundredths < 50 THEN 'MODERATE' WHEN f.hundredths < 70 THEN 'HIGH'
       ELSE 'CRITICAL' END AS risk_level,
  f.unlock_rate_deviation,
  f.emv_deviation,
  f.run AS consecutive_underperform_days,
  f.frequency_trend,
  CASE WHEN f.hundredths < 30 THEN 1.0 WHEN f.hundredths < 50 THEN 0.9
       WHEN f.hundredths < 70 THEN 0.75 ELSE 0.6 END AS volume_adjustment_factor,
  f.confidence_seventieths / 70 AS confidence_score,
  CASE WHEN f.holidays + f.platform_days >= 3
    THEN CASE WHEN f.platform_days > f.holidays THEN 'PLATFORM' ELSE 'HOLIDAY' END
  END AS exclusion_reason
FROM page AS p CROSS JOIN settled AS f;

CREATE OR REPLACE TABLE FUNCTION {dataset}.calculate_performance_metrics_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
SELECT
  w.page_name,
  COUNT(*) AS message_count,
  COUNTIF(w.is_ppv) AS ppv_count,
  COUNTIF(NOT w.is_ppv) AS bump_count,
  SUM(w.sent_count) AS sent_count,
  SUM(w.viewed_count) AS viewed_count,
  SUM(w.purchased_count) AS purchased_count,
  CAST(SUM(w.earnings) AS FLOAT64) AS total_revenue,
  AVG(w.unlock_rate) AS avg_unlock_rate,
  AVG(w.conversion_rate) AS avg_conversion_rate,
  AVG(w.rpr) AS avg_rpr,
  AVG(w.emv) AS avg_emv,
  {dataset}.median_of_sorted(ARRAY_AGG(w.emv IGNORE NULLS ORDER BY w.emv)) AS median_emv,
  MAX(w.sending_time) AS last_message_at
FROM {dataset}.messages_in_window_at(lookback_days, as_of) AS w
WHERE w.page_name = for_page
GROUP BY w.page_name;

CREATE OR REPLACE TABLE FUNCTION {dataset}.get_recent_performance_window_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
SELECT
  d.page_name, d.local_day, FORMAT_DATE('%A', d.local_day) AS day_of_week, d.messages, d.ppvs,
  d.sent_count, d.viewed_count, d.purchased_count, d.revenue, d.unlock_rate, d.conversion_rate, d.rpr,
  d.emv
FROM {dataset}.page_days_at(lookback_days, as_of) AS d
WHERE d.page_name = for_page;

CREATE OR REPLACE TABLE FUNCTION {dataset}.detect_anomalies_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
WITH days AS (
  SELECT d.local_day, d.weekday, metric,
    CASE metric WHEN 'volume' THEN CAST(d.messages AS FLOAT64)
                WHEN 'conversion' THEN d.conversion_rate ELSE d.revenue END AS amount
  FROM {dataset}.page_days_at(lookback_days, as_of) AS d
  CROSS JOIN UNNEST(['volume', 'conversion', 'revenue']) AS metric
  WHERE d.page_name = for_page AND d.age >= 1
),
judged AS (
  SELECT d.local_day, d.metric, ANY_VALUE(d.amount) AS amount, AVG(b.amount) AS expected,
    STDDEV_SAMP(b.amount) AS spread
  FROM days AS d
  JOIN days AS b
    ON b.weekday = d.weekday AND b.metric = d.metric AND b.local_day <> d.local_day
  WHERE d.amount IS NOT NULL AND b.amount IS NOT NULL
  GROUP BY d.local_day, d.metric
  HAVING COUNT(*) >= 3
)
SELECT
  for_page AS page_name, j.local_day, j.metric, j.amount, j.expected, j.spread,
  SAFE_DIVIDE(j.amount - j.expected, j.spread) AS z_score
FROM judged AS j
WHERE ABS(SAFE_DIVIDE(j.amount - j.expected, j.spread)) > 3;

CREATE OR REPLACE TABLE FUNCTION {dataset}.calculate_engagement_rates_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
WITH totals AS (
  SELECT w.message_type, COUNT(*) AS message_count, SUM(w.sent_count) AS sent,
    SUM(w.viewed_count) AS viewed, SUM(w.purchased_count) AS purchased,
    CAST(SUM(w.earnings) AS FLOAT64) AS revenue
  FROM {dataset}.messages_in_window_at(lookback_days, as_of) AS w
  WHERE w.page_name = for_page
  GROUP BY w.message_type
)
SELECT
  for_page AS page_name, t.message_type, t.message_count,
  SAFE_DIVIDE(t.viewed, t.sent) AS unlock_rate,
  {dataset}.wilson_score_bounds(t.viewed, t.sent - t.viewed).lower_bound AS unlock_lower_bound,
  {dataset}.wilson_score_bounds(t.viewed, t.sent - t.viewed).upper_bound AS unlock_upper_bound,
  SAFE_DIVIDE(t.purchased, t.viewed) AS conversion_rate,
  {dataset}.wilson_score_bounds(t.purchased, t.viewed - t.purchased).lower_bound
    AS conversion_lower_bound,
  {dataset}.wilson_score_bounds(t.purchased, t.viewed - t.purchased).upper_bound
    AS conversion_upper_bound,
  SAFE_DIVIDE(t.revenue, t.sent) AS revenue_per_recipient
FROM totals AS t;

CREATE OR REPLACE TABLE FUNCTION {dataset}.get_creator_baseline_at(
  for_page STRING, lookback_days INT64, as_of TIMESTAMP) AS
SELECT
  d.page_name, d.weekday AS iso_weekday, FORMAT_DATE('%A', MIN(d.local_day)) AS day_of_week,
  COUNT(*) AS days,
  AVG(d.messages) AS avg_messages,
  {dataset}.median_of_sorted(ARRAY_AGG(d.unlock_rate IGNORE NULLS ORDER BY d.unlock_rate))
    AS median_unlock_rate,
  {dataset}.median_of_sorted(ARRAY_AGG(d.conversion_rate IGNORE NULLS ORDER BY d.conversion_rate))
    AS median_conversion_rate,
  {dataset}.median_of_sorted(ARRAY_AGG(d.emv IGNORE NULLS ORDER BY d.emv)) AS median_emv,
  STDDEV_SAMP(d.emv) AS emv_spread,
  AVG(d.revenue) AS avg_revenue
FROM {dataset}.page_days_at(lookback_days, as_of) AS d
WHERE d.page_name = for_page AND d.age >= 8
  AND d.local_day NOT IN (
    SELECT h.holiday_date FROM {dataset}.holiday_calendar AS h WHERE h.is_major_holiday)
GROUP BY d.page_name, d.weekday;

CREATE OR REPLACE TABLE FUNCTION {dataset}.classify_account_size(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.classify_account_size_at(for_page, lookback_days, CURRENT_TIMESTAMP());

CREATE OR REPLACE TABLE FUNCTION {dataset}.analyze_saturation_status(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.analyze_saturation_status_at(for_page, lookback_days, CURRENT_TIMESTAMP());

CREATE OR REPLACE TABLE FUNCTION {dataset}.calculate_performance_metrics(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.calculate_performance_metrics_at(for_page, lookback_days, CURRENT_TIMESTAMP());

CREATE OR REPLACE TABLE FUNCTION {dataset}.get_recent_performance_window(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.get_recent_performance_window_at(for_page, lookback_days, CURRENT_TIMESTAMP());

CREATE OR REPLACE TABLE FUNCTION {dataset}.detect_anomalies(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.detect_anomalies_at(for_page, lookback_days, CURRENT_TIMESTAMP());

CREATE OR REPLACE TABLE FUNCTION {dataset}.calculate_engagement_rates(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.calculate_engagement_rates_at(for_page, lookback_days, CURRENT_TIMESTAMP());

CREATE OR REPLACE TABLE FUNCTION {dataset}.get_creator_baseline(for_page STRING, lookback_days INT64) AS
SELECT * FROM {dataset}.get_creator_baseline_at(for_page, lookback_days, CURRENT_TIMESTAMP());
