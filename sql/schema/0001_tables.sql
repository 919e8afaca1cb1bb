-- Every table of EROS. Instants are TIMESTAMP in UTC, money is DECIMAL(18,4), caption ids BIGINT.
-- docs/data-model.md says what each column means.

CREATE TABLE creators (
  page_name            VARCHAR PRIMARY KEY,
  display_name         VARCHAR,
  timezone             VARCHAR NOT NULL DEFAULT 'America/Los_Angeles',
  quiet_start_minute   INTEGER NOT NULL DEFAULT 1380 CHECK (quiet_start_minute BETWEEN 0 AND 1439),
  quiet_end_minute     INTEGER NOT NULL DEFAULT 480 CHECK (quiet_end_minute BETWEEN 0 AND 1439),
  is_active            BOOLEAN NOT NULL DEFAULT true,
  segment_override     VARCHAR,
  max_messages_per_day INTEGER,
  min_gap_minutes      INTEGER,
  created_at           TIMESTAMP NOT NULL,
  updated_at           TIMESTAMP NOT NULL
);

-- Written in bulk by the import, and read as the view mass_messages, which computes row_id and
-- caption_key. No index: row_id is unique because every writer of messages holds writer_guard, and
-- an index over millions of rows costs more than the rows. Texts and keys are kept as they are: to
-- compress them, or to store both as text, would take a third of the time of an import.
CREATE TABLE sent_messages (
  own_row_id       VARCHAR,  -- as the file had it
  ordinal          INTEGER NOT NULL DEFAULT 0,  -- among those of one page, moment and caption_key
  page_name        VARCHAR NOT NULL,
  message          VARCHAR USING COMPRESSION uncompressed,
  sending_time     TIMESTAMP NOT NULL,
  price            DECIMAL(18,4),
  sent_count       BIGINT NOT NULL,
  viewed_count     BIGINT NOT NULL,
  purchased_count  BIGINT NOT NULL,
  earnings         DECIMAL(18,4) NOT NULL,
  is_paid          BOOLEAN NOT NULL,  -- message_type is PPV, else Bump
  caption_id       BIGINT,
  caption_key_high UUID NOT NULL USING COMPRESSION uncompressed,  -- the first half of caption_key
  caption_key_low  UUID NOT NULL USING COMPRESSION uncompressed
);

-- No index, for the same reason.
CREATE TABLE caption_bank (
  caption_id            BIGINT NOT NULL,
  caption_text          VARCHAR NOT NULL,
  caption_key           VARCHAR NOT NULL,
  price_tier            VARCHAR NOT NULL,
  content_category      VARCHAR,
  psychological_trigger VARCHAR,
  has_urgency           BOOLEAN NOT NULL DEFAULT false,
  is_active             BOOLEAN NOT NULL DEFAULT true,
  page_name             VARCHAR,
  created_at            TIMESTAMP NOT NULL,
  updated_at            TIMESTAMP NOT NULL
);

-- Rebuilt whole by `eros learn`. No index, for the same reason.
CREATE TABLE caption_bandit_stats (
  caption_id             BIGINT NOT NULL,
  page_name              VARCHAR NOT NULL,
  successes              DOUBLE NOT NULL,
  failures               DOUBLE NOT NULL,
  total_observations     BIGINT NOT NULL,
  total_revenue          DECIMAL(18,4) NOT NULL,
  avg_conversion_rate    DOUBLE,
  avg_emv                DOUBLE,
  last_emv_observed      DOUBLE,
  confidence_lower_bound DOUBLE NOT NULL,
  confidence_upper_bound DOUBLE NOT NULL,
  exploration_score      DOUBLE,
  performance_percentile DOUBLE,
  last_used              TIMESTAMP,
  last_updated           TIMESTAMP NOT NULL
);

CREATE TABLE active_caption_assignments (
  assignment_key      VARCHAR PRIMARY KEY,  -- caption_id|page_name|scheduled_send_date|schedule_id
  caption_id          BIGINT NOT NULL,
  caption_key         VARCHAR NOT NULL,
  page_name           VARCHAR NOT NULL,
  schedule_id         VARCHAR NOT NULL,
  scheduled_send_date DATE NOT NULL,
  scheduled_send_hour INTEGER NOT NULL,
  price_tier          VARCHAR,
  is_active           BOOLEAN NOT NULL DEFAULT true,
  assigned_at         TIMESTAMP NOT NULL,
  expires_at          TIMESTAMP NOT NULL,
  deactivated_at      TIMESTAMP,
  deactivation_reason VARCHAR
);

CREATE TABLE schedule_recommendations (
  schedule_id     VARCHAR PRIMARY KEY,
  page_name       VARCHAR NOT NULL,
  created_at      TIMESTAMP NOT NULL,
  week_start      DATE NOT NULL,
  schedule_json   VARCHAR NOT NULL,
  total_messages  INTEGER NOT NULL,
  total_ppvs      INTEGER NOT NULL,
  total_bumps     INTEGER NOT NULL,
  saturation_zone VARCHAR NOT NULL,
  account_size    VARCHAR NOT NULL,
  timezone        VARCHAR NOT NULL,
  validation_ok   BOOLEAN NOT NULL DEFAULT true,
  status          VARCHAR NOT NULL CHECK (
    status IN ('draft', 'approved', 'exported', 'superseded', 'failed')),
  updated_at      TIMESTAMP
);

-- The messages of every stored schedule. The view schedule_recommendations_messages reads it.
CREATE TABLE schedule_messages (
  schedule_id            VARCHAR NOT NULL,
  position               INTEGER NOT NULL,
  page_name              VARCHAR NOT NULL,
  scheduled_send_at      TIMESTAMP NOT NULL,  -- UTC
  scheduled_send_time    TIMESTAMP NOT NULL,  -- the page's wall clock
  message_type           VARCHAR NOT NULL,
  caption_id             BIGINT NOT NULL,
  caption_key            VARCHAR NOT NULL,
  caption_text           VARCHAR NOT NULL,
  price_tier             VARCHAR NOT NULL,
  content_category       VARCHAR,
  psychological_trigger  VARCHAR,
  has_urgency            BOOLEAN NOT NULL,
  price                  DECIMAL(18,4),
  performance_score      DOUBLE NOT NULL,
  expected_revenue       DOUBLE,
  confidence_lower_bound DOUBLE,
  confidence_upper_bound DOUBLE,
  follows_position       INTEGER,
  decision_json          VARCHAR
);

CREATE TABLE schedule_export_log (
  schedule_id            VARCHAR NOT NULL,
  page_name              VARCHAR,
  export_timestamp       TIMESTAMP NOT NULL,
  message_count          BIGINT,
  execution_time_seconds DOUBLE,
  status                 VARCHAR NOT NULL CHECK (
    status IN ('SUCCESS', 'PARTIAL', 'FAILED', 'SKIPPED')),
  error_message          VARCHAR,
  export_format          VARCHAR,
  exported_by            VARCHAR
);

CREATE TABLE holiday_calendar (
  holiday_date             DATE NOT NULL,
  holiday_name             VARCHAR NOT NULL,
  holiday_type             VARCHAR NOT NULL CHECK (
    holiday_type IN ('FEDERAL', 'CULTURAL', 'COMMERCIAL')),
  is_major_holiday         BOOLEAN NOT NULL,
  saturation_impact_factor DOUBLE NOT NULL,
  PRIMARY KEY (holiday_date, holiday_name)
);

CREATE TABLE creator_caption_restrictions (
  page_name              VARCHAR NOT NULL,
  hard_patterns          VARCHAR[] NOT NULL DEFAULT [],
  soft_patterns          VARCHAR[] NOT NULL DEFAULT [],
  restricted_categories  VARCHAR[] NOT NULL DEFAULT [],
  restricted_price_tiers VARCHAR[] NOT NULL DEFAULT [],
  applies_to_scope       VARCHAR NOT NULL DEFAULT 'ALL' CHECK (
    applies_to_scope IN ('PPV_ONLY', 'BUMP_ONLY', 'ALL')),
  min_ppv_pool           INTEGER NOT NULL DEFAULT 200,
  min_bump_pool          INTEGER NOT NULL DEFAULT 50,
  is_active              BOOLEAN NOT NULL DEFAULT true,
  version                INTEGER NOT NULL DEFAULT 1,
  created_at             TIMESTAMP,
  updated_at             TIMESTAMP
);

CREATE TABLE caption_filter_audit_log (
  run_id      VARCHAR NOT NULL,  -- the schedule_id of the run
  page_name   VARCHAR NOT NULL,
  caption_id  BIGINT NOT NULL,
  rule_kind   VARCHAR NOT NULL,  -- hard_pattern, category, price_tier, ...
  rule        VARCHAR,
  version     INTEGER,
  filtered_at TIMESTAMP NOT NULL
);

CREATE TABLE etl_job_runs (
  job_id          VARCHAR NOT NULL,
  job_name        VARCHAR NOT NULL,
  started_at      TIMESTAMP NOT NULL,
  finished_at     TIMESTAMP,
  status          VARCHAR NOT NULL CHECK (status IN (
    'RUNNING', 'SUCCESS', 'COMPLETED_WITH_ERRORS', 'COMPLETED_NO_WORK', 'FAILED')),
  pages_processed BIGINT,
  pages_failed    BIGINT,
  rows_processed  BIGINT,
  error_message   VARCHAR,
  details_json    VARCHAR
);

CREATE TABLE creator_processing_errors (
  job_id        VARCHAR,
  page_name     VARCHAR NOT NULL,
  step          VARCHAR NOT NULL,
  error_message VARCHAR NOT NULL,
  attempts      INTEGER,
  occurred_at   TIMESTAMP NOT NULL
);

CREATE TABLE schedule_generation_queue (
  page_name     VARCHAR NOT NULL,
  week_start    DATE NOT NULL,
  status        VARCHAR NOT NULL,  -- QUEUED, RUNNING, DONE, SKIPPED, FAILED
  priority      INTEGER NOT NULL DEFAULT 0,
  schedule_id   VARCHAR,
  reason        VARCHAR,
  queued_at     TIMESTAMP NOT NULL,
  finished_at   TIMESTAMP
);

CREATE TABLE lock_sweep_log (
  swept_at       TIMESTAMP NOT NULL,
  past_send_date BIGINT NOT NULL,
  stale          BIGINT NOT NULL,
  still_active   BIGINT NOT NULL,
  seconds        DOUBLE
);

CREATE TABLE automation_alerts (
  alert_id        VARCHAR NOT NULL,
  kind            VARCHAR NOT NULL,
  level           VARCHAR NOT NULL CHECK (level IN ('INFO', 'WARNING', 'CRITICAL')),
  page_name       VARCHAR,
  message         VARCHAR NOT NULL,
  raised_at       TIMESTAMP NOT NULL,
  acknowledged_at TIMESTAMP,
  acknowledged_by VARCHAR,
  resolved_at     TIMESTAMP
);

CREATE TABLE audit_log (
  logged_at    TIMESTAMP NOT NULL,
  actor        VARCHAR,
  action       VARCHAR NOT NULL,
  object_kind  VARCHAR,
  object_id    VARCHAR,
  page_name    VARCHAR,
  details_json VARCHAR
);

-- For [utc_from, utc_to) a zone's clocks show UTC + offset_seconds: how SQL gets local time.
-- Written from the same time zone database that the program uses, so that one source decides.
CREATE TABLE zone_offsets (
  timezone       VARCHAR NOT NULL,
  utc_from       TIMESTAMP NOT NULL,
  utc_to         TIMESTAMP NOT NULL,
  offset_seconds BIGINT NOT NULL
);

-- One row. Whoever writes messages, captions or locks updates it first, so that two concurrent
-- writers conflict and one of them is run again: check-then-insert is then safe.
CREATE TABLE writer_guard (
  id      INTEGER NOT NULL,
  version BIGINT NOT NULL
);
INSERT INTO writer_guard VALUES (1, 0);
