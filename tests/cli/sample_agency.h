#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "cli/program.h"

// The sample agency of `eros demo` in a workplace, as eros.duckdb, which is where commands look.
namespace eros::testing {

// "--as-of" and an instant, 2026-11-17 at noon in Los Angeles, unless another is given; then
// `arguments`.
Arguments at_noon(Arguments arguments);

class SampleAgency : public Workplace {
 public:
  // Imported and learned from; no schedules.
  SampleAgency();

  // The main job for a page's week, successful, with the CSV at `output`; its JSON.
  nlohmann::json plan(const std::string& page, const std::string& start,
                      const std::string& output = "week.csv", const Arguments& more = {}) const;
};

// --- what a store holds, looked at by the engine itself while no program runs

// The rows of a query, their columns as text parted by '|', NULLs left out.
std::vector<std::string> rows_of(const Workplace& place, const std::string& columns,
                                 const std::string& from, const std::string& store = "eros.duckdb");
std::int64_t count_of(const Workplace& place, const std::string& from,
                      const std::string& store = "eros.duckdb");
// Changes a store behind the program's back.
void tamper(const Workplace& place, const std::string& sql,
            const std::string& store = "eros.duckdb");
// Fails the test where a schedule lacks a lock, a lock its schedule, or a caption is promised
// twice.
void expect_sound(const Workplace& place, const std::string& store = "eros.duckdb");

// The records of a CSV text, header and all, each split into its fields.
std::vector<std::vector<std::string>> csv_records(const std::string& text);

}  // namespace eros::testing
