-- name: refused_rows
SELECT rowid - (SELECT min(rowid) FROM import_staged) AS record, reason FROM import_staged WHERE reason IS NOT NULL ORDER BY record;

-- name: refused_messages
SELECT record, reason FROM import_checked WHERE reason IS NOT NULL ORDER BY record;

-- name: lock_writers
UPDATE writer_guard SET version = version + 1;

-- name: has_new_zones
SELECT 1 FROM creators WHERE timezone NOT IN (SELECT timezone FROM zone_offsets) LIMIT 1;
