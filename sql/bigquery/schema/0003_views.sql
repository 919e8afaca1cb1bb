-- The views of sql/schema/0002_views.sql.

CREATE OR REPLACE VIEW {dataset}.schedule_recommendations_messages AS
SELECT
  m.schedule_id,
  m.page_name,
  FORMAT_TIMESTAMP('%A', m.scheduled_send_time) AS day_of_week,
  m.scheduled_send_time,
  m.message_type,
  m.caption_id,
  m.caption_text,
  CASE m.price_tier
    WHEN 'budget' THEN 'Budget'
    WHEN 'mid' THEN 'Mid'
    WHEN 'premium' THEN 'Premium'
    WHEN 'luxury' THEN 'Luxury'
    WHEN 'vip' THEN 'Vip'
    ELSE 'Free'
  END AS price_tier,
  m.content_category,
  m.has_urgency,
  m.performance_score,
  m.confidence_lower_bound,
  m.confidence_upper_bound,
  m.price,
  m.expected_revenue,
  m.psychological_trigger,
  m.position,
  m.follows_position,
  s.timezone,
  m.scheduled_send_at,
  m.decision_json
FROM {dataset}.schedule_messages AS m
JOIN {dataset}.schedule_recommendations AS s ON s.schedule_id = m.schedule_id
WHERE s.status IN ('draft', 'approved', 'exported');

CREATE OR REPLACE VIEW {dataset}.schedule_recommendations_with_messages AS
SELECT * FROM {dataset}.schedule_recommendations_messages;

CREATE OR REPLACE VIEW {dataset}.latest_recommendations AS
SELECT *
FROM {dataset}.schedule_recommendations
WHERE status IN ('draft', 'approved', 'exported')
QUALIFY ROW_NUMBER() OVER (PARTITION BY page_name ORDER BY created_at DESC, schedule_id DESC) = 1;

CREATE OR REPLACE VIEW {dataset}.active_creator_caption_restrictions_v AS
SELECT
  page_name, hard_patterns, soft_patterns, restricted_categories, restricted_price_tiers,
  applies_to_scope, min_ppv_pool, min_bump_pool, is_active, version
FROM {dataset}.creator_caption_restrictions
WHERE is_active;
