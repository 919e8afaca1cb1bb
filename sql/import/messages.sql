-- Import of mass_messages. import_raw is the file as text, under the canonical names.

-- Each row of the file once, in its order (rowid), with the reason why it is refused. A time
-- without an offset, and a text that only the caption bank has, are left for complete_messages.
-- What is in form already is recognised first, and spared the rest: that would cost more than
-- reading it.
-- name: stage_messages
CREATE TEMP TABLE import_staged AS
WITH recognised AS (
  SELECT *,
    regexp_full_match(page_name, '[a-z0-9_.-]{1,64}') AS in_form,
    import_zulu(sending_time) AS zulu
  FROM import_raw
), trimmed AS (
  SELECT
    * REPLACE (
      import_text(row_id) AS row_id,
      CASE WHEN in_form THEN page_name ELSE lower(import_text(page_name)) END AS page_name,
      CASE WHEN ascii(message) BETWEEN 33 AND 126 OR NOT import_is_blank(message) THEN message END AS message,
      CASE WHEN zulu IS NULL THEN import_trim(sending_time) ELSE sending_time END AS sending_time),
    import_whole(caption_id) AS given_caption_id,
    TRY_CAST(sent_count AS BIGINT) AS sent_cast,
    TRY_CAST(viewed_count AS BIGINT) AS viewed_cast,
    TRY_CAST(purchased_count AS BIGINT) AS purchased_cast,
    CASE WHEN NOT import_is_code(price) THEN TRY_CAST(price AS DECIMAL(18,4)) END AS price_value,
    CASE WHEN NOT import_is_code(earnings) THEN TRY_CAST(earnings AS DECIMAL(18,4)) END AS earnings_value
  FROM recognised
), parsed AS (
  SELECT *,
    import_whole_cast(sent_count, sent_cast) AS sent,
    import_whole_cast(viewed_count, viewed_cast) AS viewed,
    import_whole_cast(purchased_count, purchased_cast) AS purchased,
    coalesce(zulu, import_wall(sending_time)) AS wall,
    CASE WHEN zulu IS NULL THEN import_offset(sending_time) ELSE 0 END AS utc_offset,
    import_text(message_type) AS type_text,
    import_is_paid(message_type) AS type_value
  FROM trimmed
), timed AS (
  SELECT *,
    coalesce(zulu, make_timestamp(epoch_us(wall) - utc_offset * 1000000)) AS instant
  FROM parsed
)
SELECT
  row_id, page_name, message, instant AS sending_time,
  CASE WHEN utc_offset IS NULL THEN wall END AS local_time,
  coalesce(price_value, 0) AS price,
  sent AS sent_count, viewed AS viewed_count, purchased AS purchased_count,
  earnings_value AS earnings,
  coalesce(type_value, price_value > 0, false) AS is_paid,
  type_value IS NOT NULL AS is_typed,
  given_caption_id AS caption_id,
  CASE
    -- The rows that nothing is wrong with, nearly all. What else is good gets no reason below.
    WHEN broken IS NULL
      AND in_form
      AND strlen(message) <= 10000
      AND wall >= TIMESTAMP '2000-01-01' AND coalesce(instant <= $latest, utc_offset IS NULL)
      AND purchased >= 0 AND viewed >= purchased AND sent >= viewed AND sent <= 1000000000
      AND earnings_value BETWEEN 0 AND 1000000000
      AND coalesce(price_value, if(price IS NULL, 0, -1)) BETWEEN 0 AND 1000000000
      AND (type_text IS NULL OR type_value IS NOT NULL)
      AND (caption_id IS NULL OR given_caption_id BETWEEN 1 AND 1000000000000000)
      THEN NULL
    ELSE coalesce(
      broken,
      import_page_problem(page_name),
      import_id_problem('caption_id', caption_id, given_caption_id),
      CASE WHEN message IS NULL AND given_caption_id IS NULL THEN 'message: missing' END,
      import_long_text_problem('message', message),
      CASE
        WHEN sending_time IS NULL OR sending_time = '' THEN 'sending_time: missing'
        WHEN wall IS NULL THEN 'sending_time: unreadable or impossible'
        WHEN wall < TIMESTAMP '2000-01-01' THEN 'sending_time: before 2000'
        WHEN instant > $latest THEN 'sending_time: later than as-of and a day'
      END,
      import_required_number_problem('sent_count', sent_count, sent),
      import_required_number_problem('viewed_count', viewed_count, viewed),
      import_required_number_problem('purchased_count', purchased_count, purchased),
      CASE WHEN viewed > sent THEN 'viewed_count: more than sent_count' END,
      CASE WHEN purchased > viewed THEN 'purchased_count: more than viewed_count' END,
      import_required_number_problem('earnings', earnings, earnings_value),
      import_optional_number_problem('price', price, price_value),
      CASE
        WHEN sent > 1000000000 THEN 'sent_count: too large'
        WHEN earnings_value > 1000000000 THEN 'earnings: too large'
        WHEN price_value > 1000000000 THEN 'price: too large'
      END,
      CASE WHEN type_text IS NOT NULL AND type_value IS NULL THEN 'message_type: neither PPV nor Bump' END)
  END AS reason
FROM timed;

-- name: needs_completion
SELECT
  count(*) AS records,
  coalesce(max(rowid) - min(rowid) + 1, 0) AS numbers,
  count(*) FILTER (WHERE reason IS NULL AND (local_time IS NOT NULL OR message IS NULL)) > 0 AS incomplete
FROM import_staged;

-- What the clocks of each zone show on the days of the file, each reading once: an hour that
-- DST repeats belongs to its first reading, one that it skips to none.
-- name: local_readings
CREATE TEMP TABLE import_readings AS
WITH periods AS (
  SELECT timezone, offset_seconds, utc_from,
    utc_from + to_seconds(offset_seconds) AS shown_from,
    utc_to + to_seconds(offset_seconds) AS shown_to
  FROM zone_offsets
), readings AS (
  SELECT timezone, offset_seconds, shown_to,
    greatest(shown_from, coalesce(lag(shown_to) OVER (PARTITION BY timezone ORDER BY utc_from), shown_from)) AS shown_from
  FROM periods
), days AS (
  SELECT DISTINCT CAST(local_time AS DATE) AS day FROM import_staged WHERE local_time IS NOT NULL
)
SELECT timezone, day, offset_seconds, shown_from, shown_to
FROM days
JOIN readings ON shown_from < day + INTERVAL 1 DAY AND shown_to > day;

-- name: complete_messages
CREATE TEMP TABLE import_completed AS
WITH completed AS (
  SELECT s.rowid - (SELECT min(rowid) FROM import_staged) AS record, s.*,
    coalesce(s.message, b.caption_text) AS whole_message,
    coalesce(s.sending_time, s.local_time - to_seconds(r.offset_seconds)) AS instant
  FROM import_staged AS s
  LEFT JOIN caption_bank AS b ON s.message IS NULL AND b.caption_id = s.caption_id
  LEFT JOIN creators AS c ON c.page_name = s.page_name
  LEFT JOIN import_readings AS r
    ON r.timezone = coalesce(c.timezone, $default_timezone) AND r.day = CAST(s.local_time AS DATE)
    AND s.local_time >= r.shown_from AND s.local_time < r.shown_to
)
SELECT record, row_id, page_name, whole_message AS message, instant AS sending_time, price,
  sent_count, viewed_count, purchased_count, earnings, is_paid, is_typed, caption_id,
  coalesce(
    reason,
    CASE
      WHEN whole_message IS NULL THEN 'caption_id: not in the caption bank, and no message'
      WHEN instant IS NULL THEN 'sending_time: daylight saving skips this local time'
      WHEN instant > $latest THEN 'sending_time: later than as-of and a day'
    END) AS reason
FROM completed;

-- name: completed_messages
CREATE TEMP VIEW import_checked AS SELECT * FROM import_completed;

-- The same for a file that needs nothing completed.
-- name: complete_already
CREATE TEMP VIEW import_checked AS
SELECT rowid - (SELECT min(rowid) FROM import_staged) AS record, * FROM import_staged;

-- name: texts_of_messages
CREATE TEMP TABLE import_texts AS
WITH texts AS (
  SELECT message, caption_key_v2(message) AS caption_key
  FROM (SELECT DISTINCT message FROM import_checked WHERE reason IS NULL)
)
SELECT message, caption_key, caption_key_high(caption_key) AS caption_key_high,
  caption_key_low(caption_key) AS caption_key_low, lowest.caption_id
FROM texts
LEFT JOIN (SELECT caption_key, min(caption_id) AS caption_id FROM caption_bank GROUP BY ALL) AS lowest
  USING (caption_key);

-- Moments at which a page may have sent a text twice: the few rows that need a closer look.
-- name: shared_moments
CREATE TEMP TABLE import_shared AS
SELECT hash(page_name, sending_time) AS moment
FROM import_checked
WHERE reason IS NULL AND row_id IS NULL
GROUP BY moment
HAVING count(*) > 1;

-- Of rows without a row_id that share page, time and caption_key: which differing one it is, from
-- 0 in the file's order; NULL for a copy of an earlier row.
-- name: ordinals_of_messages
CREATE TEMP TABLE import_ordinals AS
WITH suspects AS MATERIALIZED (
  SELECT *
  FROM import_checked
  WHERE reason IS NULL AND row_id IS NULL
    AND hash(page_name, sending_time) IN (SELECT moment FROM import_shared)
), candidates AS (
  SELECT suspects.*, import_texts.caption_key
  FROM suspects
  JOIN import_texts USING (message)
), first_copies AS (
  SELECT *, min(record) OVER (
    PARTITION BY page_name, sending_time, caption_key, message, price, sent_count, viewed_count,
      purchased_count, earnings, is_paid, caption_id) = record AS is_first
  FROM candidates
)
SELECT record,
  CASE WHEN is_first THEN count(*) FILTER (WHERE is_first) OVER (
    PARTITION BY page_name, sending_time, caption_key ORDER BY record) - 1 END AS ordinal
FROM first_copies;

-- linked_id is the caption that the text belongs to; caption_id what the file says, if anything.
-- name: incoming_messages
CREATE TEMP VIEW import_incoming AS
SELECT
  c.record, c.row_id AS own_row_id,
  c.page_name, c.message, c.sending_time, c.price, c.sent_count, c.viewed_count,
  c.purchased_count, c.earnings, c.is_paid, c.is_typed, c.caption_id, t.caption_key_high,
  t.caption_key_low, t.caption_id AS linked_id, coalesce(o.ordinal, 0) AS ordinal
FROM import_checked AS c
JOIN import_texts AS t ON t.message = c.message
LEFT JOIN import_ordinals AS o ON o.record = c.record
WHERE c.reason IS NULL AND (o.record IS NULL OR o.ordinal IS NOT NULL);

-- name: copies_of_messages
SELECT count(*) FROM import_ordinals WHERE ordinal IS NULL;

-- name: has_messages
SELECT 1 FROM sent_messages LIMIT 1;

-- name: has_own_row_ids
SELECT 1 FROM sent_messages WHERE own_row_id IS NOT NULL LIMIT 1;

-- name: has_derived_row_ids
SELECT 1 FROM sent_messages WHERE own_row_id IS NULL LIMIT 1;

-- name: repeated_row_id
SELECT 1
FROM import_incoming
GROUP BY row_id_of(own_row_id, page_name, sending_time, caption_key_high, ordinal)
HAVING count(*) > 1
LIMIT 1;

-- Into an empty table.
-- name: insert_first_messages
INSERT INTO sent_messages (own_row_id, ordinal, page_name, message, sending_time, price, sent_count,
  viewed_count, purchased_count, earnings, is_paid, caption_id, caption_key_high,
  caption_key_low)
SELECT own_row_id, ordinal, page_name, message, sending_time, price, sent_count, viewed_count,
  purchased_count, earnings, is_paid, coalesce(caption_id, linked_id), caption_key_high,
  caption_key_low
FROM import_incoming;

-- name: collect_messages
CREATE TEMP TABLE import_rows AS
SELECT *, row_id_of(own_row_id, page_name, sending_time, caption_key_high, ordinal) AS row_id
FROM import_incoming;

-- A row without row_id is also the same as one that was stored with a row_id of its own.
-- name: adopt_stored_row_ids
UPDATE import_rows
SET row_id = stored.row_id
FROM (
  SELECT own_row_id AS row_id, page_name, sending_time, caption_key_high, caption_key_low,
    row_number() OVER (PARTITION BY page_name, sending_time, caption_key_high, caption_key_low
      ORDER BY length(own_row_id), own_row_id) - 1 AS ordinal
  FROM sent_messages
  WHERE own_row_id IS NOT NULL AND NOT starts_with(own_row_id, page_name || '|')
) AS stored
WHERE import_rows.own_row_id IS NULL
  AND stored.page_name = import_rows.page_name
  AND stored.sending_time = import_rows.sending_time
  AND stored.caption_key_high = import_rows.caption_key_high
  AND stored.caption_key_low = import_rows.caption_key_low
  AND stored.ordinal = import_rows.ordinal
  AND import_rows.row_id NOT IN (SELECT row_id FROM mass_messages);

-- And the other way: a row with a row_id that is new is also the same as one that was stored without,
-- unless a row of the file that has none is.
-- name: adopt_derived_row_ids
UPDATE import_rows
SET row_id = row_id_of(NULL, stored.page_name, stored.sending_time, stored.caption_key_high, stored.ordinal)
FROM (
  SELECT own_row_id, page_name, sending_time, caption_key_high, caption_key_low,
    row_number() OVER (PARTITION BY page_name, sending_time, caption_key_high, caption_key_low
      ORDER BY length(own_row_id), own_row_id) - 1 AS ordinal
  FROM (
    SELECT own_row_id, any_value(page_name) AS page_name, any_value(sending_time) AS sending_time,
      any_value(caption_key_high) AS caption_key_high, any_value(caption_key_low) AS caption_key_low
    FROM import_rows
    WHERE own_row_id IS NOT NULL AND NOT starts_with(own_row_id, page_name || '|')
    GROUP BY own_row_id
    HAVING count(DISTINCT hash(page_name, sending_time, caption_key_high, caption_key_low)) = 1)
) AS named
JOIN sent_messages AS stored
  ON stored.own_row_id IS NULL
    AND stored.page_name = named.page_name
    AND stored.sending_time = named.sending_time
    AND stored.caption_key_high = named.caption_key_high
    AND stored.caption_key_low = named.caption_key_low
    AND stored.ordinal = named.ordinal
WHERE import_rows.own_row_id = named.own_row_id
  AND named.own_row_id NOT IN (SELECT own_row_id FROM sent_messages WHERE own_row_id IS NOT NULL)
  AND row_id_of(NULL, stored.page_name, stored.sending_time, stored.caption_key_high, stored.ordinal)
    NOT IN (SELECT row_id FROM import_rows WHERE own_row_id IS NULL);

-- name: add_new_pages
INSERT INTO creators (page_name, created_at, updated_at)
SELECT DISTINCT page_name, CAST($as_of AS TIMESTAMP), CAST($as_of AS TIMESTAMP)
FROM import_checked
WHERE reason IS NULL AND page_name NOT IN (SELECT page_name FROM creators)
ORDER BY page_name;
