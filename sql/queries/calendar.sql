-- The calendar tables that the program fills: time zones and holidays.

-- name: used_timezones
SELECT DISTINCT timezone FROM creators ORDER BY timezone

-- name: stored_zone_offsets
SELECT timezone, utc_from, utc_to, offset_seconds
FROM zone_offsets
ORDER BY timezone, utc_from

-- name: delete_zone_offsets
DELETE FROM zone_offsets

-- name: insert_zone_offsets
INSERT INTO zone_offsets (timezone, utc_from, utc_to, offset_seconds)
SELECT
  unnest($timezones::VARCHAR[]), make_timestamp(unnest($from_micros::BIGINT[])),
  make_timestamp(unnest($to_micros::BIGINT[])), unnest($offsets::BIGINT[])

-- name: is_seeded
SELECT 1
FROM (SELECT 1) AS one
WHERE EXISTS (SELECT 1 FROM holiday_calendar) AND EXISTS (SELECT 1 FROM zone_offsets)

-- name: has_holidays
SELECT 1 FROM holiday_calendar LIMIT 1

-- name: insert_holidays
INSERT INTO holiday_calendar
  (holiday_date, holiday_name, holiday_type, is_major_holiday, saturation_impact_factor)
SELECT
  unnest($days::VARCHAR[])::DATE, unnest($names::VARCHAR[]), unnest($types::VARCHAR[]),
  unnest($major::BIGINT[]) = 1, unnest($impact_percents::BIGINT[]) / 100.0
