-- The functions of sql/schema/0003_functions.sql, bit for bit, and those that make exact sums.

CREATE OR REPLACE FUNCTION {dataset}.caption_key_v2(txt STRING) RETURNS STRING AS (
  TO_HEX(SHA256(COALESCE(
    NULLIF(TRIM(REGEXP_REPLACE(
      REGEXP_REPLACE(LOWER(NORMALIZE(txt, NFC)),
        r'[^\p{L}\p{M}\p{N}_\x{09}-\x{0D}\x{20}\x{85}\p{Z}]', ''),
      r'[\x{09}-\x{0D}\x{20}\x{85}\p{Z}]+', ' '), ' '), ''),
    REGEXP_REPLACE(NORMALIZE(txt, NFC),
      r'^[\x{09}-\x{0D}\x{20}\x{85}\p{Z}]+|[\x{09}-\x{0D}\x{20}\x{85}\p{Z}]+$', ''))))
);

CREATE OR REPLACE FUNCTION {dataset}.caption_key(txt STRING) RETURNS STRING AS (
  {dataset}.caption_key_v2(txt)
);

CREATE OR REPLACE FUNCTION {dataset}.wilson_half_width(successes FLOAT64, failures FLOAT64)
RETURNS FLOAT64 AS (
  1.96 * SQRT(COALESCE(SAFE_DIVIDE(successes * failures, successes + failures), 0) + 0.9604)
);

CREATE OR REPLACE FUNCTION {dataset}.wilson_score_bounds(successes FLOAT64, failures FLOAT64)
RETURNS STRUCT<lower_bound FLOAT64, upper_bound FLOAT64> AS (
  STRUCT(
    GREATEST(0.0, (successes + 1.9208 - {dataset}.wilson_half_width(successes, failures))
      / (successes + failures + 3.8416)) AS lower_bound,
    LEAST(1.0, (successes + 1.9208 + {dataset}.wilson_half_width(successes, failures))
      / (successes + failures + 3.8416)) AS upper_bound)
);

CREATE OR REPLACE FUNCTION {dataset}.wilson_sample(successes FLOAT64, failures FLOAT64)
RETURNS FLOAT64 AS (
  {dataset}.wilson_score_bounds(successes, failures).lower_bound
  + RAND() * ({dataset}.wilson_score_bounds(successes, failures).upper_bound
              - {dataset}.wilson_score_bounds(successes, failures).lower_bound)
);

-- value x scale as a whole number, halves to even: what DuckDB's cast to an integer does. Sums of
-- it are exact, in any order.
CREATE OR REPLACE FUNCTION {dataset}.fixed_point(value FLOAT64, scale FLOAT64)
RETURNS BIGNUMERIC AS (
  CAST(
    IF(value * scale - FLOOR(value * scale) = 0.5, 2 * FLOOR((value * scale + 0.5) / 2),
      ROUND(value * scale)) AS BIGNUMERIC)
);

-- A sum of fixed points, from 0, as DuckDB turns a HUGEINT into a double: in two halves of 64 bits.
CREATE OR REPLACE FUNCTION {dataset}.as_double(total BIGNUMERIC) RETURNS FLOAT64 AS (
  CAST(total - TRUNC(total / BIGNUMERIC '18446744073709551616')
    * BIGNUMERIC '18446744073709551616' AS FLOAT64)
  + CAST(TRUNC(total / BIGNUMERIC '18446744073709551616') AS FLOAT64) * 18446744073709551616.0
);

-- The median of a list in ascending order: exact, unlike APPROX_QUANTILES, and an aggregate, unlike
-- PERCENTILE_CONT. ARRAY_AGG(x IGNORE NULLS ORDER BY x) makes the list.
CREATE OR REPLACE FUNCTION {dataset}.median_of_sorted(sorted ARRAY<FLOAT64>) RETURNS FLOAT64 AS (
  IF(ARRAY_LENGTH(sorted) > 0,
    (sorted[OFFSET(DIV(ARRAY_LENGTH(sorted) - 1, 2))] + sorted[OFFSET(DIV(ARRAY_LENGTH(sorted), 2))]) / 2,
    NULL)
);
