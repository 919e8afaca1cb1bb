-- The documents' selection, in SQL: of each tier as many captions as asked for, by a uniform draw
-- inside Wilson's interval and EMV, weighed by the segment; left in the temporary table
-- caption_selection_results. It knows cool-down, locks and restricted categories and tiers; budgets,
-- variety and patterns of texts are the program's (`eros select`). Not seeded: RAND() draws.
CREATE OR REPLACE PROCEDURE {dataset}.select_captions_for_creator(
  page_name STRING, behavioral_segment STRING, num_budget_needed INT64, num_mid_needed INT64,
  num_premium_needed INT64, num_bump_needed INT64)
OPTIONS (strict_mode = TRUE)
BEGIN
  DECLARE wanted STRING DEFAULT page_name;
  DECLARE as_of TIMESTAMP DEFAULT CURRENT_TIMESTAMP();
  CREATE OR REPLACE TEMP TABLE caption_selection_results AS
  WITH used AS (
    SELECT m.caption_key
    FROM {dataset}.mass_messages AS m
    WHERE m.page_name = wanted AND m.sending_time > TIMESTAMP_SUB(as_of, INTERVAL 7 DAY)
    UNION DISTINCT
    SELECT l.caption_key
    FROM {dataset}.active_caption_assignments AS l
    WHERE (l.is_active OR l.deactivation_reason IN ('PAST_SEND_DATE', 'STALE_7DAY'))
      AND l.scheduled_send_date BETWEEN DATE_SUB(DATE(as_of), INTERVAL 7 DAY)
                                    AND DATE_ADD(DATE(as_of), INTERVAL 14 DAY)
  ),
  barred AS (
    SELECT category, CAST(NULL AS STRING) AS tier, v.applies_to_scope
    FROM {dataset}.active_creator_caption_restrictions_v AS v, UNNEST(v.restricted_categories) AS category
    WHERE v.page_name = wanted
    UNION ALL
    SELECT NULL, tier, v.applies_to_scope
    FROM {dataset}.active_creator_caption_restrictions_v AS v, UNNEST(v.restricted_price_tiers) AS tier
    WHERE v.page_name = wanted
  ),
  pool AS (
    SELECT b.caption_id, b.caption_text, b.price_tier, b.content_category, b.psychological_trigger,
      b.has_urgency, COALESCE(s.total_observations, 0) AS total_observations,
      COALESCE(s.avg_emv, 0) AS avg_emv,
      {dataset}.wilson_score_bounds(COALESCE(s.successes, 1), COALESCE(s.failures, 1)) AS bounds,
      {dataset}.wilson_sample(COALESCE(s.successes, 1), COALESCE(s.failures, 1)) AS sample,
      CASE b.price_tier WHEN 'luxury' THEN 'premium' WHEN 'vip' THEN 'premium' ELSE b.price_tier END
        AS quota
    FROM {dataset}.caption_bank AS b
    LEFT JOIN {dataset}.caption_bandit_stats AS s
      ON s.caption_id = b.caption_id AND s.page_name = wanted
    WHERE b.is_active AND (b.page_name IS NULL OR b.page_name = wanted)
      AND (b.price_tier NOT IN ('luxury', 'vip') OR behavioral_segment = 'LUXURY')
      AND b.caption_key NOT IN (SELECT u.caption_key FROM used AS u)
      AND NOT EXISTS (
        SELECT 1 FROM barred AS x
        WHERE LOWER(x.category) = LOWER(b.content_category)
          AND (x.applies_to_scope = 'ALL' OR (x.applies_to_scope = 'BUMP_ONLY') = (b.price_tier = 'bump')))
      AND NOT EXISTS (
        SELECT 1 FROM barred AS x
        WHERE x.tier = b.price_tier
          AND (x.applies_to_scope = 'ALL' OR (x.applies_to_scope = 'BUMP_ONLY') = (b.price_tier = 'bump')))
  ),
  scored AS (
    SELECT *,
      (0.70 * sample + 0.15 * LEAST(avg_emv, 1e8) / 100)
        * CASE
            WHEN behavioral_segment IN ('PREMIUM', 'LUXURY')
              AND price_tier IN ('premium', 'luxury', 'vip') THEN 1.25
            WHEN behavioral_segment = 'BUDGET' AND price_tier IN ('budget', 'mid') THEN 1.15
            ELSE 1.0
          END AS score
    FROM pool
  ),
  ranked AS (
    SELECT *, ROW_NUMBER() OVER (PARTITION BY quota ORDER BY score DESC, caption_id) AS place
    FROM scored
  )
  SELECT wanted AS page_name, caption_id, caption_text, price_tier, content_category,
    psychological_trigger, has_urgency, total_observations, avg_emv,
    bounds.lower_bound AS confidence_lower_bound, bounds.upper_bound AS confidence_upper_bound,
    sample AS thompson_sample, score,
    CASE
      WHEN total_observations < 10 OR bounds.upper_bound - bounds.lower_bound > 0.3 THEN 'explore'
      WHEN avg_emv > 25 AND bounds.lower_bound > 0.15 THEN 'exploit'
      ELSE 'balanced'
    END AS strategy,
    place AS place_in_tier
  FROM ranked
  WHERE place <= CASE quota WHEN 'budget' THEN num_budget_needed WHEN 'mid' THEN num_mid_needed
                            WHEN 'premium' THEN num_premium_needed ELSE num_bump_needed END;
END;
