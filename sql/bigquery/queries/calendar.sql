-- Lists come in as arrays of one length, read by place. (Numbers are cast: some clients send the
-- elements of an array as text.)

-- name: insert_zone_offsets
INSERT INTO zone_offsets (timezone, utc_from, utc_to, offset_seconds)
SELECT
  timezone, TIMESTAMP_MICROS(CAST(@from_micros[OFFSET(i)] AS INT64)),
  TIMESTAMP_MICROS(CAST(@to_micros[OFFSET(i)] AS INT64)), CAST(@offsets[OFFSET(i)] AS INT64)
FROM UNNEST(@timezones) AS timezone WITH OFFSET AS i

-- name: insert_holidays
INSERT INTO holiday_calendar
  (holiday_date, holiday_name, holiday_type, is_major_holiday, saturation_impact_factor)
SELECT
  CAST(day AS DATE), @names[OFFSET(i)], @types[OFFSET(i)], CAST(@major[OFFSET(i)] AS INT64) = 1,
  CAST(@impact_percents[OFFSET(i)] AS INT64) / 100.0
FROM UNNEST(@days) AS day WITH OFFSET AS i
