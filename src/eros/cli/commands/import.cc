#include <fmt/format.h>
#include <fmt/ostream.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "eros/cli/commands/commands.h"
#include "eros/cli/commands/named_output.h"
#include "eros/cli/figures.h"
#include "eros/exports/json_text.h"
#include "eros/orchestrate/import_files.h"

namespace eros::cli {
namespace {

using nlohmann::ordered_json;

const std::map<std::string, model::ImportKind> kinds = {
    {"messages", model::ImportKind::messages},
    {"captions", model::ImportKind::captions},
    {"creators", model::ImportKind::creators},
    {"restrictions", model::ImportKind::restrictions},
    {"holidays", model::ImportKind::holidays}};

struct Options {
  std::string kind;
  std::vector<std::string> files;
  std::string rejects;
};

std::string as_json(const model::ImportResult& result) {
  return exports::json_text(
      {{"read", result.read},
       {"inserted", result.inserted},
       {"updated", result.updated},
       {"unchanged", result.unchanged},
       {"rejected", result.rejected},
       {"rejects_file",
        result.rejects_file ? ordered_json(*result.rejects_file) : ordered_json(nullptr)},
       {"warnings", result.warnings}});
}

std::string as_text(const model::ImportResult& result) {
  std::string text = fmt::format("Read {}: {} inserted, {} updated, {} unchanged, {} rejected.\n",
                                 amount_text(result.read, "row", "rows"),
                                 count_text(result.inserted), count_text(result.updated),
                                 count_text(result.unchanged), count_text(result.rejected));
  if (result.rejects_file)
    text += fmt::format("Rejected rows, with line and reason: {}\n", *result.rejects_file);
  return text;
}

void run(Context& context, const Options& options) {
  check_is_not_in_use(context, options.rejects);
  auto store = context.open_store(false, true);
  orchestrate::ImportOptions how{.as_of = context.as_of, .rejects_path = {}, .progress = {}};
  if (!options.rejects.empty()) how.rejects_path = options.rejects;
  how.progress = [&context](std::string_view phase) {
    context.progress(std::string(phase) + "...");
  };
  const model::ImportResult result =
      orchestrate::import_files(*store, kinds.at(options.kind), options.files, how);
  context.end_progress();
  for (const std::string& warning : result.warnings) context.note(warning);
  context.out << (context.format == Format::json ? as_json(result) : as_text(result));
  if (result.rejected > 0) context.exit_code = static_cast<int>(base::ErrorCode::partial);
}

}  // namespace

void add_import(CLI::App& app, Context& context) {
  auto* command = app.add_subcommand("import", "load CSV, NDJSON or Parquet files");
  auto options = std::make_shared<Options>();
  command->add_option("KIND", options->kind, "messages, captions, creators, restrictions, holidays")
      ->required()
      ->check(CLI::IsMember({"messages", "captions", "creators", "restrictions", "holidays"}))
      ->option_text("messages|captions|creators|restrictions|holidays");
  command->add_option("FILE", options->files, "files; '-' is stdin")->required();
  command->add_option("--rejects", options->rejects,
                      "where rejected rows go (default: beside the input)");
  command->callback([&context, options] { run(context, *options); });
}

}  // namespace eros::cli
