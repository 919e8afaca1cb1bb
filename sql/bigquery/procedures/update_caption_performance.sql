-- Rebuilds caption_bandit_stats: the statements of `eros learn`, at the clock's time.
CREATE OR REPLACE PROCEDURE {dataset}.update_caption_performance()
OPTIONS (strict_mode = TRUE)
BEGIN
  DECLARE arg_as_of TIMESTAMP DEFAULT CURRENT_TIMESTAMP();
  DECLARE arg_since TIMESTAMP DEFAULT TIMESTAMP_SUB(arg_as_of, INTERVAL 90 DAY);
  DECLARE arg_recent_since TIMESTAMP DEFAULT TIMESTAMP_SUB(arg_as_of, INTERVAL 30 DAY);
  BEGIN TRANSACTION;
  {query hold_writer_guard};
  IF @@row_count != 1 THEN
    RAISE USING MESSAGE = 'writer_guard must hold one row: run eros deploy';
  END IF;
  {query delete_caption_stats};
  {query insert_caption_stats};
  COMMIT TRANSACTION;
END;
