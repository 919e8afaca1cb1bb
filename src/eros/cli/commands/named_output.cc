#include "eros/cli/commands/named_output.h"

#include <fmt/format.h>

#include "eros/cli/figures.h"

namespace eros::cli {

namespace fs = std::filesystem;

void check_is_not_in_use(const Context& context, const std::string& path) {
  const auto refuse_if = [&path](const std::string& used, const char* what) {
    std::error_code error;
    if (!fs::equivalent(path, used, error)) return;
    throw base::Error(base::ErrorCode::usage, "'" + path + "' is " + what,
                      "Name another file: this one would be overwritten.");
  };
  refuse_if(context.store_location, "the store itself");
  if (context.config_path) refuse_if(*context.config_path, "the settings file");
}

void check_are_free(const fs::path& folder, const std::vector<std::string>& names,
                    const std::string& what_to_do) {
  for (const std::string& name : names) {
    if (!fs::exists(folder / name)) continue;
    throw base::Error(
        base::ErrorCode::usage,
        fmt::format("'{}' is there already and would be replaced", (folder / name).string()),
        what_to_do);
  }
}

std::string guarded_note(std::int64_t texts) {
  return amount_text(texts, "text looks like a spreadsheet formula",
                     "texts look like spreadsheet formulas") +
         " and got an apostrophe.";
}

}  // namespace eros::cli
