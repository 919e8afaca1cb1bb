#include <fmt/format.h>
#include <fmt/ostream.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/named_output.h"
#include "eros/cli/figures.h"
#include "eros/exports/files.h"
#include "eros/simulate/agency_files.h"
#include "eros/simulate/history.h"

namespace eros::cli {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string preset = "mixed";
  int pages = 12;
  int weeks = 16;
  std::optional<int> captions;  // not given: as many as the pages need
  std::string folder;
  bool force = false;
};

// Weeks that are over by as-of in every time zone.
base::LocalDay first_monday(base::Instant as_of, int weeks) {
  const base::LocalDay yesterday = base::Zone::find("UTC").local_day(as_of) - base::days(1);
  return yesterday - base::days(base::iso_weekday(yesterday) - 1) - base::days(7 * weeks);
}

std::string preset_names() {
  std::string names;
  for (const simulate::Preset& preset : simulate::presets()) {
    names += (names.empty() ? "" : ", ") + std::string(preset.name);
  }
  return names;
}

// The messages of all pages, and how many they are.
std::pair<std::string, std::size_t> messages_csv(const Context& context,
                                                 const simulate::World& world) {
  std::string csv = simulate::messages_header();
  std::size_t messages = 0;
  for (const simulate::PageWorld& page : world.pages) {
    context.progress(
        fmt::format("simulating page {} of {}...", page.number + 1, world.pages.size()));
    const auto audience = simulate::live_by_hand(world, page, world.request.weeks,
                                                 simulate::minutes_a_week * world.request.weeks);
    simulate::append_messages(csv, audience, 0, audience.sends());
    messages += audience.sends();
  }
  context.end_progress();
  return {std::move(csv), messages};
}

void run(Context& context, const Options& options) {
  const simulate::World world = simulate::make_world(
      {.preset = simulate::find_preset(options.preset),
       .pages = options.pages,
       .captions = options.captions.value_or(simulate::usual_captions(options.pages)),
       .weeks = options.weeks,
       .first_day = first_monday(context.as_of, options.weeks),
       .seed = context.seed});
  const fs::path folder = options.folder;
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) {
    throw base::Error(
        base::ErrorCode::failed,
        fmt::format("cannot make the folder '{}': {}", options.folder, error.message()),
        "choose another --output");
  }
  if (!options.force) {
    check_are_free(folder, {"creators.csv", "captions.csv", "messages.csv"},
                   "Choose another --output, or replace what is there with --force.");
  }
  const auto [csv, messages] = messages_csv(context, world);
  exports::write_file_atomically(folder / "creators.csv", simulate::creators_csv(world));
  exports::write_file_atomically(folder / "captions.csv",
                                 simulate::captions_csv(world, options.weeks - 1));
  exports::write_file_atomically(folder / "messages.csv", csv);
  if (context.format == Format::json) {
    context.out << nlohmann::ordered_json{{"preset", world.request.preset.name},
                                          {"seed", context.seed},
                                          {"pages", world.pages.size()},
                                          {"captions", world.captions.size()},
                                          {"messages", messages},
                                          {"first_day", base::format_day(world.request.first_day)},
                                          {"weeks", options.weeks},
                                          {"folder", options.folder}}
                       .dump(2)
                << '\n';
    return;
  }
  fmt::print(context.out,
             "A simulated agency ({}): {}, {}, {} in the {} from {}.\n"
             "Files: {}/creators.csv, captions.csv, messages.csv\n",
             world.request.preset.name, amount_text(std::ssize(world.pages), "page", "pages"),
             amount_text(std::ssize(world.captions), "caption", "captions"),
             amount_text(messages, "message", "messages"),
             amount_text(options.weeks, "week", "weeks"), base::format_day(world.request.first_day),
             options.folder);
}

}  // namespace

void add_simulate(CLI::App& app, Context& context) {
  auto* command =
      app.add_subcommand("simulate", "write the history of a simulated agency, for import");
  auto options = std::make_shared<Options>();
  command->add_option("--preset", options->preset, "the kind of audience: " + preset_names())
      ->capture_default_str();
  command->add_option("--pages", options->pages, "how many pages")->capture_default_str();
  command->add_option("--weeks", options->weeks, "weeks of history up to as-of")
      ->capture_default_str();
  command->add_option("--captions", options->captions,
                      "captions in the bank (default: 100 a page, at least 300)");
  command->add_option("--output", options->folder, "folder for the files")->required();
  command->add_flag("--force", options->force, "replace files that are there");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
