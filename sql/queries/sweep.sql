-- name: log_sweep
-- What the sweep is about to do. A lock's day is the page's local day at as-of.
INSERT INTO lock_sweep_log (swept_at, past_send_date, stale, still_active)
SELECT $as_of, count(*) FILTER (age BETWEEN 1 AND 7), count(*) FILTER (age > 7),
  count(*) FILTER (age < 1)
FROM (
  SELECT date_diff('day', l.scheduled_send_date,
    CAST($as_of + to_seconds(z.offset_seconds) AS DATE)) AS age
  FROM active_caption_assignments AS l
  JOIN creators AS c ON c.page_name = l.page_name
  JOIN zone_offsets AS z
    ON z.timezone = c.timezone AND z.utc_from <= $as_of AND z.utc_to > $as_of
  WHERE l.is_active
)

-- name: sweep_locks
UPDATE active_caption_assignments AS l
SET is_active = false, deactivated_at = $as_of,
  deactivation_reason =
    CASE WHEN date_diff('day', l.scheduled_send_date, d.today) > 7 THEN 'STALE_7DAY' ELSE 'PAST_SEND_DATE' END
FROM (
  SELECT c.page_name, CAST($as_of + to_seconds(z.offset_seconds) AS DATE) AS today
  FROM creators AS c
  JOIN zone_offsets AS z
    ON z.timezone = c.timezone AND z.utc_from <= $as_of AND z.utc_to > $as_of
) AS d
WHERE d.page_name = l.page_name AND l.is_active AND l.scheduled_send_date < d.today

-- name: raise_sweep_alerts
-- From the newest entry of the log. An alert that the same sweep has raised is not raised again.
INSERT INTO automation_alerts (alert_id, kind, level, message, raised_at)
WITH done AS (
  SELECT past_send_date + stale AS swept, still_active
  FROM lock_sweep_log
  WHERE swept_at = $as_of
  ORDER BY swept DESC
  LIMIT 1
),
alerts AS (
  SELECT 'locks_swept' AS kind, 'WARNING' AS level,
    CAST(swept AS VARCHAR) || ' locks were swept at once (limit '
      || CAST($swept_warning AS VARCHAR) || ')' AS message
  FROM done WHERE swept > $swept_warning
  UNION ALL
  SELECT 'locks_active',
    CASE WHEN still_active > $active_critical THEN 'CRITICAL' ELSE 'WARNING' END,
    CAST(still_active AS VARCHAR) || ' locks are active (limit '
      || CAST(CASE WHEN still_active > $active_critical THEN $active_critical
                   ELSE $active_warning END AS VARCHAR) || ')'
  FROM done WHERE still_active > $active_warning
)
SELECT kind || '|' || strftime($as_of, '%Y-%m-%dT%H:%M:%S.%f'), kind, level, message, $as_of
FROM alerts
WHERE kind || '|' || strftime($as_of, '%Y-%m-%dT%H:%M:%S.%f')
  NOT IN (SELECT alert_id FROM automation_alerts)

-- name: swept
SELECT past_send_date, stale, still_active
FROM lock_sweep_log
WHERE swept_at = $as_of
ORDER BY past_send_date + stale DESC
LIMIT 1

-- name: sweep_alerts
SELECT level || ': ' || message
FROM automation_alerts
WHERE raised_at = $as_of AND kind IN ('locks_swept', 'locks_active')
ORDER BY kind DESC
