-- A caption_key is 256 bits as 64 hexadecimal digits; sent_messages holds it as two numbers.
CREATE MACRO caption_key_high(key) AS CAST(left(key, 32) AS UUID);
CREATE MACRO caption_key_low(key) AS CAST(right(key, 32) AS UUID);
CREATE MACRO caption_key_of(high, low) AS
  replace(CAST(high AS VARCHAR) || CAST(low AS VARCHAR), '-', '');

-- The row_id of a message: its own, or what names it where it has none.
CREATE MACRO row_id_of(own, page, sent, key_high, number) AS
  coalesce(own, concat(page, '|', epoch_us(sent), '|',
    left(replace(CAST(key_high AS VARCHAR), '-', ''), 16), '|', number));

-- The names are qualified because the table functions have parameters of the same names.
CREATE VIEW mass_messages AS
SELECT
  row_id_of(s.own_row_id, s.page_name, s.sending_time, s.caption_key_high, s.ordinal) AS row_id,
  s.page_name, s.message, s.sending_time, s.price, s.sent_count, s.viewed_count,
  s.purchased_count, s.earnings, CASE WHEN s.is_paid THEN 'PPV' ELSE 'Bump' END AS message_type,
  s.caption_id,
  caption_key_of(s.caption_key_high, s.caption_key_low) AS caption_key
FROM sent_messages AS s;

-- One row a message of every live schedule. First the eleven CSV columns, in order; exporters read
-- only this view.
CREATE VIEW schedule_recommendations_messages AS
SELECT
  m.schedule_id,
  m.page_name,
  dayname(m.scheduled_send_time) AS day_of_week,
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
FROM schedule_messages AS m
JOIN schedule_recommendations AS s ON s.schedule_id = m.schedule_id
WHERE s.status IN ('draft', 'approved', 'exported');

-- Another name of the same, in the documents.
CREATE VIEW schedule_recommendations_with_messages AS
SELECT * FROM schedule_recommendations_messages;

-- The newest live schedule of each page.
CREATE VIEW latest_recommendations AS
SELECT *
FROM schedule_recommendations
WHERE status IN ('draft', 'approved', 'exported')
QUALIFY row_number() OVER (PARTITION BY page_name ORDER BY created_at DESC, schedule_id DESC) = 1;

CREATE VIEW active_creator_caption_restrictions_v AS
SELECT
  page_name, hard_patterns, soft_patterns, restricted_categories, restricted_price_tiers,
  applies_to_scope, min_ppv_pool, min_bump_pool, is_active, version
FROM creator_caption_restrictions
WHERE is_active;
