-- Every table of EROS, for BigQuery: the columns of sql/schema/0001_tables.sql. Instants are
-- TIMESTAMP, money is NUMERIC. Large tables are partitioned by their date and clustered by what they
-- are asked for; nothing relies on a key that BigQuery would not enforce.

CREATE TABLE IF NOT EXISTS {dataset}.creators (
  page_name                STRING NOT NULL,
  display_name             STRING,
  timezone                 STRING DEFAULT 'America/Los_Angeles' NOT NULL,
  quiet_start_minute       INT64 DEFAULT 1380 NOT NULL,
  quiet_end_minute         INT64 DEFAULT 480 NOT NULL,
  is_active                BOOL DEFAULT TRUE NOT NULL,
  segment_override         STRING,
  max_messages_per_day     INT64,
  min_gap_minutes          INT64,
  created_at               TIMESTAMP NOT NULL,
  updated_at               TIMESTAMP NOT NULL
);

-- DuckDB's view mass_messages as a table: what it computes is not worth computing here.
CREATE TABLE IF NOT EXISTS {dataset}.mass_messages (
  row_id                   STRING NOT NULL,
  page_name                STRING NOT NULL,
  message                  STRING,
  sending_time             TIMESTAMP NOT NULL,
  price                    NUMERIC,
  sent_count               INT64 NOT NULL,
  viewed_count             INT64 NOT NULL,
  purchased_count          INT64 NOT NULL,
  earnings                 NUMERIC NOT NULL,
  message_type             STRING NOT NULL,
  caption_id               INT64,
  caption_key              STRING NOT NULL
)
PARTITION BY DATE(sending_time)
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.caption_bank (
  caption_id               INT64 NOT NULL,
  caption_text             STRING NOT NULL,
  caption_key              STRING NOT NULL,
  price_tier               STRING NOT NULL,
  content_category         STRING,
  psychological_trigger    STRING,
  has_urgency              BOOL DEFAULT FALSE NOT NULL,
  is_active                BOOL DEFAULT TRUE NOT NULL,
  page_name                STRING,
  created_at               TIMESTAMP NOT NULL,
  updated_at               TIMESTAMP NOT NULL
)
CLUSTER BY caption_id;

CREATE TABLE IF NOT EXISTS {dataset}.caption_bandit_stats (
  caption_id               INT64 NOT NULL,
  page_name                STRING NOT NULL,
  successes                FLOAT64 NOT NULL,
  failures                 FLOAT64 NOT NULL,
  total_observations       INT64 NOT NULL,
  total_revenue            NUMERIC NOT NULL,
  avg_conversion_rate      FLOAT64,
  avg_emv                  FLOAT64,
  last_emv_observed        FLOAT64,
  confidence_lower_bound   FLOAT64 NOT NULL,
  confidence_upper_bound   FLOAT64 NOT NULL,
  exploration_score        FLOAT64,
  performance_percentile   FLOAT64,
  last_used                TIMESTAMP,
  last_updated             TIMESTAMP NOT NULL
)
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.active_caption_assignments (
  assignment_key           STRING NOT NULL,
  caption_id               INT64 NOT NULL,
  caption_key              STRING NOT NULL,
  page_name                STRING NOT NULL,
  schedule_id              STRING NOT NULL,
  scheduled_send_date      DATE NOT NULL,
  scheduled_send_hour      INT64 NOT NULL,
  price_tier               STRING,
  is_active                BOOL DEFAULT TRUE NOT NULL,
  assigned_at              TIMESTAMP NOT NULL,
  expires_at               TIMESTAMP NOT NULL,
  deactivated_at           TIMESTAMP,
  deactivation_reason      STRING
)
PARTITION BY scheduled_send_date
CLUSTER BY caption_key, page_name;

CREATE TABLE IF NOT EXISTS {dataset}.schedule_recommendations (
  schedule_id              STRING NOT NULL,
  page_name                STRING NOT NULL,
  created_at               TIMESTAMP NOT NULL,
  week_start               DATE NOT NULL,
  schedule_json            STRING NOT NULL,
  total_messages           INT64 NOT NULL,
  total_ppvs               INT64 NOT NULL,
  total_bumps              INT64 NOT NULL,
  saturation_zone          STRING NOT NULL,
  account_size             STRING NOT NULL,
  timezone                 STRING NOT NULL,
  validation_ok            BOOL DEFAULT TRUE NOT NULL,
  status                   STRING NOT NULL,
  updated_at               TIMESTAMP
)
PARTITION BY week_start
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.schedule_messages (
  schedule_id              STRING NOT NULL,
  position                 INT64 NOT NULL,
  page_name                STRING NOT NULL,
  scheduled_send_at        TIMESTAMP NOT NULL,
  scheduled_send_time      TIMESTAMP NOT NULL,
  message_type             STRING NOT NULL,
  caption_id               INT64 NOT NULL,
  caption_key              STRING NOT NULL,
  caption_text             STRING NOT NULL,
  price_tier               STRING NOT NULL,
  content_category         STRING,
  psychological_trigger    STRING,
  has_urgency              BOOL NOT NULL,
  price                    NUMERIC,
  performance_score        FLOAT64 NOT NULL,
  expected_revenue         FLOAT64,
  confidence_lower_bound   FLOAT64,
  confidence_upper_bound   FLOAT64,
  follows_position         INT64,
  decision_json            STRING
)
PARTITION BY DATE(scheduled_send_at)
CLUSTER BY page_name, schedule_id;

CREATE TABLE IF NOT EXISTS {dataset}.schedule_export_log (
  schedule_id              STRING NOT NULL,
  page_name                STRING,
  export_timestamp         TIMESTAMP NOT NULL,
  message_count            INT64,
  execution_time_seconds   FLOAT64,
  status                   STRING NOT NULL,
  error_message            STRING,
  export_format            STRING,
  exported_by              STRING
)
PARTITION BY DATE(export_timestamp)
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.holiday_calendar (
  holiday_date             DATE NOT NULL,
  holiday_name             STRING NOT NULL,
  holiday_type             STRING NOT NULL,
  is_major_holiday         BOOL NOT NULL,
  saturation_impact_factor FLOAT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.creator_caption_restrictions (
  page_name                STRING NOT NULL,
  hard_patterns            ARRAY<STRING>,
  soft_patterns            ARRAY<STRING>,
  restricted_categories    ARRAY<STRING>,
  restricted_price_tiers   ARRAY<STRING>,
  applies_to_scope         STRING DEFAULT 'ALL' NOT NULL,
  min_ppv_pool             INT64 DEFAULT 200 NOT NULL,
  min_bump_pool            INT64 DEFAULT 50 NOT NULL,
  is_active                BOOL DEFAULT TRUE NOT NULL,
  version                  INT64 DEFAULT 1 NOT NULL,
  created_at               TIMESTAMP,
  updated_at               TIMESTAMP
)
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.caption_filter_audit_log (
  run_id                   STRING NOT NULL,
  page_name                STRING NOT NULL,
  caption_id               INT64 NOT NULL,
  rule_kind                STRING NOT NULL,
  rule                     STRING,
  version                  INT64,
  filtered_at              TIMESTAMP NOT NULL
)
PARTITION BY DATE(filtered_at)
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.etl_job_runs (
  job_id                   STRING NOT NULL,
  job_name                 STRING NOT NULL,
  started_at               TIMESTAMP NOT NULL,
  finished_at              TIMESTAMP,
  status                   STRING NOT NULL,
  pages_processed          INT64,
  pages_failed             INT64,
  rows_processed           INT64,
  error_message            STRING,
  details_json             STRING
)
PARTITION BY DATE(started_at)
CLUSTER BY job_name;

CREATE TABLE IF NOT EXISTS {dataset}.creator_processing_errors (
  job_id                   STRING,
  page_name                STRING NOT NULL,
  step                     STRING NOT NULL,
  error_message            STRING NOT NULL,
  attempts                 INT64,
  occurred_at              TIMESTAMP NOT NULL
)
PARTITION BY DATE(occurred_at)
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.schedule_generation_queue (
  page_name                STRING NOT NULL,
  week_start               DATE NOT NULL,
  status                   STRING NOT NULL,
  priority                 INT64 DEFAULT 0 NOT NULL,
  schedule_id              STRING,
  reason                   STRING,
  queued_at                TIMESTAMP NOT NULL,
  finished_at              TIMESTAMP
)
PARTITION BY week_start
CLUSTER BY page_name;

CREATE TABLE IF NOT EXISTS {dataset}.lock_sweep_log (
  swept_at                 TIMESTAMP NOT NULL,
  past_send_date           INT64 NOT NULL,
  stale                    INT64 NOT NULL,
  still_active             INT64 NOT NULL,
  seconds                  FLOAT64
);

CREATE TABLE IF NOT EXISTS {dataset}.automation_alerts (
  alert_id                 STRING NOT NULL,
  kind                     STRING NOT NULL,
  level                    STRING NOT NULL,
  page_name                STRING,
  message                  STRING NOT NULL,
  raised_at                TIMESTAMP NOT NULL,
  acknowledged_at          TIMESTAMP,
  acknowledged_by          STRING,
  resolved_at              TIMESTAMP
)
PARTITION BY DATE(raised_at)
CLUSTER BY kind;

CREATE TABLE IF NOT EXISTS {dataset}.audit_log (
  logged_at                TIMESTAMP NOT NULL,
  actor                    STRING,
  action                   STRING NOT NULL,
  object_kind              STRING,
  object_id                STRING,
  page_name                STRING,
  details_json             STRING
)
PARTITION BY DATE(logged_at)
CLUSTER BY object_id;

CREATE TABLE IF NOT EXISTS {dataset}.zone_offsets (
  timezone                 STRING NOT NULL,
  utc_from                 TIMESTAMP NOT NULL,
  utc_to                   TIMESTAMP NOT NULL,
  offset_seconds           INT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.writer_guard (
  id                       INT64 NOT NULL,
  version                  INT64 NOT NULL
);

INSERT INTO {dataset}.writer_guard (id, version)
SELECT 1, 0
FROM (SELECT COUNT(*) AS guards FROM {dataset}.writer_guard)
WHERE guards = 0;
