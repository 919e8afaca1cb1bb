-- A page's figures of the last 90 days as one JSON text, from the table functions. The whole report,
-- with its statistics, is that of `eros analyze`.
CREATE OR REPLACE PROCEDURE {dataset}.analyze_creator_performance(
  page_name STRING, OUT performance_report STRING)
OPTIONS (strict_mode = TRUE)
BEGIN
  DECLARE wanted STRING DEFAULT page_name;
  DECLARE as_of TIMESTAMP DEFAULT CURRENT_TIMESTAMP();
  IF NOT EXISTS (SELECT 1 FROM {dataset}.creators AS c WHERE c.page_name = wanted) THEN
    RAISE USING MESSAGE = CONCAT('page \'', wanted, '\' is not in creators');
  END IF;
  SET performance_report = TO_JSON_STRING(STRUCT(
    (SELECT AS STRUCT * FROM {dataset}.classify_account_size_at(wanted, 90, as_of))
      AS account_classification,
    (SELECT AS STRUCT * FROM {dataset}.analyze_saturation_status_at(wanted, 90, as_of)) AS saturation,
    (SELECT AS STRUCT * FROM {dataset}.calculate_performance_metrics_at(wanted, 90, as_of))
      AS performance_metrics,
    ARRAY(SELECT AS STRUCT * FROM {dataset}.calculate_engagement_rates_at(wanted, 90, as_of)
          ORDER BY message_type) AS engagement_rates,
    ARRAY(SELECT AS STRUCT * FROM {dataset}.get_creator_baseline_at(wanted, 90, as_of)
          ORDER BY iso_weekday) AS day_of_week_baseline,
    STRUCT(as_of AS as_of, 90 AS lookback_days) AS metadata));
END;
