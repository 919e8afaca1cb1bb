-- What a run reads beside the rollups. Each is one statement for any number of pages.

-- name: bank
-- In the order in which the captions were written.
SELECT caption_id, caption_text, caption_key, price_tier, content_category, psychological_trigger,
  has_urgency, is_active, page_name
FROM caption_bank

-- name: bank_by_id
SELECT caption_id, caption_text, caption_key, price_tier, content_category, psychological_trigger,
  has_urgency, is_active, page_name
FROM caption_bank
ORDER BY caption_id

-- name: agency_days
-- Every page's local days with their mean EMV and their age in the page's own days. The EMVs are
-- summed as multiples of 2^-36, so that neither threads nor the order of rows changes a figure.
WITH zones AS (
  SELECT c.page_name, z.utc_from, z.utc_to, z.offset_seconds,
    CAST($as_of + to_seconds(t.offset_seconds) AS DATE) AS today
  FROM creators AS c
  JOIN zone_offsets AS z ON z.timezone = c.timezone
  JOIN zone_offsets AS t
    ON t.timezone = c.timezone AND t.utc_from <= $as_of AND t.utc_to > $as_of
  WHERE z.utc_to > $since AND z.utc_from <= $as_of
)
SELECT m.page_name, CAST(m.sending_time + to_seconds(z.offset_seconds) AS DATE) AS local_day,
  CAST(sum(CAST(least(CAST(m.purchased_count AS DOUBLE) / m.viewed_count
    * CAST(m.earnings AS DOUBLE), 1e8) * 68719476736.0 AS BIGINT)) AS DOUBLE)
    / 68719476736.0 / count(*) AS mean_emv,
  date_diff('day', CAST(m.sending_time + to_seconds(z.offset_seconds) AS DATE),
    any_value(z.today)) AS age
FROM mass_messages AS m
JOIN zones AS z
  ON z.page_name = m.page_name AND m.sending_time >= z.utc_from AND m.sending_time < z.utc_to
WHERE m.sending_time > $since AND m.sending_time <= $as_of
  AND m.message_type = 'PPV' AND m.viewed_count > 0
GROUP BY m.page_name, local_day
ORDER BY m.page_name, local_day

-- name: holidays
SELECT holiday_date, holiday_name, holiday_type, is_major_holiday, saturation_impact_factor
FROM holiday_calendar
WHERE holiday_date BETWEEN $from_day AND $to_day
ORDER BY holiday_date, holiday_name

-- name: locks_near
-- Locks that protect their caption still: active, or swept because their day has passed.
SELECT assignment_key, caption_key, caption_id, page_name, schedule_id, scheduled_send_date
FROM active_caption_assignments
WHERE scheduled_send_date BETWEEN $from_day AND $to_day
  AND (is_active OR deactivation_reason IN ('PAST_SEND_DATE', 'STALE_7DAY'))
ORDER BY assignment_key

-- name: caption_stats
-- What was learned later than as-of is not known yet.
SELECT page_name, caption_id, successes, failures, total_observations, avg_conversion_rate, avg_emv,
  confidence_lower_bound, confidence_upper_bound
FROM caption_bandit_stats
WHERE page_name IN (SELECT unnest($pages::VARCHAR[])) AND last_updated <= $as_of
ORDER BY page_name, caption_id

-- name: recent_uses
-- The messages of the last two weeks, and for a page with fewer than seven of them its latest seven
-- (or more, where several went out at one time).
WITH begins AS (
  SELECT page_name, least($use_since, list_min(max(sending_time, 7))) AS since
  FROM mass_messages
  WHERE page_name IN (SELECT unnest($pages::VARCHAR[])) AND sending_time <= $as_of
  GROUP BY page_name
)
SELECT m.page_name, m.caption_key, m.sending_time, m.message_type,
  coalesce(b.content_category, ''), coalesce(b.psychological_trigger, ''), b.price_tier,
  coalesce(b.has_urgency, false)
FROM mass_messages AS m
JOIN begins AS f ON f.page_name = m.page_name AND m.sending_time >= f.since
LEFT JOIN caption_bank AS b ON b.caption_id = m.caption_id
WHERE m.sending_time <= $as_of
ORDER BY m.page_name, m.sending_time DESC, m.caption_key, m.message_type

-- name: restrictions
-- Lists come as JSON texts.
SELECT page_name, CAST(to_json(hard_patterns) AS VARCHAR), CAST(to_json(soft_patterns) AS VARCHAR),
  CAST(to_json(restricted_categories) AS VARCHAR),
  CAST(to_json(restricted_price_tiers) AS VARCHAR),
  applies_to_scope, min_ppv_pool, min_bump_pool, version
FROM active_creator_caption_restrictions_v
WHERE page_name IN (SELECT unnest($pages::VARCHAR[]))
ORDER BY page_name, version, applies_to_scope, 2, 3, 4, 5

-- name: planned_elsewhere
-- Messages of live schedules, and of superseded and cancelled ones those that had gone out by then.
SELECT m.page_name, m.scheduled_send_at, m.message_type, m.schedule_id, s.week_start, s.status,
  m.caption_key, m.content_category, m.psychological_trigger, m.has_urgency
FROM schedule_messages AS m
JOIN schedule_recommendations AS s ON s.schedule_id = m.schedule_id
WHERE m.page_name IN (SELECT unnest($pages::VARCHAR[]))
  AND (s.status IN ('draft', 'approved', 'exported')
    OR (s.status = 'superseded' AND m.scheduled_send_at <= s.updated_at))
  AND CAST(m.scheduled_send_time AS DATE) BETWEEN $from_day AND $to_day
ORDER BY m.page_name, m.scheduled_send_at, m.schedule_id, m.position
