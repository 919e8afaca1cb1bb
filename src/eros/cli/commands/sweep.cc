#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/figures.h"

namespace eros::cli {

void add_sweep(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("sweep", "deactivate locks whose date has passed");
  command->callback([&context] {
    auto store = context.open_store();
    const model::SweepResult result = store->sweep(context.as_of, context.settings.lock);
    if (context.format == Format::json) {
      context.out << nlohmann::ordered_json{{"past_send_date", result.past_send_date},
                                            {"stale_7day", result.stale},
                                            {"still_active", result.still_active},
                                            {"alerts", result.alerts}}
                         .dump(2)
                  << '\n';
    } else {
      fmt::print(context.out, "Swept {} of the past and {} stale; {} active.\n",
                 amount_text(result.past_send_date, "lock", "locks"), count_text(result.stale),
                 count_text(result.still_active));
      for (const std::string& alert : result.alerts) fmt::print(context.out, "{}\n", alert);
    }
  });
}

}  // namespace eros::cli
