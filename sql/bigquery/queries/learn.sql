-- name: caption_stats_of_messages
WITH viewed AS (
  SELECT page_name, caption_id, sending_time, earnings, purchased_count / viewed_count AS conversion,
    LEAST(purchased_count / viewed_count * CAST(earnings AS FLOAT64), 1e8) AS emv
  FROM mass_messages
  WHERE message_type = 'PPV' AND viewed_count > 0
    AND sending_time > @since AND sending_time <= @as_of
),
medians AS (
  SELECT page_name,
    COALESCE(
      {dataset}.median_of_sorted(ARRAY_AGG(
        CASE WHEN sending_time > @recent_since THEN emv END IGNORE NULLS ORDER BY emv)),
      {dataset}.median_of_sorted(ARRAY_AGG(emv ORDER BY emv))) AS median_emv
  FROM viewed
  GROUP BY page_name
),
observed AS (
  SELECT v.page_name, v.caption_id, v.earnings, v.sending_time, v.emv > p.median_emv AS success,
    {dataset}.fixed_point(
      POW(0.5, TIMESTAMP_DIFF(@as_of, v.sending_time, MICROSECOND) / 1209600000000.0),
      1125899906842624.0) AS weight,
    {dataset}.fixed_point(v.conversion, 1152921504606846976.0) AS conversion,
    {dataset}.fixed_point(v.emv, 68719476736.0) AS emv
  FROM viewed AS v
  JOIN medians AS p ON p.page_name = v.page_name
  WHERE v.caption_id IS NOT NULL
),
paired AS (
  SELECT page_name, caption_id,
    1 + {dataset}.as_double(COALESCE(SUM(CASE WHEN success THEN weight END), 0)) / 1125899906842624.0
      AS successes,
    1 + {dataset}.as_double(COALESCE(SUM(CASE WHEN NOT success THEN weight END), 0))
      / 1125899906842624.0 AS failures,
    COUNT(*) AS observations, SUM(earnings) AS revenue,
    {dataset}.as_double(SUM(conversion)) / 1152921504606846976.0 / COUNT(*) AS avg_conversion,
    {dataset}.as_double(SUM(emv)) / 68719476736.0 / COUNT(*) AS avg_emv,
    ARRAY_AGG(emv ORDER BY sending_time DESC, emv DESC LIMIT 1)[OFFSET(0)] AS latest,
    MAX(sending_time) AS last_used
  FROM observed
  GROUP BY page_name, caption_id
)
SELECT caption_id, page_name, successes, failures, observations, revenue, avg_conversion, avg_emv,
  {dataset}.as_double(latest) / 68719476736.0,
  {dataset}.wilson_score_bounds(successes, failures).lower_bound,
  {dataset}.wilson_score_bounds(successes, failures).upper_bound,
  {dataset}.wilson_score_bounds(successes, failures).upper_bound
    - {dataset}.wilson_score_bounds(successes, failures).lower_bound,
  100 * PERCENT_RANK() OVER (PARTITION BY page_name ORDER BY avg_emv),
  last_used, @as_of
FROM paired

-- name: insert_caption_stats
INSERT INTO caption_bandit_stats (caption_id, page_name, successes, failures, total_observations,
  total_revenue, avg_conversion_rate, avg_emv, last_emv_observed, confidence_lower_bound,
  confidence_upper_bound, exploration_score, performance_percentile, last_used, last_updated)
{query caption_stats_of_messages}
