#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eros/model/inputs.h"
#include "eros/model/logged.h"
#include "eros/model/observations.h"
#include "eros/model/records.h"
#include "eros/model/settings.h"
#include "eros/store/engine.h"

// Typed reads and writes: one function for each thing that the rest of EROS needs.
namespace eros::store {

struct OpenOptions {
  bool create = false;           // make the store if it is not there (eros init, eros demo)
  bool external_access = false;  // may read files named in SQL: imports only
  std::chrono::seconds busy_wait{30};
  unsigned threads = 0;  // of the engine; 0: as many as the store's size is worth
  // Not empty: the store is new and in memory, and gone when it is closed; this folder takes what
  // memory cannot hold. The location does not matter then.
  std::string spill_folder;
};

struct PagesAndDays {
  std::vector<model::PageInputs> pages;
  std::optional<std::vector<model::AgencyDay>> days;
};

class Store {
 public:
  // Opens `location` (a DuckDB file's path), checks its version, migrates it if it is older, and
  // then prepares every query, so that one that the schema breaks stops here. Throws Error: busy
  // (held by another process, which is named), failed (not there, not a store, newer than this
  // program), each with what to do next.
  static Store open(const std::string& location, const OpenOptions& options);
  explicit Store(std::unique_ptr<Engine> engine) : engine_(std::move(engine)) {}
  Engine& engine() { return *engine_; }
  // Writes the UTC offsets of every zone that a creator uses (2000 to 2045) to zone_offsets, by
  // which SQL gets local time. To be called whenever creators may have been added; cheap when
  // nothing is new. Throws Error(usage) for a zone that does not exist.
  void ensure_zones();

  // --- pages (pages.cc)
  std::vector<model::Page> pages();  // by page_name
  std::optional<model::Page> page(const std::string& page_name);
  std::vector<std::string> similar_pages(const std::string& page_name);  // for "did you mean"

  // --- inputs of a run (inputs.cc): a fixed number of queries for any number of pages
  model::CaptionBank load_bank();
  // Locks and planned messages are those that can touch the seven days from `start`; without a
  // start (analysis only) they are empty. Holidays cover the lookback and the planned week.
  model::AgencyInputs load_agency(base::Instant as_of, int lookback_days,
                                  std::optional<base::LocalDay> start, bool with_days = true);
  // In the order of `page_names`; a page that is not in `creators` throws Error(failed).
  std::vector<model::PageInputs> load_pages(std::span<const std::string> page_names,
                                            base::Instant as_of, int lookback_days,
                                            std::optional<base::LocalDay> start);
  // The same, and the days of AgencyInputs with them where one reading of the messages gives both:
  // in BigQuery, where reading is what is paid.
  PagesAndDays load_pages_and_days(std::span<const std::string> page_names, base::Instant as_of,
                                   int lookback_days, std::optional<base::LocalDay> start);
  bool tells_days_with_pages() const;

  // --- schedules (schedules.cc, commit.cc)
  // Stores every schedule with its messages, locks and decisions in one transaction, superseding
  // the drafts of the same pages that overlap (and, with `force`, approved and exported ones).
  // Or stores nothing, and the result names what is in the way: captions that are locked, and ids
  // that are stored already (asking again with the same schedule_id changes nothing). Throws
  // Error(failed) where the days are approved or exported and `force` is not given.
  model::CommitResult commit(std::span<const model::Schedule> schedules,
                             model::LockScope lock_scope, bool force);
  // Of the ids asked for, those that the store has already.
  std::vector<std::string> taken_schedule_ids(std::span<const std::string> schedule_ids);
  std::vector<model::StoredSchedule> schedules(const std::optional<std::string>& page_name,
                                               const std::optional<model::ScheduleStatus>& status);
  std::optional<model::StoredSchedule> schedule(const std::string& schedule_id);
  std::vector<model::ScheduleRow> schedule_rows(const std::string& schedule_id);  // by time
  void approve(const std::string& schedule_id, base::Instant at);
  // Cancels: status superseded, locks freed (reason CANCELLED).
  void cancel(const std::string& schedule_id, base::Instant at);
  void log_export(const std::string& schedule_id, base::Instant at, const std::string& status,
                  const std::string& format, double seconds, const std::string& error);

  // --- what became of plans (logged.cc)
  // The PPVs of (since, as_of] of all pages, by page, time.
  std::vector<model::SentPpv> sent_ppvs(base::Instant since, base::Instant as_of);
  // The captions that came into the bank after this instant, the earliest first.
  std::vector<model::CaptionArrival> captions_since(base::Instant since);

  // --- learning (observations.cc, learn.cc)
  // The PPVs of the `days` up to as-of.
  model::Observations observations(base::Instant as_of, int days);
  // What save_learned at this instant would store in caption_bandit_stats, of each of the pages in
  // their order, by caption_id: for asking again what was asked in the past. Nothing is stored.
  std::vector<std::vector<model::CaptionStats>> caption_stats_of_messages(
      std::span<const std::string> page_names, base::Instant as_of);
  // Rebuilds caption_bandit_stats from the messages up to learned.as_of and stores what was
  // learned of them, in one transaction.
  model::LearnResult save_learned(const model::Learned& learned);

  // --- automation (sweep.cc)
  model::SweepResult sweep(base::Instant as_of, const model::LockSettings& settings);

 private:
  std::unique_ptr<Engine> engine_;
};

}  // namespace eros::store
