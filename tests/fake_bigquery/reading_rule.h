#pragma once
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <string_view>

namespace eros::testing {

class FakeWarehouse;

// What BigQuery would charge for a job's reading, by its documented rules ("Estimate query costs",
// "On-demand compute pricing"): of each table that a statement names, the bytes of the columns that
// it names, in the partitions of mass_messages that @since and @as_of leave and in the whole of
// other tables; an UPDATE or DELETE all columns of its table. Billed are whole MiB, 10 at least a
// table and statement. A column counts where its name stands anywhere in the statement, and
// clustering is left out, so that the service reads this much or less.
struct BytesRead {
  std::int64_t processed = 0;
  std::int64_t billed = 0;
};
class ReadingRule {
 public:
  explicit ReadingRule(FakeWarehouse& warehouse) : warehouse_(warehouse) {}
  BytesRead of(const nlohmann::json& query_configuration);

 private:
  using Columns = std::set<std::string>;
  BytesRead of_statement(const std::string& sql, const nlohmann::json& parameters);
  std::int64_t bytes_of(const std::string& table, const Columns& columns, const std::string& where);
  std::int64_t staged_bytes(const std::string& sql);
  FakeWarehouse& warehouse_;
};

// Tables that a statement reads or changes; views stand for those that they read.
std::set<std::string> tables_read(std::string_view sql);

}  // namespace eros::testing
