-- name: find_obstacles
WITH weeks AS (
  SELECT JSON_VALUE(r, '$.schedule_id') AS schedule_id, JSON_VALUE(r, '$.page_name') AS page_name,
    CAST(JSON_VALUE(r, '$.week_start') AS DATE) AS week_start
  FROM UNNEST(JSON_QUERY_ARRAY(@weeks)) AS r
),
wanted AS (
  SELECT CAST(JSON_VALUE(r, '$.caption_id') AS INT64) AS caption_id,
    JSON_VALUE(r, '$.caption_key') AS caption_key, JSON_VALUE(r, '$.page_name') AS page_name,
    CAST(JSON_VALUE(r, '$.scheduled_send_date') AS DATE) AS scheduled_send_date
  FROM UNNEST(JSON_QUERY_ARRAY(@locks)) AS r
)
SELECT CASE WHEN s.schedule_id = w.schedule_id THEN 'stored' ELSE 'live' END AS obstacle,
  s.schedule_id, s.page_name, s.status, CAST(NULL AS INT64) AS caption_id,
  CAST(NULL AS STRING) AS caption_key, CAST(NULL AS STRING) AS wanted_page,
  CAST(NULL AS DATE) AS wanted_date, CAST(NULL AS DATE) AS held_date
FROM schedule_recommendations AS s
JOIN weeks AS w ON w.page_name = s.page_name
  AND (s.schedule_id = w.schedule_id
    OR (ABS(DATE_DIFF(s.week_start, w.week_start, DAY)) < 7
      AND s.status IN ('draft', 'approved', 'exported')
      AND NOT (s.schedule_id IN UNNEST(@superseded) AND (@force OR s.status = 'draft'))))
UNION ALL
SELECT 'conflict', h.schedule_id, h.page_name, CAST(NULL AS STRING), w.caption_id, w.caption_key,
  w.page_name, w.scheduled_send_date, h.scheduled_send_date
FROM wanted AS w
JOIN active_caption_assignments AS h ON h.caption_key = w.caption_key
WHERE h.scheduled_send_date BETWEEN @from_day AND @to_day
  AND ABS(DATE_DIFF(h.scheduled_send_date, w.scheduled_send_date, DAY)) <= 7
  AND (@across_pages OR h.page_name = w.page_name)
  AND (h.deactivation_reason IN ('PAST_SEND_DATE', 'STALE_7DAY')
    OR (h.is_active AND h.schedule_id NOT IN UNNEST(@superseded)))
ORDER BY wanted_page, wanted_date, caption_id, schedule_id, held_date

-- name: log_superseded
INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, page_name, details_json)
SELECT DISTINCT n.created_at, 'eros', 'supersede', 'schedule', s.schedule_id, s.page_name,
  TO_JSON_STRING(JSON_OBJECT('was', s.status, 'by', n.schedule_id))
FROM schedule_recommendations AS s
JOIN (
  SELECT JSON_VALUE(r, '$.schedule_id') AS schedule_id, JSON_VALUE(r, '$.page_name') AS page_name,
    CAST(JSON_VALUE(r, '$.week_start') AS DATE) AS week_start,
    CAST(JSON_VALUE(r, '$.created_at') AS TIMESTAMP) AS created_at
  FROM UNNEST(JSON_QUERY_ARRAY(@weeks)) AS r
) AS n ON n.page_name = s.page_name
WHERE s.status IN ('draft', 'approved', 'exported')
  AND ABS(DATE_DIFF(s.week_start, n.week_start, DAY)) < 7

-- name: insert_locks
INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, page_name,
  schedule_id, scheduled_send_date, scheduled_send_hour, price_tier, is_active, assigned_at,
  expires_at)
SELECT
  CONCAT(JSON_VALUE(r, '$.caption_id'), '|', JSON_VALUE(r, '$.page_name'), '|',
    JSON_VALUE(r, '$.scheduled_send_date'), '|', JSON_VALUE(r, '$.schedule_id')),
  CAST(JSON_VALUE(r, '$.caption_id') AS INT64), JSON_VALUE(r, '$.caption_key'),
  JSON_VALUE(r, '$.page_name'), JSON_VALUE(r, '$.schedule_id'),
  CAST(JSON_VALUE(r, '$.scheduled_send_date') AS DATE),
  CAST(JSON_VALUE(r, '$.scheduled_send_hour') AS INT64), JSON_VALUE(r, '$.price_tier'), TRUE,
  CAST(JSON_VALUE(r, '$.assigned_at') AS TIMESTAMP),
  TIMESTAMP_ADD(CAST(JSON_VALUE(r, '$.scheduled_send_date') AS TIMESTAMP), INTERVAL 7 * 24 HOUR)
FROM UNNEST(JSON_QUERY_ARRAY(@locks)) AS r
