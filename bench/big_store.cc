#include "big_store.h"

#include "eros/store/temporary_folder.h"

namespace eros::bench {
namespace {

// Numbers by hash, so that every run has the same data.
constexpr const char* fill = R"(
  INSERT INTO creators (page_name, created_at, updated_at)
  SELECT format('page_{:04d}', i), '2026-01-01', '2026-01-01' FROM range(1000) AS t(i);
  INSERT INTO caption_bank (caption_id, caption_text, caption_key, price_tier, content_category,
    psychological_trigger, has_urgency, created_at, updated_at)
  SELECT i, 'A warm letter, no. ' || i, sha256('key' || i),
    ['budget', 'mid', 'premium', 'luxury', 'vip', 'bump'][1 + i % 6],
    ['Pets', 'Art', 'Food', 'Travel', 'Music', 'Books', 'Home', 'Games'][1 + i // 6 % 8],
    ['Scarcity', 'Urgency', 'FOMO', 'Exclusivity', 'Curiosity', NULL][1 + i // 48 % 6],
    i % 7 = 0, '2026-01-01', '2026-01-01'
  FROM range(1, 44001) AS t(i);
  INSERT INTO sent_messages (own_row_id, page_name, message, sending_time, price, sent_count,
    viewed_count, purchased_count, earnings, is_paid, caption_id, caption_key_high,
    caption_key_low)
  SELECT 'r' || i, format('page_{:04d}', i % 1000), 'A warm letter, no. ' || caption,
    TIMESTAMP '2026-11-17 20:00:00' - to_seconds((hash(i + 7) % 7776000)::BIGINT), price,
    1000 + (hash(i + 1) % 50000)::BIGINT, 100 + (hash(i + 2) % 900)::BIGINT, bought,
    price * bought, price > 0, caption,
    caption_key_high(sha256('key' || caption)), caption_key_low(sha256('key' || caption))
  FROM (
    SELECT i, [0, 15, 25, 40, 60][1 + i // 1000 % 5] AS price, 1 + hash(i) % 44000 AS caption,
      CASE WHEN i // 1000 % 5 = 0 THEN 0 ELSE (hash(i + 3) % 60)::BIGINT END AS bought
    FROM range(1200000) AS t(i)
  );
)";

class BigStore {
 public:
  BigStore() : store_(store::Store::open(path(), {.create = true})) {
    engine().run_script(fill);
    engine().checkpoint();
  }
  store::Store& store() { return store_; }
  store::DuckDBEngine& engine() { return store::as_duckdb(store_.engine(), "a benchmark"); }

 private:
  std::string path() const { return (folder_.path() / "store.duckdb").string(); }
  store::TemporaryFolder folder_;
  store::Store store_;
};

BigStore& instance() {
  static BigStore store;
  return store;
}

}  // namespace

store::Store& big_store() { return instance().store(); }
store::DuckDBEngine& big_engine() { return instance().engine(); }

}  // namespace eros::bench
