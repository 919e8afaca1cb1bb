-- Deactivates locks whose date has passed: the statements of `eros sweep` with its default limits.
CREATE OR REPLACE PROCEDURE {dataset}.sweep_expired_caption_locks()
OPTIONS (strict_mode = TRUE)
BEGIN
  DECLARE arg_as_of TIMESTAMP DEFAULT CURRENT_TIMESTAMP();
  DECLARE arg_swept_warning INT64 DEFAULT 1000;
  DECLARE arg_active_warning INT64 DEFAULT 5000;
  DECLARE arg_active_critical INT64 DEFAULT 10000;
  BEGIN TRANSACTION;
  {query hold_writer_guard};
  IF @@row_count != 1 THEN
    RAISE USING MESSAGE = 'writer_guard must hold one row: run eros deploy';
  END IF;
  {query log_sweep};
  {query sweep_locks};
  {query raise_sweep_alerts};
  COMMIT TRANSACTION;
END;
