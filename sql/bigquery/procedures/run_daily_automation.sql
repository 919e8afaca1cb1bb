-- The day's round: queues every page with a message in the last 30 days for planning, but for those
-- whose live locks take 80 % of their PPV captions; sweeps; and logs. A date that was done is not
-- done again. Another writer at work makes it try again, ten times in all. The program plans what is
-- queued.
CREATE OR REPLACE PROCEDURE {dataset}.run_daily_automation(execution_date DATE)
OPTIONS (strict_mode = TRUE)
BEGIN
  DECLARE this_job STRING DEFAULT CONCAT('daily_', CAST(execution_date AS STRING));
  DECLARE started TIMESTAMP DEFAULT CURRENT_TIMESTAMP();
  DECLARE queued INT64 DEFAULT 0;
  DECLARE skipped INT64 DEFAULT 0;
  DECLARE failure STRING;
  DECLARE tries INT64 DEFAULT 0;
  IF EXISTS (
    SELECT 1 FROM {dataset}.etl_job_runs AS j
    WHERE j.job_id = this_job
      AND (j.status IN ('SUCCESS', 'COMPLETED_NO_WORK')
           OR (j.status = 'RUNNING' AND j.started_at > TIMESTAMP_SUB(started, INTERVAL 1 HOUR)))) THEN
    RETURN;
  END IF;
  INSERT INTO {dataset}.etl_job_runs (job_id, job_name, started_at, status)
  VALUES (this_job, 'daily_automation', started, 'RUNNING');
  WHILE tries < 10 DO
    SET tries = tries + 1;
    BEGIN
      BEGIN TRANSACTION;
      {query hold_writer_guard};
      IF @@row_count != 1 THEN
        RAISE USING MESSAGE = 'writer_guard must hold one row: run eros deploy';
      END IF;
      INSERT INTO {dataset}.schedule_generation_queue (page_name, week_start, status, priority, reason, queued_at)
      WITH active_pages AS (
        SELECT c.page_name
        FROM {dataset}.creators AS c
        WHERE c.is_active AND EXISTS (
          SELECT 1 FROM {dataset}.mass_messages AS m
          WHERE m.page_name = c.page_name AND m.sending_time > TIMESTAMP_SUB(started, INTERVAL 30 DAY)
            AND m.sending_time <= started)
      ),
      shared AS (
        SELECT COUNT(*) AS captions
        FROM {dataset}.caption_bank AS b
        WHERE b.is_active AND b.price_tier <> 'bump' AND b.page_name IS NULL
      ),
      own AS (
        SELECT b.page_name, COUNT(*) AS captions
        FROM {dataset}.caption_bank AS b
        WHERE b.is_active AND b.price_tier <> 'bump' AND b.page_name IS NOT NULL
        GROUP BY b.page_name
      ),
      locks AS (
        SELECT l.page_name, COUNT(*) AS locked
        FROM {dataset}.active_caption_assignments AS l
        WHERE l.is_active
        GROUP BY l.page_name
      ),
      pools AS (
        SELECT p.page_name, s.captions + COALESCE(o.captions, 0) AS captions, COALESCE(l.locked, 0) AS locked
        FROM active_pages AS p
        CROSS JOIN shared AS s
        LEFT JOIN own AS o ON o.page_name = p.page_name
        LEFT JOIN locks AS l ON l.page_name = p.page_name
      )
      SELECT p.page_name, execution_date, IF(10 * p.locked >= 8 * p.captions, 'SKIPPED', 'QUEUED'), 0,
        IF(10 * p.locked >= 8 * p.captions,
           FORMAT('%d of %d captions are locked', p.locked, p.captions), NULL), started
      FROM pools AS p
      WHERE NOT EXISTS (
        SELECT 1 FROM {dataset}.schedule_generation_queue AS q
        WHERE q.page_name = p.page_name AND q.week_start = execution_date);
      COMMIT TRANSACTION;
      SET failure = NULL;
      BREAK;
    EXCEPTION WHEN ERROR THEN
      SET failure = @@error.message;
      BEGIN
        ROLLBACK TRANSACTION;
      EXCEPTION WHEN ERROR THEN  -- none was open
      END;
    END;
    IF NOT REGEXP_CONTAINS(failure, 'concurrent update|[Cc]ould not serialize') THEN
      BREAK;
    END IF;
  END WHILE;
  IF failure IS NULL THEN
    BEGIN
      CALL {dataset}.sweep_expired_caption_locks();
    EXCEPTION WHEN ERROR THEN
      SET failure = CONCAT('the pages are queued, but not swept: ', @@error.message);
      BEGIN
        ROLLBACK TRANSACTION;
      EXCEPTION WHEN ERROR THEN  -- none was open
      END;
    END;
  END IF;
  SET (queued, skipped) = (
    SELECT AS STRUCT COUNTIF(q.status = 'QUEUED'), COUNTIF(q.status = 'SKIPPED')
    FROM {dataset}.schedule_generation_queue AS q
    WHERE q.week_start = execution_date);
  UPDATE {dataset}.etl_job_runs AS j
  SET finished_at = CURRENT_TIMESTAMP(), pages_processed = queued, error_message = failure,
    status = CASE WHEN failure IS NOT NULL THEN 'FAILED' WHEN queued + skipped = 0 THEN 'COMPLETED_NO_WORK'
                  ELSE 'SUCCESS' END,
    details_json = TO_JSON_STRING(STRUCT(queued AS queued, skipped AS skipped))
  WHERE j.job_id = this_job AND j.started_at = started;
  IF failure IS NOT NULL THEN
    INSERT INTO {dataset}.automation_alerts (alert_id, kind, level, message, raised_at)
    VALUES (CONCAT('daily_failed|', this_job), 'daily_failed', 'CRITICAL', failure, started);
  END IF;
END;
