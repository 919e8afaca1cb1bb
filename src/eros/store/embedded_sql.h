#pragma once
#include <string_view>
#include <vector>

namespace eros::store {

// A file of sql/, built into the program. `path` is relative to sql/.
struct EmbeddedSql {
  std::string_view path;
  std::string_view text;
};
const std::vector<EmbeddedSql>& embedded_sql();

}  // namespace eros::store
