#include <fmt/format.h>
#include <fmt/ostream.h>

#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/figures.h"
#include "eros/orchestrate/learn.h"

namespace eros::cli {

void add_learn(CLI::App& app, Context& context) {
  auto* command =
      app.add_subcommand("learn", "rebuild what is known of every caption from the messages");
  command->callback([&context] {
    auto store = context.open_store();
    context.progress("learning from the messages...");
    const model::LearnResult result = orchestrate::learn(*store, context.as_of, context.settings);
    context.end_progress();
    if (context.format == Format::json) {
      context.out << nlohmann::ordered_json{{"messages", result.messages},
                                            {"pages", result.pages},
                                            {"pairs", result.pairs}}
                         .dump(2)
                  << '\n';
    } else {
      fmt::print(
          context.out, "Learned from {} on {}: {}.\n",
          amount_text(result.messages, "message", "messages"),
          amount_text(result.pages, "page", "pages"),
          amount_text(result.pairs, "pair of caption and page", "pairs of caption and page"));
    }
    if (result.messages == 0) context.exit_code = static_cast<int>(base::ErrorCode::nothing);
  });
}

}  // namespace eros::cli
