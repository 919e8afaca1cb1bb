-- The identity of a caption's text: eros/base/text.h computes the same.
-- White space is Unicode's White_Space: U+0009 to U+000D, U+0020, U+0085 and category Z.
CREATE MACRO caption_key_v2(txt) AS
  sha256(coalesce(
    nullif(trim(regexp_replace(
      regexp_replace(lower(nfc_normalize(txt)),
        '[^\p{L}\p{M}\p{N}_\x{09}-\x{0D}\x{20}\x{85}\p{Z}]', '', 'g'),
      '[\x{09}-\x{0D}\x{20}\x{85}\p{Z}]+', ' ', 'g')), ''),
    regexp_replace(nfc_normalize(txt),
      '^[\x{09}-\x{0D}\x{20}\x{85}\p{Z}]+|[\x{09}-\x{0D}\x{20}\x{85}\p{Z}]+$', '', 'g')));

-- The older name.
CREATE MACRO caption_key(txt) AS caption_key_v2(txt);

-- Wilson's score interval of a rate at 95 % (z = 1.96); Wilson, J. Am. Stat. Assoc. 22 (1927) 209.
-- Multiplied through by n, so that no observations give the whole of [0, 1], the limit, without a
-- division by zero. Successes and failures need not be whole numbers. 1.9208 is z^2 / 2, 0.9604 is
-- z^2 / 4, 3.8416 is z^2.
CREATE MACRO wilson_half_width(successes, failures) AS
  1.96::DOUBLE * sqrt(coalesce(
    successes::DOUBLE * failures::DOUBLE / nullif(successes::DOUBLE + failures::DOUBLE, 0), 0)
    + 0.9604::DOUBLE);

CREATE MACRO wilson_score_bounds(successes, failures) AS {
  'lower_bound': greatest(0::DOUBLE,
    (successes::DOUBLE + 1.9208::DOUBLE - wilson_half_width(successes, failures))
      / (successes::DOUBLE + failures::DOUBLE + 3.8416::DOUBLE)),
  'upper_bound': least(1::DOUBLE,
    (successes::DOUBLE + 1.9208::DOUBLE + wilson_half_width(successes, failures))
      / (successes::DOUBLE + failures::DOUBLE + 3.8416::DOUBLE))
};

-- A uniform draw inside Wilson's interval. Not seeded: plans draw in the program, where they can be
-- repeated.
CREATE MACRO wilson_sample(successes, failures) AS
  wilson_score_bounds(successes, failures).lower_bound
  + random() * (wilson_score_bounds(successes, failures).upper_bound
                - wilson_score_bounds(successes, failures).lower_bound);
