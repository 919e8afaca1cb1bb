-- Table functions over the stored messages, for people at a SQL prompt: each takes a page, a
-- lookback in days of 24 hours, and optionally as_of (an instant in UTC, else the clock). The
-- program's own report (`eros analyze`) reads the same definitions of SPEC from rollups.

-- The messages of every page in the window, with local time and the figures of one message.
CREATE MACRO messages_in_window(lookback_days, as_of := NULL) AS TABLE
SELECT
  m.page_name,
  m.sending_time,
  m.sending_time + to_seconds(z.offset_seconds) AS local_time,
  (m.sending_time + to_seconds(z.offset_seconds))::DATE AS local_day,
  date_diff('day', (m.sending_time + to_seconds(z.offset_seconds))::DATE,
    (coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC')
      + to_seconds(t.offset_seconds))::DATE) AS age,  -- local days before today
  m.message_type,
  m.message_type = 'PPV' AS is_ppv,
  m.price, m.sent_count, m.viewed_count, m.purchased_count, m.earnings,
  m.viewed_count / nullif(m.sent_count, 0) AS unlock_rate,
  CASE WHEN m.message_type = 'PPV' THEN m.purchased_count / nullif(m.viewed_count, 0) END
    AS conversion_rate,
  CASE WHEN m.message_type = 'PPV' THEN m.earnings::DOUBLE / nullif(m.sent_count, 0) END AS rpr,
  CASE WHEN m.message_type = 'PPV'
    THEN m.purchased_count / nullif(m.viewed_count, 0) * m.earnings::DOUBLE END AS emv
FROM mass_messages AS m
JOIN creators AS c ON c.page_name = m.page_name
JOIN zone_offsets AS z
  ON z.timezone = c.timezone AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
JOIN zone_offsets AS t
  ON t.timezone = c.timezone
  AND coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC') >= t.utc_from
  AND coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC') < t.utc_to
WHERE m.sending_time > coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC')
                       - to_hours(24 * lookback_days)
  AND m.sending_time <= coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC');

-- One row: SPEC 4.1 and the account size of SPEC 5.
CREATE MACRO classify_account_size(page_name, lookback_days, as_of := NULL) AS TABLE
WITH totals AS (
  SELECT
    count(w.sending_time) AS message_count,
    coalesce(max(w.sent_count), 0) AS avg_audience,
    coalesce(sum(w.earnings), 0)::DOUBLE AS total_revenue_period
  FROM messages_in_window(lookback_days, as_of := as_of) AS w
  WHERE w.page_name = page_name
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
FROM creators AS c
CROSS JOIN sized AS s
JOIN (VALUES
  ('NEW', 2, 3, 3, 150, 0.5::DOUBLE), ('SMALL', 3, 5, 4, 120, 0.4), ('MEDIUM', 5, 8, 6, 90, 0.5),
  ('LARGE', 8, 12, 10, 75, 0.6), ('XL', 10, 15, 12, 60, 0.7)
) AS a(size_tier, daily_ppv_target_min, daily_ppv_target_max, daily_bump_target,
       min_ppv_gap_minutes, saturation_tolerance) ON a.size_tier = s.size_tier
WHERE c.page_name = page_name;

-- One row a page and local day with messages.
CREATE MACRO page_days(lookback_days, as_of := NULL) AS TABLE
SELECT
  w.page_name, w.local_day, isodow(w.local_day) AS weekday, any_value(w.age) AS age,
  count(*) AS messages,
  count(*) FILTER (w.is_ppv) AS ppvs,
  sum(w.sent_count)::BIGINT AS sent_count,
  sum(w.viewed_count)::BIGINT AS viewed_count,
  sum(w.purchased_count)::BIGINT AS purchased_count,
  sum(w.earnings)::DOUBLE AS revenue,
  avg(w.unlock_rate) AS unlock_rate,
  avg(w.conversion_rate) AS conversion_rate,
  avg(w.rpr) AS rpr,
  avg(w.emv) AS emv
FROM messages_in_window(lookback_days, as_of := as_of) AS w
GROUP BY w.page_name, w.local_day;

-- Days that were bad for the whole platform (SPEC 4.2).
CREATE MACRO platform_bad_days(lookback_days, as_of := NULL) AS TABLE
WITH days AS (
  SELECT d.*
  FROM page_days(lookback_days, as_of := as_of) AS d
  WHERE d.emv IS NOT NULL AND d.age BETWEEN 1 AND 90
    AND d.local_day NOT IN (SELECT h.holiday_date FROM holiday_calendar AS h WHERE h.is_major_holiday)
),
judged AS (
  SELECT d.page_name, d.local_day, any_value(d.emv) / nullif(median(b.emv), 0) - 1 AS deviation
  FROM days AS d
  JOIN days AS b ON b.page_name = d.page_name AND b.weekday = d.weekday
    AND b.age BETWEEN 8 AND 90 AND b.local_day <> d.local_day
  GROUP BY d.page_name, d.local_day
)
SELECT j.local_day
FROM judged AS j
WHERE j.deviation IS NOT NULL
GROUP BY j.local_day
HAVING count(*) >= 5 AND 10 * count(*) FILTER (round(j.deviation, 12) <= -0.30) >= 7 * count(*);

-- One row: the saturation score of SPEC 4.2 and the zone of SPEC 6.
CREATE MACRO analyze_saturation_status(page_name, lookback_days, as_of := NULL) AS TABLE
WITH excluded AS (
  SELECT h.holiday_date AS local_day, 'HOLIDAY' AS reason
  FROM holiday_calendar AS h WHERE h.is_major_holiday
  UNION ALL
  SELECT p.local_day, 'PLATFORM' FROM platform_bad_days(lookback_days, as_of := as_of) AS p
),
page AS (
  SELECT a.page_name, a.saturation_tolerance,
    (coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC') + to_seconds(z.offset_seconds))::DATE
      AS today
  FROM classify_account_size(page_name, lookback_days, as_of := as_of) AS a
  JOIN creators AS c ON c.page_name = a.page_name
  JOIN zone_offsets AS z ON z.timezone = c.timezone
    AND coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC') >= z.utc_from
    AND coalesce(as_of::TIMESTAMP, now() AT TIME ZONE 'UTC') < z.utc_to
),
calendar AS (
  SELECT r.range AS age, e.reason
  FROM page AS p
  CROSS JOIN range(1, 91) AS r
  LEFT JOIN (SELECT local_day, min(reason) AS reason FROM excluded GROUP BY local_day) AS e
    ON e.local_day = p.today - r.range::INTEGER
),
days AS (
  SELECT d.*, k.reason
  FROM page_days(lookback_days, as_of := as_of) AS d
  JOIN calendar AS k ON k.age = d.age
  WHERE d.page_name = page_name
),
baseline AS (
  SELECT b.weekday, median(b.unlock_rate) AS unlock_rate, median(b.emv) AS emv,
    CASE WHEN max(b.emv) > min(b.emv) THEN stddev_samp(b.emv) END AS spread
  FROM days AS b
  WHERE b.age >= 8 AND b.reason IS NULL
  GROUP BY b.weekday
),
recent AS (
  SELECT d.age,
    d.unlock_rate / nullif(b.unlock_rate, 0) - 1 AS unlock_deviation,
    d.emv / nullif(b.emv, 0) - 1 AS emv_deviation,
    CASE WHEN b.emv <> 0 THEN abs(d.emv - b.emv) / b.spread END AS distance
  FROM days AS d
  JOIN baseline AS b ON b.weekday = d.weekday
  WHERE d.age <= 7 AND d.reason IS NULL
),
figures AS (
  SELECT
    round(avg(r.unlock_deviation), 12) AS unlock_rate_deviation,
    round(avg(r.emv_deviation), 12) AS emv_deviation,
    count(r.emv_deviation) AS usable,
    count(*) FILTER (r.emv_deviation IS NOT NULL AND r.age < coalesce((
      SELECT min(g.age) FROM recent AS g WHERE round(g.emv_deviation, 12) >= -0.20), 99)) AS run,
    round(avg(r.distance), 12) AS distance
  FROM recent AS r
),
spans AS (
  SELECT
    count(*) FILTER (k.age <= 7 AND k.reason IS NULL) AS recent_length,
    count(*) FILTER (k.age BETWEEN 8 AND (SELECT max(d.age) FROM days AS d)
                     AND k.reason IS NULL) AS baseline_length,
    count(*) FILTER (k.age <= 7 AND k.reason = 'HOLIDAY') AS holidays,
    count(*) FILTER (k.age <= 7 AND k.reason = 'PLATFORM') AS platform_days
  FROM calendar AS k
),
sends AS (
  SELECT
    sum(d.messages) FILTER (d.age <= 7) AS recent,
    sum(d.messages) FILTER (d.age > 7) AS baseline
  FROM days AS d
  WHERE d.reason IS NULL
),
scored AS (
  SELECT f.*, s.*,
    round((coalesce(n.recent, 0) / nullif(s.recent_length, 0))
          / nullif(n.baseline / nullif(s.baseline_length, 0), 0), 12) AS frequency_trend,
    4 * f.usable + 3 * (7 - s.platform_days)
      + 7 * CASE WHEN f.distance >= 2 THEN 3 WHEN f.distance >= 1.5 THEN 2
                 WHEN f.distance >= 1 THEN 1 ELSE 0 END AS confidence_seventieths
  FROM figures AS f CROSS JOIN spans AS s CROSS JOIN sends AS n
),
summed AS (
  SELECT *,
    least(100,
      CASE WHEN unlock_rate_deviation < -0.30 THEN 40 WHEN unlock_rate_deviation < -0.15 THEN 25
           WHEN unlock_rate_deviation < -0.05 THEN 15 ELSE 0 END
      + CASE WHEN emv_deviation < -0.40 THEN 40 WHEN emv_deviation < -0.20 THEN 25
             WHEN emv_deviation < -0.10 THEN 15 ELSE 0 END
      + CASE WHEN run >= 3 THEN 20 WHEN run = 2 THEN 10 ELSE 0 END
      + CASE WHEN frequency_trend > 1.5 AND emv_deviation < -0.10 THEN 10 ELSE 0 END) AS points
  FROM scored
),
final AS (
  SELECT *,
    CASE WHEN holidays + platform_days >= 3 THEN 0
         WHEN confidence_seventieths < 35 THEN points // 2
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
       WHEN f.hundredths < 70 THEN 0.75 ELSE 0.6 END::DOUBLE AS volume_adjustment_factor,
  f.confidence_seventieths / 70 AS confidence_score,
  CASE WHEN f.holidays + f.platform_days >= 3
    THEN CASE WHEN f.platform_days > f.holidays THEN 'PLATFORM' ELSE 'HOLIDAY' END
  END AS exclusion_reason
FROM page AS p CROSS JOIN final AS f;

-- One row: the page's figures over the window; rates and EMV over its PPVs.
CREATE MACRO calculate_performance_metrics(page_name, lookback_days, as_of := NULL) AS TABLE
SELECT
  w.page_name,
  count(*) AS message_count,
  count(*) FILTER (w.is_ppv) AS ppv_count,
  count(*) FILTER (NOT w.is_ppv) AS bump_count,
  sum(w.sent_count)::BIGINT AS sent_count,
  sum(w.viewed_count)::BIGINT AS viewed_count,
  sum(w.purchased_count)::BIGINT AS purchased_count,
  sum(w.earnings)::DOUBLE AS total_revenue,
  avg(w.unlock_rate) AS avg_unlock_rate,
  avg(w.conversion_rate) AS avg_conversion_rate,
  avg(w.rpr) AS avg_rpr,
  avg(w.emv) AS avg_emv,
  median(w.emv) AS median_emv,
  max(w.sending_time) AS last_message_at
FROM messages_in_window(lookback_days, as_of := as_of) AS w
WHERE w.page_name = page_name
GROUP BY w.page_name;

-- One row a local day with messages, newest first.
CREATE MACRO get_recent_performance_window(page_name, lookback_days, as_of := NULL) AS TABLE
SELECT
  d.page_name, d.local_day, dayname(d.local_day) AS day_of_week, d.messages, d.ppvs, d.sent_count,
  d.viewed_count, d.purchased_count, d.revenue, d.unlock_rate, d.conversion_rate, d.rpr, d.emv
FROM page_days(lookback_days, as_of := as_of) AS d
WHERE d.page_name = page_name
ORDER BY d.local_day DESC;

-- One row a day and figure that lies more than three standard deviations from the other days of
-- its weekday (three of them at least), furthest first.
CREATE MACRO detect_anomalies(page_name, lookback_days, as_of := NULL) AS TABLE
WITH days AS (
  SELECT d.local_day, d.weekday, x.metric, x.amount
  FROM page_days(lookback_days, as_of := as_of) AS d,
    LATERAL (VALUES ('volume', d.messages::DOUBLE), ('conversion', d.conversion_rate),
                    ('revenue', d.revenue)) AS x(metric, amount)
  WHERE d.page_name = page_name AND d.age >= 1 AND x.amount IS NOT NULL
),
judged AS (
  SELECT d.local_day, d.metric, any_value(d.amount) AS amount, avg(b.amount) AS expected,
    stddev_samp(b.amount) AS spread
  FROM days AS d
  JOIN days AS b
    ON b.weekday = d.weekday AND b.metric = d.metric AND b.local_day <> d.local_day
  GROUP BY d.local_day, d.metric
  HAVING count(*) >= 3
)
SELECT
  page_name AS page_name, j.local_day, j.metric, j.amount, j.expected, j.spread,
  (j.amount - j.expected) / nullif(j.spread, 0) AS z_score
FROM judged AS j
WHERE abs((j.amount - j.expected) / nullif(j.spread, 0)) > 3
ORDER BY abs((j.amount - j.expected) / nullif(j.spread, 0)) DESC, j.local_day, j.metric;

-- One row a message type: pooled rates with Wilson's 95 % bounds.
CREATE MACRO calculate_engagement_rates(page_name, lookback_days, as_of := NULL) AS TABLE
WITH totals AS (
  SELECT w.message_type, count(*) AS message_count, sum(w.sent_count)::BIGINT AS sent,
    sum(w.viewed_count)::BIGINT AS viewed, sum(w.purchased_count)::BIGINT AS purchased,
    sum(w.earnings)::DOUBLE AS revenue
  FROM messages_in_window(lookback_days, as_of := as_of) AS w
  WHERE w.page_name = page_name
  GROUP BY w.message_type
)
SELECT
  page_name AS page_name, t.message_type, t.message_count,
  t.viewed / nullif(t.sent, 0) AS unlock_rate,
  wilson_score_bounds(t.viewed, t.sent - t.viewed).lower_bound AS unlock_lower_bound,
  wilson_score_bounds(t.viewed, t.sent - t.viewed).upper_bound AS unlock_upper_bound,
  t.purchased / nullif(t.viewed, 0) AS conversion_rate,
  wilson_score_bounds(t.purchased, t.viewed - t.purchased).lower_bound AS conversion_lower_bound,
  wilson_score_bounds(t.purchased, t.viewed - t.purchased).upper_bound AS conversion_upper_bound,
  t.revenue / nullif(t.sent, 0) AS revenue_per_recipient
FROM totals AS t
ORDER BY t.message_type;

-- One row a weekday: what is usual for the page on it, over days 8 and older, major holidays left
-- out.
CREATE MACRO get_creator_baseline(page_name, lookback_days, as_of := NULL) AS TABLE
SELECT
  d.page_name, d.weekday AS iso_weekday, dayname(min(d.local_day)) AS day_of_week,
  count(*) AS days,
  avg(d.messages) AS avg_messages,
  median(d.unlock_rate) AS median_unlock_rate,
  median(d.conversion_rate) AS median_conversion_rate,
  median(d.emv) AS median_emv,
  stddev_samp(d.emv) AS emv_spread,
  avg(d.revenue) AS avg_revenue
FROM page_days(lookback_days, as_of := as_of) AS d
WHERE d.page_name = page_name AND d.age >= 8
  AND d.local_day NOT IN (SELECT h.holiday_date FROM holiday_calendar AS h WHERE h.is_major_holiday)
GROUP BY d.page_name, d.weekday
ORDER BY d.weekday;
