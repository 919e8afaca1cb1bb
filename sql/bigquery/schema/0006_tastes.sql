-- What the fans of a page like: as in sql/schema/0006_tastes.sql.

CREATE TABLE IF NOT EXISTS {dataset}.taste_effects (
  page_number              INT64 NOT NULL,
  attribute                STRING NOT NULL,
  name                     STRING NOT NULL,
  effect                   FLOAT64 NOT NULL,
  own_share                FLOAT64 NOT NULL
)
CLUSTER BY page_number;
