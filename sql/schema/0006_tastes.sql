-- What the fans of a page like (docs/learning.md): what captions of one tier, category or trigger
-- bring there more than elsewhere; and what those of one category or trigger bring on all pages.

CREATE TABLE taste_effects (
  page_number INTEGER NOT NULL,  -- -1: of all pages
  attribute   VARCHAR NOT NULL,  -- tier, category, trigger
  name        VARCHAR NOT NULL,
  effect      DOUBLE NOT NULL,
  own_share   DOUBLE NOT NULL
);
