// approve and cancel: what a person decides about a stored schedule.
#include <fmt/format.h>
#include <fmt/ostream.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/exports/json_text.h"

namespace eros::cli {
namespace {

using Decide = void (store::Store::*)(const std::string& schedule_id, base::Instant at);

void add_decision(CLI::App& app, Context& context, const std::string& name,
                  const std::string& description, const std::string& status, bool is_cancelled,
                  const std::string& sentence, Decide decide) {
  auto* command = app.add_subcommand(name, description);
  auto schedule_id = std::make_shared<std::string>();
  command->add_option("SCHEDULE_ID", *schedule_id, "as 'eros schedules' lists it")->required();
  command->callback([&context, schedule_id, status, is_cancelled, sentence, decide] {
    auto store = context.open_store();
    ((*store).*decide)(*schedule_id, context.as_of);
    if (context.format == Format::json) {
      context.out << exports::json_text(nlohmann::ordered_json{
          {"schedule_id", *schedule_id}, {"status", status}, {"cancelled", is_cancelled}});
    } else {
      fmt::print(context.out, "{} {}\n", *schedule_id, sentence);
    }
  });
}

}  // namespace

void add_approve(CLI::App& app, Context& context) {
  add_decision(app, context, "approve",
               "approve a draft: it is no longer replaced by planning again", "approved", false,
               "is approved.", &store::Store::approve);
}

void add_cancel(CLI::App& app, Context& context) {
  add_decision(app, context, "cancel",
               "withdraw a schedule and free its captions, but for those of messages that went out",
               "superseded", true, "is cancelled; the captions of what has not gone out are free.",
               &store::Store::cancel);
}

}  // namespace eros::cli
