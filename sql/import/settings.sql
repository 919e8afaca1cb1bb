-- Import of what people set: creators, restrictions, holidays. Small files.

-- name: given_timezones
SELECT DISTINCT import_text(timezone) FROM import_raw WHERE import_text(timezone) IS NOT NULL;

-- name: stage_creators
CREATE TEMP TABLE import_staged AS
WITH parsed AS (
  SELECT * REPLACE (lower(import_text(page_name)) AS page_name),
    import_text(timezone) AS zone,
    upper(import_text(segment_override)) AS segment,
    import_whole(max_messages_per_day) AS max_messages,
    import_whole(min_gap_minutes) AS min_gap
  FROM import_raw
)
SELECT
  page_name, import_text(display_name) AS display_name,
  coalesce(zone, $default_timezone) AS timezone,
  coalesce(import_minute(quiet_start_minute), 1380) AS quiet_start_minute,
  coalesce(import_minute(quiet_end_minute), 480) AS quiet_end_minute,
  coalesce(import_flag(is_active), true) AS is_active,
  segment AS segment_override,
  CAST(max_messages AS INTEGER) AS max_messages_per_day,
  CAST(min_gap AS INTEGER) AS min_gap_minutes,
  coalesce(
    broken,
    import_page_problem(page_name),
    CASE WHEN list_contains($refused_timezones, zone) THEN 'timezone: not an IANA time zone' END,
    import_minute_problem('quiet_start_minute', quiet_start_minute),
    import_minute_problem('quiet_end_minute', quiet_end_minute),
    import_flag_problem('is_active', is_active),
    CASE WHEN segment NOT IN ('EXPLORATORY', 'BUDGET', 'STANDARD', 'PREMIUM', 'LUXURY')
      THEN 'segment_override: not a segment' END,
    import_optional_number_problem('max_messages_per_day', max_messages_per_day, max_messages),
    CASE WHEN max_messages NOT BETWEEN 1 AND 1440 THEN 'max_messages_per_day: not from 1 to 1440' END,
    import_optional_number_problem('min_gap_minutes', min_gap_minutes, min_gap),
    CASE WHEN min_gap > 1440 THEN 'min_gap_minutes: more than a day' END) AS reason
FROM (
  SELECT * EXCLUDE (max_messages, min_gap),
    CASE WHEN max_messages < 100000 THEN max_messages END AS max_messages,
    CASE WHEN min_gap < 100000 THEN min_gap END AS min_gap
  FROM parsed);

-- name: given_patterns
SELECT DISTINCT unnest(list_concat(import_list(hard_patterns), import_list(soft_patterns)))
FROM import_raw;

-- name: stage_restrictions
CREATE TEMP TABLE import_staged AS
WITH parsed AS (
  SELECT * REPLACE (
      lower(import_text(page_name)) AS page_name,
      import_list(hard_patterns) AS hard_patterns,
      import_list(soft_patterns) AS soft_patterns,
      import_names(restricted_categories) AS restricted_categories,
      import_names(restricted_price_tiers) AS restricted_price_tiers,
      upper(replace(replace(import_text(applies_to_scope), ' ', '_'), '-', '_')) AS applies_to_scope),
    import_whole(min_ppv_pool) AS ppv_pool,
    import_whole(min_bump_pool) AS bump_pool,
    import_whole(version) AS version_number,
    import_names_problem('restricted_categories', restricted_categories) AS categories_problem,
    import_names_problem('restricted_price_tiers', restricted_price_tiers) AS tiers_problem
  FROM import_raw
)
SELECT
  page_name, hard_patterns, soft_patterns, restricted_categories,
  list_transform(restricted_price_tiers, lambda tier: import_tier(tier)) AS restricted_price_tiers,
  coalesce(applies_to_scope, 'ALL') AS applies_to_scope,
  TRY_CAST(coalesce(ppv_pool, 200) AS INTEGER) AS min_ppv_pool,
  TRY_CAST(coalesce(bump_pool, 50) AS INTEGER) AS min_bump_pool,
  coalesce(import_flag(is_active), true) AS is_active,
  TRY_CAST(coalesce(version_number, 1) AS INTEGER) AS version,
  coalesce(
    broken,
    import_page_problem(page_name),
    CASE WHEN list_has_any(hard_patterns, $refused_patterns)
      THEN 'hard_patterns: not a pattern that RE2 can read' END,
    CASE WHEN list_has_any(soft_patterns, $refused_patterns)
      THEN 'soft_patterns: not a pattern that RE2 can read' END,
    categories_problem, tiers_problem,
    CASE WHEN list_contains(list_transform(restricted_price_tiers, lambda tier: import_tier(tier) IS NULL), true)
      THEN 'restricted_price_tiers: not a price tier' END,
    CASE WHEN applies_to_scope NOT IN ('PPV_ONLY', 'BUMP_ONLY', 'ALL')
      THEN 'applies_to_scope: none of PPV_ONLY, BUMP_ONLY, ALL' END,
    import_optional_number_problem('min_ppv_pool', min_ppv_pool, ppv_pool),
    CASE WHEN ppv_pool > 1000000000 THEN 'min_ppv_pool: too large' END,
    import_optional_number_problem('min_bump_pool', min_bump_pool, bump_pool),
    CASE WHEN bump_pool > 1000000000 THEN 'min_bump_pool: too large' END,
    import_flag_problem('is_active', is_active),
    import_optional_number_problem('version', version, version_number),
    CASE WHEN version_number > 1000000000 THEN 'version: too large' END) AS reason
FROM parsed;

-- name: stage_holidays
CREATE TEMP TABLE import_staged AS
WITH parsed AS (
  SELECT * REPLACE (upper(import_text(holiday_type)) AS holiday_type),
    CASE WHEN regexp_full_match(import_trim(holiday_date), '[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00)?')
      THEN TRY_CAST(left(import_trim(holiday_date), 10) AS DATE) END AS day,
    TRY_CAST(saturation_impact_factor AS DOUBLE) AS factor
  FROM import_raw
)
SELECT
  day AS holiday_date, import_text(holiday_name) AS holiday_name,
  coalesce(holiday_type, 'CULTURAL') AS holiday_type,
  coalesce(import_flag(is_major_holiday), false) AS is_major_holiday,
  coalesce(factor, 1.0) AS saturation_impact_factor,
  coalesce(
    broken,
    CASE
      WHEN import_text(holiday_date) IS NULL THEN 'holiday_date: missing'
      WHEN day IS NULL THEN 'holiday_date: unreadable or impossible (2026-12-25)'
    END,
    CASE WHEN import_text(holiday_name) IS NULL THEN 'holiday_name: missing' END,
    CASE WHEN holiday_type NOT IN ('FEDERAL', 'CULTURAL', 'COMMERCIAL')
      THEN 'holiday_type: none of FEDERAL, CULTURAL, COMMERCIAL' END,
    import_flag_problem('is_major_holiday', is_major_holiday),
    import_optional_number_problem('saturation_impact_factor', saturation_impact_factor, factor),
    CASE WHEN NOT isfinite(factor) THEN 'saturation_impact_factor: not a finite number' END) AS reason
FROM parsed;

-- A holiday that is there keeps the spelling that it has.
-- name: adopt_holiday_names
UPDATE import_rows
SET holiday_name = stored.holiday_name
FROM (
  SELECT holiday_date, min(holiday_name) AS holiday_name
  FROM holiday_calendar
  GROUP BY holiday_date, lower(holiday_name)
) AS stored
WHERE stored.holiday_date = import_rows.holiday_date
  AND lower(stored.holiday_name) = lower(import_rows.holiday_name);

-- name: collect_rows
CREATE TEMP TABLE import_rows AS
SELECT rowid - (SELECT min(rowid) FROM import_staged) AS record, * EXCLUDE (reason) FROM import_staged WHERE reason IS NULL;
