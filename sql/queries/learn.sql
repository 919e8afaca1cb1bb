-- caption_bandit_stats, rebuilt from the messages alone. Weights and EMVs are summed as integers, so
-- that the same messages give the same bytes.

-- name: delete_caption_stats
DELETE FROM caption_bandit_stats

-- name: caption_stats_of_messages
-- What the messages up to $as_of say of every caption on every page, whatever was stored of it.
-- An observation is a PPV of the last 90 days that was viewed and whose caption is in the bank. It
-- is a success if its EMV lies above the median of the page's viewed PPVs of the last 30 days (of the
-- 90, where there were none), and weighs 0.5^(age / 14 days). Prior: one success, one failure.
-- `latest` packs (time, EMV as a multiple of 2^-36) in one integer, the time first: its maximum is
-- the newest EMV, and of two at one time the larger.
WITH viewed AS (
  SELECT page_name, caption_id, sending_time, earnings,
    CAST(purchased_count AS DOUBLE) / viewed_count AS conversion,
    least(CAST(purchased_count AS DOUBLE) / viewed_count * CAST(earnings AS DOUBLE), 1e8) AS emv
  FROM mass_messages
  WHERE message_type = 'PPV' AND viewed_count > 0
    AND sending_time > $since AND sending_time <= $as_of
),
medians AS (
  SELECT page_name,
    coalesce(median(CASE WHEN sending_time > $recent_since THEN emv END), median(emv)) AS median_emv
  FROM viewed
  GROUP BY page_name
),
observed AS (
  SELECT v.page_name, v.caption_id, v.earnings, v.sending_time, v.emv > p.median_emv AS success,
    CAST(pow(0.5, date_diff('microsecond', v.sending_time, $as_of) / 1209600000000.0)
      * 1125899906842624.0 AS BIGINT) AS weight,
    CAST(v.conversion * 1152921504606846976.0 AS BIGINT) AS conversion,
    CAST(v.emv * 68719476736.0 AS BIGINT) AS emv
  FROM viewed AS v
  JOIN medians AS p ON p.page_name = v.page_name
  WHERE v.caption_id IS NOT NULL
),
paired AS (
  SELECT page_name, caption_id,
    1 + CAST(coalesce(sum(CASE WHEN success THEN weight END), 0) AS DOUBLE) / 1125899906842624.0
      AS successes,
    1 + CAST(coalesce(sum(CASE WHEN NOT success THEN weight END), 0) AS DOUBLE)
      / 1125899906842624.0 AS failures,
    count(*) AS observations, sum(earnings) AS revenue,
    CAST(sum(conversion) AS DOUBLE) / 1152921504606846976.0 / count(*) AS avg_conversion,
    CAST(sum(emv) AS DOUBLE) / 68719476736.0 / count(*) AS avg_emv,
    max(CAST(epoch_us(sending_time) AS HUGEINT) * 9223372036854775808::HUGEINT + emv) AS latest,
    max(sending_time) AS last_used
  FROM observed
  GROUP BY page_name, caption_id
),
bounded AS (
  SELECT *, wilson_score_bounds(successes, failures) AS bounds FROM paired
)
SELECT caption_id, page_name, successes, failures, observations, revenue, avg_conversion, avg_emv,
  CAST(latest & 9223372036854775807::HUGEINT AS DOUBLE) / 68719476736.0,
  bounds.lower_bound, bounds.upper_bound, bounds.upper_bound - bounds.lower_bound,
  100 * percent_rank() OVER (PARTITION BY page_name ORDER BY avg_emv),
  last_used, $as_of
FROM bounded

-- name: insert_caption_stats
INSERT INTO caption_bandit_stats (caption_id, page_name, successes, failures, total_observations,
  total_revenue, avg_conversion_rate, avg_emv, last_emv_observed, confidence_lower_bound,
  confidence_upper_bound, exploration_score, performance_percentile, last_used, last_updated)
{query caption_stats_of_messages}

-- name: learned
SELECT CAST(coalesce(sum(total_observations), 0) AS BIGINT), count(*), count(DISTINCT page_name)
FROM caption_bandit_stats
