#pragma once
#include <string>
#include <vector>

#include "eros/model/schedule.h"
#include "eros/store/duckdb_engine.h"
#include "eros/store/store.h"
#include "store/scratch.h"

namespace eros::testing {

// 2026-11-17 12:00 in Los Angeles.
inline constexpr base::Instant noon =
    std::chrono::sys_days(std::chrono::year(2026) / 11 / 17) + base::hours(20);
inline constexpr base::LocalDay monday{std::chrono::local_days(std::chrono::year(2026) / 11 / 23)};

// A store of its own for a test, with the pages "fern" and "moss" (Los Angeles).
class SampleStore {
 public:
  SampleStore();
  // The store at `path`: opened, or made with the pages.
  explicit SampleStore(const std::string& path);
  store::Store& operator*() { return store_; }
  store::Store* operator->() { return &store_; }
  const std::string& path() const { return path_; }
  void run(const std::string& sql);
  std::int64_t number(const std::string& sql);
  // Every cell of a result, numbers and all, as one text: to compare results byte by byte.
  std::string cells(const std::string& sql);

 private:
  Scratch scratch_;  // not used for a store that lies elsewhere
  std::string path_;
  store::Store store_;
  store::DuckDBEngine& engine_;
};

// A caption placed at noon of the day `day` days after the start.
struct Placed {
  int caption = 1;
  int day = 0;
  model::MessageType type = model::MessageType::ppv;
};
model::Schedule sample_schedule(const std::string& page_name, const std::string& schedule_id,
                                base::LocalDay start, const std::vector<Placed>& placed);

}  // namespace eros::testing
