-- Texts of a file into values, or into the reason why they are none. Made once for a connection.
-- list_contains, not IN: of five constants and more DuckDB makes a table and a join with it.

-- name: import_macros
-- Without the blanks, tabs and line ends around it, which DuckDB's trim(raw) leaves.
CREATE OR REPLACE TEMP MACRO import_trim(raw) AS
  trim(raw, concat(' ', chr(9), chr(10), chr(11), chr(12), chr(13), chr(160)));
CREATE OR REPLACE TEMP MACRO import_text(raw) AS nullif(import_trim(raw), '');

-- Does a text show nothing: blanks of any script, control and format characters?
CREATE OR REPLACE TEMP MACRO import_is_blank(raw) AS
  regexp_full_match(raw, '[\p{Z}\p{Cc}\p{Cf}]*');

-- What a cast would read as a number, and people do not: 1_000, 0x10, 0b1.
CREATE OR REPLACE TEMP MACRO import_is_code(raw) AS
  CASE WHEN starts_with(raw, '0') THEN regexp_full_match(raw, '0([xXbB]|.*_).*') ELSE contains(raw, '_') END;

-- A whole number; NULL for anything else. `value` is what a cast makes of it, which rounds 1.5 and
-- 1e-3; what has neither point nor dash cannot have been rounded.
CREATE OR REPLACE TEMP MACRO import_whole_cast(raw, value) AS
  CASE
    WHEN NOT contains(raw, '.') AND NOT contains(raw, '-') AND NOT import_is_code(raw) THEN value
    WHEN regexp_full_match(import_trim(raw), '[+-]?[0-9]+([.]0*)?') THEN value
  END;
CREATE OR REPLACE TEMP MACRO import_whole(raw) AS import_whole_cast(raw, TRY_CAST(raw AS BIGINT));

-- Why `value`, which was read from `raw`, will not do for a number that must not be negative.
CREATE OR REPLACE TEMP MACRO import_number_problem(name, raw, value) AS
  CASE
    WHEN value < 0 THEN name || ': negative'
    WHEN value IS NOT NULL THEN NULL
    WHEN TRY_CAST(raw AS DOUBLE) IS NULL OR import_is_code(raw) THEN name || ': not a number'
    WHEN NOT isfinite(TRY_CAST(raw AS DOUBLE)) THEN name || ': not a finite number'
    WHEN abs(TRY_CAST(raw AS DOUBLE)) >= 1e14 THEN name || ': too large'
    ELSE name || ': not a whole number'
  END;

-- The same, where a value is required (`raw` is NULL or blank) or optional.
CREATE OR REPLACE TEMP MACRO import_required_number_problem(name, raw, value) AS
  CASE
    WHEN import_text(raw) IS NULL THEN name || ': missing'
    ELSE import_number_problem(name, raw, value)
  END;
CREATE OR REPLACE TEMP MACRO import_optional_number_problem(name, raw, value) AS
  CASE
    WHEN import_text(raw) IS NOT NULL THEN import_number_problem(name, raw, value)
  END;

-- The number of a caption. Below the limit there is room for those that are numbered here.
CREATE OR REPLACE TEMP MACRO import_id_problem(name, raw, id) AS
  coalesce(
    import_optional_number_problem(name, raw, id),
    CASE WHEN id NOT BETWEEN 1 AND 1000000000000000 THEN name || ': not from 1 to 10^15' END);

CREATE OR REPLACE TEMP MACRO import_page_problem(page) AS
  CASE
    WHEN page IS NULL THEN 'page_name: missing'
    WHEN NOT regexp_full_match(page, '[a-z0-9_.-]{1,64}')
      THEN 'page_name: out of form (a-z, 0-9, _ . - and at most 64 of them)'
  END;

-- The instant of a time in the commonest form, 2026-11-17T20:00:00Z; NULL for any other.
CREATE OR REPLACE TEMP MACRO import_zulu(raw) AS
  CASE
    WHEN raw LIKE '____-__-__T__:__:__Z' AND NOT ends_with(raw, '.Z') AND NOT contains(raw, 'T24')
      AND NOT contains(raw, ' ') THEN TRY_CAST(raw AS TIMESTAMP)
  END;

-- What the clock on the wall shows in an ISO 8601 time, whatever its offset.
CREATE OR REPLACE TEMP MACRO import_wall(raw) AS
  CASE
    -- The commonest form without an offset, without the cost of a regular expression.
    WHEN length(raw) = 19 AND raw LIKE '____-__-__T__:__:__' AND NOT ends_with(raw, 'Z')
      AND NOT ends_with(raw, '.')
      AND substr(raw, 12, 2) < '24' AND NOT contains(raw, ' ')
      THEN TRY_CAST(raw AS TIMESTAMP)
    WHEN NOT regexp_full_match(raw, '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?(Z|[+-]([01][0-9]|2[0-3])(:?[0-5][0-9])?)?')
      THEN NULL
    WHEN substr(raw, 17, 1) = ':' THEN TRY_CAST(raw AS TIMESTAMP)
    ELSE TRY_CAST(left(raw, 16) AS TIMESTAMP)
  END;

-- Seconds east of UTC that the text states; NULL if it states none.
CREATE OR REPLACE TEMP MACRO import_offset_seconds(zone) AS
  CASE
    WHEN zone <> '' THEN
      CASE WHEN zone[1] = '-' THEN -1 ELSE 1 END
        * (CAST(substr(zone, 2, 2) AS BIGINT) * 3600
           + CASE WHEN length(zone) > 3 THEN CAST(right(zone, 2) AS BIGINT) * 60 ELSE 0 END)
  END;
CREATE OR REPLACE TEMP MACRO import_offset(raw) AS
  CASE
    WHEN right(raw, 1) = 'Z' THEN 0
    WHEN length(raw) = 19 AND substr(raw, 17, 1) = ':' THEN NULL
    ELSE import_offset_seconds(regexp_extract(raw, ':[0-9.]+([+-][0-9]{2}(:?[0-9]{2})?)$', 1))
  END;

CREATE OR REPLACE TEMP MACRO import_flag(raw) AS
  CASE
    WHEN list_contains(['true', 't', 'yes', 'y', '1', '1.0', 'on'], lower(import_trim(raw))) THEN true
    WHEN list_contains(['false', 'f', 'no', 'n', '0', '0.0', 'off'], lower(import_trim(raw))) THEN false
  END;
CREATE OR REPLACE TEMP MACRO import_flag_problem(name, raw) AS
  CASE
    WHEN import_text(raw) IS NOT NULL AND import_flag(raw) IS NULL THEN name || ': not true or false'
  END;

CREATE OR REPLACE TEMP MACRO import_tier(raw) AS
  CASE
    WHEN list_contains(['budget', 'mid', 'premium', 'luxury', 'vip', 'bump'], lower(import_trim(raw)))
      THEN lower(import_trim(raw))
    WHEN lower(import_trim(raw)) = 'free' THEN 'bump'
  END;

-- A psychological trigger. Those that have a budget are written in many ways, and are one each.
CREATE OR REPLACE TEMP MACRO import_trigger(raw) AS
  CASE lower(regexp_replace(import_trim(raw), '[ _-]+', ' ', 'g'))
    WHEN 'scarcity' THEN 'Scarcity' WHEN 'urgency' THEN 'Urgency' WHEN 'fomo' THEN 'FOMO'
    WHEN 'exclusivity' THEN 'Exclusivity' WHEN 'social proof' THEN 'Social Proof'
    WHEN 'curiosity' THEN 'Curiosity' WHEN 'flash sale' THEN 'Flash Sale'
    ELSE import_text(raw)
  END;

-- Is a message of this type a PPV? Otherwise it is a Bump; NULL for what is neither.
CREATE OR REPLACE TEMP MACRO import_is_paid(raw) AS
  CASE
    WHEN replace(replace(lower(import_trim(raw)), '_', ' '), '-', ' ') IN ('ppv', 'unlock', 'paid')
      THEN true
    WHEN list_contains(['bump', 'photo bump', 'free content', 'follow up', 'followup', 'free'],
      replace(replace(lower(import_trim(raw)), '_', ' '), '-', ' ')) THEN false
  END;

-- A list: a JSON array, or parted by semicolons.
CREATE OR REPLACE TEMP MACRO import_list(raw) AS
  CASE
    WHEN import_text(raw) IS NULL THEN CAST([] AS VARCHAR[])
    WHEN starts_with(import_trim(raw), '[') AND json_valid(raw)
      THEN list_filter(CAST(json_extract_string(raw, '$[*]') AS VARCHAR[]), lambda part: import_trim(part) <> '')
    ELSE list_filter(list_transform(str_split(raw, ';'), lambda part: import_trim(part)), lambda part: part <> '')
  END;

-- A list of names: commas part it too.
CREATE OR REPLACE TEMP MACRO import_names(raw) AS
  list_transform(import_list(CASE WHEN starts_with(import_trim(raw), '[') THEN raw ELSE replace(raw, ',', ';') END),
    lambda part: import_trim(part));
CREATE OR REPLACE TEMP MACRO import_names_problem(name, raw) AS
  CASE
    WHEN starts_with(import_trim(raw), '[') AND NOT json_valid(raw)
      THEN name || ': not a list (Pets; Music, or JSON: ["Pets", "Music"])'
  END;

-- A time of day: 23:00, or minutes after midnight.
CREATE OR REPLACE TEMP MACRO import_minute(raw) AS
  CASE
    WHEN regexp_full_match(import_trim(raw), '([01]?[0-9]|2[0-3]):[0-5][0-9](:00)?')
      THEN CAST(split_part(import_trim(raw), ':', 1) AS BIGINT) * 60 + CAST(split_part(import_trim(raw), ':', 2) AS BIGINT)
    WHEN import_whole(raw) BETWEEN 0 AND 1439 THEN import_whole(raw)
  END;
CREATE OR REPLACE TEMP MACRO import_minute_problem(name, raw) AS
  CASE
    WHEN import_text(raw) IS NOT NULL AND import_minute(raw) IS NULL
      THEN name || ': not a time of day (23:00, or minutes after midnight)'
  END;

CREATE OR REPLACE TEMP MACRO import_long_text_problem(name, content) AS
  CASE
    WHEN strlen(content) > 10000 AND length(content) > 10000
      THEN name || ': longer than 10,000 characters'
  END;
