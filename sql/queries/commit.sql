-- The steps of a commit, in one transaction, in this order. Rows come in as one JSON text a table.
-- The check, find_obstacles, stops the commit if it returns a row, and nothing is done then. The three
-- steps that supersede are left out where there is nothing to supersede.

-- name: hold_writer_guard
-- Two writers of messages, captions or locks at once conflict here, and one is run again.
UPDATE writer_guard SET version = version + 1

-- name: find_obstacles
-- 'stored': schedules that the store has already. 'live': schedules that the new ones would replace
-- and that are not among those to be superseded, or that somebody has approved or exported meanwhile.
-- 'conflict': captions wanted that a lock protects, those to be freed left out.
WITH weeks AS (
  SELECT unnest(from_json($weeks, '[{"schedule_id":"VARCHAR","page_name":"VARCHAR",
    "week_start":"DATE"}]'), recursive := true)
),
wanted AS (
  SELECT unnest(from_json($locks, '[{"caption_id":"BIGINT","caption_key":"VARCHAR",
    "page_name":"VARCHAR","scheduled_send_date":"DATE"}]'), recursive := true)
)
SELECT CASE WHEN s.schedule_id = w.schedule_id THEN 'stored' ELSE 'live' END AS obstacle,
  s.schedule_id, s.page_name, s.status, NULL AS caption_id, NULL AS caption_key,
  NULL AS wanted_page, NULL AS wanted_date, NULL AS held_date
FROM schedule_recommendations AS s
JOIN weeks AS w ON w.page_name = s.page_name
  AND (s.schedule_id = w.schedule_id
    OR (abs(s.week_start - w.week_start) < 7 AND s.status IN ('draft', 'approved', 'exported')
      AND NOT (list_contains($superseded::VARCHAR[], s.schedule_id)
        AND ($force OR s.status = 'draft'))))
UNION ALL
SELECT 'conflict', h.schedule_id, h.page_name, NULL, w.caption_id, w.caption_key,
  w.page_name, w.scheduled_send_date, h.scheduled_send_date
FROM wanted AS w
JOIN active_caption_assignments AS h ON h.caption_key = w.caption_key
WHERE h.scheduled_send_date BETWEEN $from_day AND $to_day
  AND abs(h.scheduled_send_date - w.scheduled_send_date) <= 7
  AND ($across_pages OR h.page_name = w.page_name)
  AND (h.deactivation_reason IN ('PAST_SEND_DATE', 'STALE_7DAY')
    OR (h.is_active AND NOT list_contains($superseded::VARCHAR[], h.schedule_id)))
ORDER BY wanted_page, wanted_date, caption_id, schedule_id, held_date

-- name: log_superseded
INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, page_name, details_json)
SELECT DISTINCT n.created_at, 'eros', 'supersede', 'schedule', s.schedule_id, s.page_name,
  json_object('was', s.status, 'by', n.schedule_id)
FROM schedule_recommendations AS s
JOIN (
  SELECT unnest(from_json($weeks, '[{"schedule_id":"VARCHAR","page_name":"VARCHAR",
    "week_start":"DATE","created_at":"TIMESTAMP"}]'), recursive := true)
) AS n ON n.page_name = s.page_name
WHERE s.status IN ('draft', 'approved', 'exported') AND abs(s.week_start - n.week_start) < 7
ORDER BY s.schedule_id, n.schedule_id

-- name: free_locks
-- Of schedules that are superseded or cancelled. The locks of messages whose time has come are swept
-- instead, as they soon would be: those messages went out. Swept ones stay as they are.
UPDATE active_caption_assignments
SET is_active = false, deactivated_at = $at,
  deactivation_reason = CASE WHEN assignment_key IN (
    SELECT CAST(caption_id AS VARCHAR) || '|' || page_name || '|'
      || CAST(CAST(scheduled_send_time AS DATE) AS VARCHAR) || '|' || schedule_id
    FROM schedule_messages
    WHERE schedule_id IN (SELECT unnest($schedules::VARCHAR[])) AND scheduled_send_at <= $at
  ) THEN 'PAST_SEND_DATE' ELSE $reason END
WHERE schedule_id IN (SELECT unnest($schedules::VARCHAR[])) AND is_active

-- name: supersede
UPDATE schedule_recommendations
SET status = 'superseded', updated_at = $at
WHERE schedule_id IN (SELECT unnest($superseded::VARCHAR[]))
  AND status IN ('draft', 'approved', 'exported')

-- name: insert_schedules
INSERT INTO schedule_recommendations (schedule_id, page_name, created_at, week_start, schedule_json,
  total_messages, total_ppvs, total_bumps, saturation_zone, account_size, timezone, validation_ok,
  status)
SELECT schedule_id, page_name, created_at, week_start, schedule_json, total_messages, total_ppvs,
  total_bumps, saturation_zone, account_size, timezone, validation_ok, 'draft'
FROM (
  SELECT unnest(from_json($schedules, '[{"schedule_id":"VARCHAR","page_name":"VARCHAR",
    "created_at":"TIMESTAMP","week_start":"DATE","schedule_json":"VARCHAR",
    "total_messages":"INTEGER","total_ppvs":"INTEGER","total_bumps":"INTEGER",
    "saturation_zone":"VARCHAR","account_size":"VARCHAR","timezone":"VARCHAR",
    "validation_ok":"BOOLEAN"}]'), recursive := true)
)

-- name: insert_schedule_messages
INSERT INTO schedule_messages (schedule_id, position, page_name, scheduled_send_at,
  scheduled_send_time, message_type, caption_id, caption_key, caption_text, price_tier,
  content_category, psychological_trigger, has_urgency, price, performance_score, expected_revenue,
  confidence_lower_bound, confidence_upper_bound, follows_position, decision_json)
SELECT schedule_id, position, page_name, scheduled_send_at, scheduled_send_time, message_type,
  caption_id, caption_key, caption_text, price_tier, nullif(content_category, ''),
  nullif(psychological_trigger, ''), has_urgency, price, performance_score, expected_revenue,
  confidence_lower_bound, confidence_upper_bound, follows_position, decision_json
FROM (
  SELECT unnest(from_json($messages, '[{"schedule_id":"VARCHAR","position":"INTEGER",
    "page_name":"VARCHAR","scheduled_send_at":"TIMESTAMP","scheduled_send_time":"TIMESTAMP",
    "message_type":"VARCHAR","caption_id":"BIGINT","caption_key":"VARCHAR",
    "caption_text":"VARCHAR","price_tier":"VARCHAR","content_category":"VARCHAR",
    "psychological_trigger":"VARCHAR","has_urgency":"BOOLEAN","price":"DECIMAL(18,4)",
    "performance_score":"DOUBLE","expected_revenue":"DOUBLE","confidence_lower_bound":"DOUBLE",
    "confidence_upper_bound":"DOUBLE","follows_position":"INTEGER","decision_json":"VARCHAR"}]'),
    recursive := true)
)

-- name: insert_locks
INSERT INTO active_caption_assignments (assignment_key, caption_id, caption_key, page_name,
  schedule_id, scheduled_send_date, scheduled_send_hour, price_tier, is_active, assigned_at,
  expires_at)
SELECT caption_id || '|' || page_name || '|' || scheduled_send_date || '|' || schedule_id,
  caption_id, caption_key, page_name, schedule_id, scheduled_send_date, scheduled_send_hour,
  price_tier, true, assigned_at, CAST(scheduled_send_date + 7 AS TIMESTAMP)
FROM (
  SELECT unnest(from_json($locks, '[{"caption_id":"BIGINT","caption_key":"VARCHAR",
    "page_name":"VARCHAR","schedule_id":"VARCHAR","scheduled_send_date":"DATE",
    "scheduled_send_hour":"INTEGER","price_tier":"VARCHAR","assigned_at":"TIMESTAMP"}]'),
    recursive := true)
)

-- name: insert_filter_audit
INSERT INTO caption_filter_audit_log (run_id, page_name, caption_id, rule_kind, rule, filtered_at)
SELECT run_id, page_name, caption_id, rule_kind, rule, filtered_at
FROM (
  SELECT unnest(from_json($filtered, '[{"run_id":"VARCHAR","page_name":"VARCHAR",
    "caption_id":"BIGINT","rule_kind":"VARCHAR","rule":"VARCHAR","filtered_at":"TIMESTAMP"}]'),
    recursive := true)
)

-- name: log_committed
INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, page_name, details_json)
SELECT logged_at, actor, action, object_kind, object_id, page_name, details_json
FROM (
  SELECT unnest(from_json($log, '[{"logged_at":"TIMESTAMP","actor":"VARCHAR","action":"VARCHAR",
    "object_kind":"VARCHAR","object_id":"VARCHAR","page_name":"VARCHAR",
    "details_json":"VARCHAR"}]'), recursive := true)
)
