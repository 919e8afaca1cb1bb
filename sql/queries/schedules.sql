-- name: stored_schedules
-- Newest first; a filter that is NULL lets all through. What a person cancelled has the moment of its
-- cancelling: a cancelled week that was restored may have been superseded since.
SELECT s.schedule_id, s.page_name, s.created_at, s.week_start, s.total_messages, s.total_ppvs,
  s.total_bumps, s.saturation_zone, s.account_size, s.status, s.validation_ok, s.schedule_json,
  s.status = 'superseded' AND c.object_id IS NOT NULL AS is_cancelled
FROM schedule_recommendations AS s
LEFT JOIN (
  SELECT DISTINCT object_id, logged_at
  FROM audit_log
  WHERE object_kind = 'schedule' AND action = 'cancel'
) AS c ON c.object_id = s.schedule_id AND c.logged_at = s.updated_at
WHERE ($page_name::VARCHAR IS NULL OR s.page_name = $page_name::VARCHAR)
  AND ($status::VARCHAR IS NULL OR s.status = $status::VARCHAR)
  AND ($schedule_id::VARCHAR IS NULL OR s.schedule_id = $schedule_id::VARCHAR)
ORDER BY s.created_at DESC, s.schedule_id DESC

-- name: taken_schedule_ids
SELECT schedule_id
FROM schedule_recommendations
WHERE schedule_id IN (SELECT unnest($schedule_ids::VARCHAR[]))
ORDER BY schedule_id

-- name: schedule_rows
SELECT schedule_id, page_name, day_of_week, scheduled_send_time, scheduled_send_at, message_type,
  caption_id, caption_text, price_tier, content_category, has_urgency, performance_score,
  confidence_lower_bound, confidence_upper_bound, price, expected_revenue, psychological_trigger,
  follows_position, timezone, decision_json
FROM schedule_recommendations_messages
WHERE schedule_id = $schedule_id
ORDER BY scheduled_send_at, position

-- name: schedule_not_in
-- The schedule, if its status is none of the wanted; a row without a status if it is not there.
SELECT s.status
FROM (SELECT $schedule_id AS schedule_id) AS w
LEFT JOIN schedule_recommendations AS s ON s.schedule_id = w.schedule_id
WHERE s.status IS NULL OR s.status NOT IN (SELECT unnest($statuses::VARCHAR[]))

-- name: set_schedule_status
UPDATE schedule_recommendations
SET status = $status, updated_at = $at
WHERE schedule_id = $schedule_id

-- name: log_schedule_change
INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, page_name)
SELECT $at, 'eros', $action, 'schedule', schedule_id, page_name
FROM schedule_recommendations
WHERE schedule_id = $schedule_id

-- name: log_export
INSERT INTO schedule_export_log (schedule_id, page_name, export_timestamp, message_count,
  execution_time_seconds, status, error_message, export_format, exported_by)
SELECT schedule_id, page_name, $at, CASE WHEN $status = 'SUCCESS' THEN total_messages ELSE 0 END,
  $seconds, $status, nullif($error, ''), $format, 'eros'
FROM schedule_recommendations
WHERE schedule_id = $schedule_id

-- name: mark_exported
-- A week that has gone out, approved or not, is not to be planned again unasked. (The copy to look
-- at is the one that planning writes.)
UPDATE schedule_recommendations
SET status = 'exported', updated_at = $at
WHERE schedule_id = $schedule_id AND status IN ('draft', 'approved')

-- name: log_marked_exported
INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, page_name)
SELECT $at, 'eros', 'export', 'schedule', schedule_id, page_name
FROM schedule_recommendations
WHERE schedule_id = $schedule_id AND status IN ('draft', 'approved')

-- name: rehearsed
-- The last step of a rehearsal: what the commit stored.
SELECT 'rehearsed' AS check_name,
  (SELECT count(*) FROM schedule_recommendations_messages
   WHERE schedule_id = $schedule_id) AS view_rows,
  (SELECT count(*) FROM active_caption_assignments
   WHERE schedule_id = $schedule_id AND is_active) AS locks,
  schedule_json
FROM schedule_recommendations
WHERE schedule_id = $schedule_id
