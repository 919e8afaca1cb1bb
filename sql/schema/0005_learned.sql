-- What `eros learn` makes of the messages (docs/learning.md): a hierarchical model of the log revenue
-- per view. Rebuilt whole each time. A page is named by its number in page_effects, so that the rows
-- of captions on pages, of which there may be millions, stay small.

CREATE TABLE learned_model (
  learned_at             TIMESTAMP NOT NULL,
  observations           BIGINT NOT NULL,
  repeat_coefficient     DOUBLE NOT NULL,
  repeat_half_life_days  DOUBLE NOT NULL,
  drift_z                DOUBLE NOT NULL,
  half_life_days         DOUBLE,  -- NULL: no drift was found
  smearing               DOUBLE NOT NULL
);

CREATE TABLE variance_components (
  component VARCHAR NOT NULL,
  variance  DOUBLE NOT NULL
);

CREATE TABLE tier_effects (
  price_tier   VARCHAR NOT NULL,
  effect       DOUBLE NOT NULL,
  variance     DOUBLE NOT NULL,
  observations BIGINT NOT NULL
);

CREATE TABLE cell_effects (
  price_tier            VARCHAR NOT NULL,
  content_category      VARCHAR NOT NULL,
  psychological_trigger VARCHAR NOT NULL,
  effect                DOUBLE NOT NULL,
  variance              DOUBLE NOT NULL,
  own_share             DOUBLE NOT NULL,
  observations          BIGINT NOT NULL
);

CREATE TABLE caption_effects (
  caption_id   BIGINT NOT NULL,
  effect       DOUBLE NOT NULL,
  variance     DOUBLE NOT NULL,
  own_share    DOUBLE NOT NULL,
  observations BIGINT NOT NULL,
  pages        BIGINT NOT NULL
);

CREATE TABLE page_effects (
  page_number  INTEGER NOT NULL,
  page_name    VARCHAR NOT NULL,
  effect       DOUBLE NOT NULL,
  variance     DOUBLE NOT NULL,
  audience     DOUBLE NOT NULL,
  observations BIGINT NOT NULL
);

CREATE TABLE page_caption_effects (
  page_number INTEGER NOT NULL,
  caption_id  BIGINT NOT NULL,
  deviation   FLOAT NOT NULL,
  own_share   FLOAT NOT NULL,
  repeats     FLOAT NOT NULL
);

CREATE TABLE hour_effects (
  page_number  INTEGER NOT NULL,  -- -1: of all pages
  slot         INTEGER NOT NULL,  -- local hour, + 24 at weekends
  effect       DOUBLE NOT NULL,
  own_share    DOUBLE NOT NULL,
  observations BIGINT NOT NULL
);
