#include "eros/cli/commands/named_output.h"

#include <filesystem>

#include "eros/cli/figures.h"

namespace eros::cli {

void check_is_not_store(const Context& context, const std::string& path) {
  std::error_code error;
  if (!std::filesystem::equivalent(path, context.store_location, error)) return;
  throw base::Error(base::ErrorCode::usage, "'" + path + "' is the store itself",
                    "Name another file: this one would be overwritten.");
}

std::string guarded_note(std::int64_t texts) {
  return amount_text(texts, "text looks like a spreadsheet formula",
                     "texts look like spreadsheet formulas") +
         " and got an apostrophe.";
}

}  // namespace eros::cli
