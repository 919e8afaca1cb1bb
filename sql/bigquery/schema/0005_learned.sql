-- What `eros learn` makes of the messages: the columns of sql/schema/0005_learned.sql.

CREATE TABLE IF NOT EXISTS {dataset}.learned_model (
  learned_at               TIMESTAMP NOT NULL,
  observations             INT64 NOT NULL,
  repeat_coefficient       FLOAT64 NOT NULL,
  repeat_half_life_days    FLOAT64 NOT NULL,
  drift_z                  FLOAT64 NOT NULL,
  half_life_days           FLOAT64,
  smearing                 FLOAT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.variance_components (
  component                STRING NOT NULL,
  variance                 FLOAT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.tier_effects (
  price_tier               STRING NOT NULL,
  effect                   FLOAT64 NOT NULL,
  variance                 FLOAT64 NOT NULL,
  observations             INT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.cell_effects (
  price_tier               STRING NOT NULL,
  content_category         STRING NOT NULL,
  psychological_trigger    STRING NOT NULL,
  effect                   FLOAT64 NOT NULL,
  variance                 FLOAT64 NOT NULL,
  own_share                FLOAT64 NOT NULL,
  observations             INT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.caption_effects (
  caption_id               INT64 NOT NULL,
  effect                   FLOAT64 NOT NULL,
  variance                 FLOAT64 NOT NULL,
  own_share                FLOAT64 NOT NULL,
  observations             INT64 NOT NULL,
  pages                    INT64 NOT NULL
)
CLUSTER BY caption_id;

CREATE TABLE IF NOT EXISTS {dataset}.page_effects (
  page_number              INT64 NOT NULL,
  page_name                STRING NOT NULL,
  effect                   FLOAT64 NOT NULL,
  variance                 FLOAT64 NOT NULL,
  audience                 FLOAT64 NOT NULL,
  observations             INT64 NOT NULL
);

CREATE TABLE IF NOT EXISTS {dataset}.page_caption_effects (
  page_number              INT64 NOT NULL,
  caption_id               INT64 NOT NULL,
  deviation                FLOAT64 NOT NULL,
  own_share                FLOAT64 NOT NULL,
  repeats                  FLOAT64 NOT NULL
)
CLUSTER BY page_number;

CREATE TABLE IF NOT EXISTS {dataset}.hour_effects (
  page_number              INT64 NOT NULL,
  slot                     INT64 NOT NULL,
  effect                   FLOAT64 NOT NULL,
  own_share                FLOAT64 NOT NULL,
  observations             INT64 NOT NULL
)
CLUSTER BY page_number;
