-- Takes all the locks or none: the check and the insert of a commit, in one transaction that first
-- updates the row that every writer updates. A caption that is taken raises an error naming it, and so
-- do one that is not in the bank and one that the request itself asks for twice within seven days.
-- Active locks that the schedule has already are left as they are.
CREATE OR REPLACE PROCEDURE {dataset}.lock_caption_assignments(
  schedule_id STRING, page_name STRING,
  caption_assignments ARRAY<STRUCT<caption_id INT64, scheduled_send_date DATE, scheduled_send_hour INT64>>)
OPTIONS (strict_mode = TRUE)
BEGIN
  DECLARE arg_locks STRING;
  DECLARE arg_from_day DATE;
  DECLARE arg_to_day DATE;
  DECLARE arg_across_pages BOOL DEFAULT TRUE;
  DECLARE arg_weeks STRING DEFAULT '[]';
  DECLARE arg_superseded ARRAY<STRING> DEFAULT [];
  DECLARE arg_force BOOL DEFAULT FALSE;
  DECLARE unknown STRING;
  DECLARE repeated STRING;
  DECLARE taken STRING;
  DECLARE wanted_id STRING DEFAULT schedule_id;
  DECLARE wanted_page STRING DEFAULT page_name;
  BEGIN TRANSACTION;
  {query hold_writer_guard};
  IF @@row_count != 1 THEN
    RAISE USING MESSAGE = 'writer_guard must hold one row: run eros deploy';
  END IF;
  SET unknown = (
    SELECT STRING_AGG(DISTINCT COALESCE(CAST(w.caption_id AS STRING), 'NULL'), ', ')
    FROM UNNEST(caption_assignments) AS w
    LEFT JOIN {dataset}.caption_bank AS b ON b.caption_id = w.caption_id
    WHERE b.caption_id IS NULL);
  IF unknown IS NOT NULL THEN
    RAISE USING MESSAGE = CONCAT('captions are not in caption_bank: ', unknown);
  END IF;
  SET repeated = (
    SELECT STRING_AGG(DISTINCT FORMAT('caption %d on %t and caption %d on %t', a.caption_id, a.day,
      b.caption_id, b.day), '; ')
    FROM (
      SELECT w.caption_id, w.scheduled_send_date AS day, k.caption_key, place
      FROM UNNEST(caption_assignments) AS w WITH OFFSET AS place
      JOIN {dataset}.caption_bank AS k ON k.caption_id = w.caption_id
    ) AS a
    JOIN (
      SELECT w.caption_id, w.scheduled_send_date AS day, k.caption_key, place
      FROM UNNEST(caption_assignments) AS w WITH OFFSET AS place
      JOIN {dataset}.caption_bank AS k ON k.caption_id = w.caption_id
    ) AS b ON b.caption_key = a.caption_key
    WHERE a.place < b.place AND ABS(DATE_DIFF(a.day, b.day, DAY)) <= 7);
  IF repeated IS NOT NULL THEN
    RAISE USING MESSAGE = CONCAT('the request takes captions twice within 7 days: ', repeated);
  END IF;
  SET (arg_locks, arg_from_day, arg_to_day) = (
    SELECT AS STRUCT
      TO_JSON_STRING(ARRAY_AGG(STRUCT(
        w.caption_id AS caption_id, b.caption_key AS caption_key, wanted_page AS page_name,
        wanted_id AS schedule_id, w.scheduled_send_date AS scheduled_send_date,
        w.scheduled_send_hour AS scheduled_send_hour, b.price_tier AS price_tier,
        CURRENT_TIMESTAMP() AS assigned_at, place AS position) ORDER BY place)),
      DATE_SUB(MIN(w.scheduled_send_date), INTERVAL 7 DAY),
      DATE_ADD(MAX(w.scheduled_send_date), INTERVAL 7 DAY)
    FROM UNNEST(caption_assignments) AS w WITH OFFSET AS place
    JOIN {dataset}.caption_bank AS b ON b.caption_id = w.caption_id
    WHERE NOT EXISTS (
      SELECT 1 FROM {dataset}.active_caption_assignments AS l
      WHERE l.schedule_id = wanted_id AND l.caption_id = w.caption_id
        AND l.scheduled_send_date = w.scheduled_send_date AND l.is_active));
  SET taken = (
    SELECT STRING_AGG(DISTINCT FORMAT('caption %d on %t (locked by %s for %s on %t)', c.caption_id,
      c.wanted_date, c.schedule_id, c.page_name, c.held_date), '; ')
    FROM (
      {query find_obstacles}
    ) AS c);
  IF taken IS NOT NULL THEN
    RAISE USING MESSAGE = CONCAT('captions are taken: ', taken);
  END IF;
  {query insert_locks};
  COMMIT TRANSACTION;
END;
