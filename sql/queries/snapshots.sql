-- Backups: snapshots.cc.

-- name: log_restore
INSERT INTO audit_log (logged_at, actor, action, object_kind, object_id, details_json)
VALUES ($at, 'eros', 'restore', 'snapshot', $name, $details)
