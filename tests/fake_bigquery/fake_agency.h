#pragma once
#include <map>
#include <string>

#include "eros/store/store.h"
#include "fake_bigquery/fake_bigquery.h"

namespace eros::testing {

// A fake of the service with EROS's tables, without keys (BigQuery's are declarations that nothing
// enforces), and its statements: as the engine sends them, and as DuckDB runs them there.
class FakeAgency {
 public:
  // The statement `hold_writer_guard` may be another; empty for EROS's own.
  explicit FakeAgency(const FakeFaults& faults = {}, unsigned seed = 1,
                      const std::string& guard = "");
  store::Store connect(const std::function<google::Transport(google::Transport)>& wrap = nullptr);
  // Pages page_0000, page_0001, ... that something was learned of, zones and the writer's guard:
  // what planning needs beside captions and messages.
  void add_pages(int pages);
  // 4,000 captions, and of each page so many messages, one every 20 hours, up to 2026-11-17.
  void add_messages(int messages);
  std::int64_t number(const std::string& sql) { return fake.warehouse().number(sql); }

 private:
  struct Texts {
    std::map<std::string, std::string, std::less<>> sent;
    store::QuerySet sent_queries;
    store::QuerySet run_queries;
  };
  static Texts texts(const std::string& guard);
  Texts texts_;

 public:
  FakeBigQuery fake;
};

}  // namespace eros::testing
