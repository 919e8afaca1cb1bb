#include "eros/orchestrate/import_files.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <span>

#include "eros/base/error.h"
#include "eros/ingest/columns.h"
#include "eros/ingest/rejects.h"
#include "eros/ingest/scan.h"
#include "eros/ingest/sources.h"
#include "eros/orchestrate/import_warnings.h"
#include "eros/store/import.h"

namespace eros::orchestrate {
namespace {

using model::FileFormat;
using model::ImportFile;
using model::ImportKind;

// An input file, and what is known of it before the store reads it.
struct Input {
  ingest::Source source;
  std::optional<ingest::Scan> scan;  // not of Parquet
  ImportFile file;
};

Input open_input(store::Store& store, ImportKind kind, ingest::Source source,
                 std::vector<std::string>& warnings) {
  Input input{std::move(source), std::nullopt, {}};
  const auto& name = input.source.name();
  if (input.source.format() == FileFormat::parquet) {
    input.file.path = input.source.path();
    input.file.format = FileFormat::parquet;
  } else {
    input.scan.emplace(ingest::scan(input.source));
    input.file = input.scan->file;
  }
  input.file.name = name;
  if (input.file.format != FileFormat::csv) {
    input.file.header = store::import_file_columns(store, input.file);
  }
  if (input.file.format == FileFormat::ndjson && input.file.header.empty()) {
    // Not one line is a JSON object: there is nothing to map, and every line will be rejected.
    for (const auto& column : ingest::columns_of(kind)) input.file.absent.emplace_back(column.name);
    return input;
  }
  auto mapping = ingest::map_columns(kind, input.file.format, name, input.file.header);
  input.file.columns = std::move(mapping.columns);
  input.file.absent = std::move(mapping.absent);
  if (!mapping.ignored.empty()) {
    warnings.push_back(
        fmt::format("{}: ignored columns: {}", name, fmt::join(mapping.ignored, ", ")));
  }
  return input;
}

std::vector<Input> open_inputs(store::Store& store, ImportKind kind,
                               const std::vector<std::string>& files,
                               std::vector<std::string>& warnings) {
  if (files.empty()) {
    throw base::Error(base::ErrorCode::usage, "no file to import", "Name one, or - for stdin.");
  }
  if (std::ranges::count(files, "-") > 1) {
    throw base::Error(base::ErrorCode::usage, "stdin (-) can be read only once");
  }
  std::vector<Input> inputs;
  for (const auto& name : files) {
    auto source = ingest::open_source(name);
    if (source.empty()) {
      warnings.push_back(name + ": the file is empty");
      continue;
    }
    inputs.push_back(open_input(store, kind, std::move(source), warnings));
  }
  return inputs;
}

std::vector<ingest::RejectsFile::Row> rejected_rows(store::Store& store, const Input& input,
                                                    const store::FileOutcome& outcome) {
  if (input.scan) return ingest::rejected_rows(input.source, *input.scan, outcome.rejected);
  const auto fields = store::import_parquet_records(store, input.file, outcome.rejected);
  std::vector<ingest::RejectsFile::Row> rows;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& refused = outcome.rejected[i];
    rows.push_back({input.source.name(), refused.record + 1, refused.reason, fields[i], {}});
  }
  return rows;
}

// NDJSON lines go whole into raw_row, for each may have keys of its own.
std::vector<std::string> rejects_columns(const Input& input) {
  return input.file.format == FileFormat::ndjson ? std::vector<std::string>{} : input.file.header;
}

// Where a file's columns are among `all` files'; those that are missing there are added. A name
// that a file has twice is there twice.
std::vector<std::size_t> place_columns(const std::vector<std::string>& own,
                                       std::vector<std::string>& all) {
  std::vector<std::size_t> places;
  for (const auto& name : own) {
    std::size_t at = 0;
    while (at < all.size() && (all[at] != name || std::ranges::find(places, at) != places.end())) {
      ++at;
    }
    if (at == all.size()) all.push_back(name);
    places.push_back(at);
  }
  return places;
}

void reorder(std::vector<std::string>& fields, const std::vector<std::size_t>& places,
             std::size_t columns) {
  std::vector<std::string> ordered(columns);
  for (std::size_t i = 0; i < std::min(fields.size(), places.size()); ++i) {
    ordered[places[i]] = std::move(fields[i]);
  }
  fields = std::move(ordered);
}

void check_no_input(const std::string& path, const std::vector<Input>& inputs) {
  for (const auto& input : inputs) {
    std::error_code error;
    if (!std::filesystem::equivalent(path, input.source.name(), error)) continue;
    throw base::Error(
        base::ErrorCode::usage,
        fmt::format("the rejected rows would overwrite '{}', which is imported", path),
        "Name another file with --rejects. Nothing was imported.");
  }
}

// The rejects files of an import, written but not yet under their names.
std::vector<ingest::RejectsFile> write_rejects(store::Store& store,
                                               const std::vector<Input>& inputs,
                                               std::span<const store::FileOutcome> outcomes,
                                               const std::optional<std::string>& path) {
  const bool is_shared = path.has_value() && inputs.size() > 1;
  std::vector<std::string> all;
  std::vector<std::vector<std::size_t>> places;
  for (const auto& input : inputs) places.push_back(place_columns(rejects_columns(input), all));
  std::vector<ingest::RejectsFile> files;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    auto rows = rejected_rows(store, inputs[i], outcomes[i]);
    if (rows.empty()) continue;
    if (files.empty() || !is_shared) {
      const auto place = path ? *path : ingest::rejects_path_for(inputs[i].source.name(), files);
      check_no_input(place, inputs);
      files.emplace_back(place, is_shared ? all : rejects_columns(inputs[i]), is_shared);
    }
    for (auto& row : rows) {
      if (is_shared) reorder(row.fields, places[i], all.size());
      files.back().add(row);
    }
    files.back().flush();
  }
  return files;
}

void add_outcome(model::ImportResult& result, const Input& input,
                 const store::FileOutcome& outcome) {
  const auto broken = input.scan ? input.scan->broken : 0;
  const auto rejected = broken + static_cast<std::int64_t>(outcome.rejected.size());
  result.inserted += outcome.inserted;
  result.updated += outcome.updated;
  result.unchanged += outcome.unchanged;
  result.rejected += rejected;
  result.read += outcome.inserted + outcome.updated + outcome.unchanged + rejected;
}

void keep_rejects(ingest::RejectsFile& file, model::ImportResult& result) {
  const auto wanted = file.path();
  const auto why = file.keep();
  if (!why.empty()) {
    result.warnings.push_back(
        fmt::format("the rejects file '{}' could not be written: {}. All else is imported; the "
                    "rejected rows are "
                    "in {}",
                    wanted, why, file.path()));
  }
  if (!result.rejects_file) {
    result.rejects_file = file.path();
  } else {
    result.warnings.push_back("more rejected rows: " + file.path());
  }
}

}  // namespace

model::ImportResult import_files(store::Store& store, ImportKind kind,
                                 const std::vector<std::string>& files,
                                 const ImportOptions& options) {
  model::ImportResult result;
  if (options.progress) options.progress("scanning");
  const auto inputs = open_inputs(store, kind, files, result.warnings);
  if (inputs.empty()) return result;
  std::vector<ImportFile> readable;
  for (const auto& input : inputs) readable.push_back(input.file);

  std::vector<ingest::RejectsFile> rejects;
  const store::ImportHooks hooks{
      options.progress, [&](std::span<const store::FileOutcome> outcomes) {
        rejects = write_rejects(store, inputs, outcomes, options.rejects_path);
      }};
  const auto zones = kind == ImportKind::creators ? page_zones(store) : PageZones();
  const auto outcomes = store::import_files(store, kind, readable, options.as_of, hooks);
  const auto warn = [&](const std::vector<std::string>& warnings) {
    result.warnings.insert(result.warnings.end(), warnings.begin(), warnings.end());
  };
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    add_outcome(result, inputs[i], outcomes[i]);
    const auto reworded = outcomes[i].reworded;
    if (reworded > 0) warn({reworded_captions(inputs[i].source.name(), reworded)});
  }
  for (auto& file : rejects) keep_rejects(file, result);
  if (kind == ImportKind::creators) warn(changed_zones(store, zones));
  if (kind == ImportKind::restrictions) warn(unknown_pages(store));
  return result;
}

}  // namespace eros::orchestrate
