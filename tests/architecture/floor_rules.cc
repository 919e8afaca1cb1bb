#include "architecture/floor_rules.h"

#include <algorithm>
#include <array>

namespace eros::architecture {
namespace {

struct Module {
  std::string_view name;
  int floor;
  bool speaks_outside = false;  // on a low floor all the same: I/O that many edges share
};
constexpr std::array modules = {
    Module{"base", 0},     Module{"model", 1},       Module{"google", 1, true},
    Module{"analysis", 2}, Module{"volume", 2},      Module{"captions", 2},
    Module{"learning", 2}, Module{"evaluation", 2},  Module{"schedule", 2},
    Module{"store", 3},    Module{"ingest", 3},      Module{"exports", 3},
    Module{"simulate", 3}, Module{"orchestrate", 4}, Module{"monitor", 4},
    Module{"web", 5},      Module{"python", 5},      Module{"cli", 6},
    Module{"main.cc", 7}};

constexpr int values = 1;
constexpr int decisions = 2;  // pure: no clock, no chance, no files
constexpr int edges = 3;      // input and output: know no decisions

// What a pure module must not name, wherever it stands in a line.
constexpr std::array impure = {std::string_view("random_device"), std::string_view("<ctime>"),
                               std::string_view("<time.h>"),      std::string_view("_clock::now"),
                               std::string_view("gettimeofday"),  std::string_view("std::time("),
                               std::string_view("<fstream>"),     std::string_view("<iostream>"),
                               std::string_view("<cstdio>"),      std::string_view("<stdio.h>"),
                               std::string_view("<filesystem>"),  std::string_view("std::rand("),
                               std::string_view("getenv"),        std::string_view("<thread>"),
                               std::string_view("duckdb")};

constexpr std::array vague_names = {std::string_view("util"), std::string_view("helper"),
                                    std::string_view("common"), std::string_view("manager"),
                                    std::string_view("misc")};

constexpr std::size_t longest_file = 400;

std::string_view module_of(std::string_view path) { return path.substr(0, path.find('/')); }

// The module of an `#include "eros/..."` line; empty for any other line.
std::string_view included_module(std::string_view line) {
  const auto skip = [&line](std::string_view what) {
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with(what)) return false;
    line.remove_prefix(what.size());
    return true;
  };
  if (!skip("#") || !skip("include")) return {};
  if (!skip("\"eros/") && !skip("<eros/")) return {};
  return module_of(line.substr(0, line.find_first_of("\">")));
}

bool is_pure(std::string_view name) {
  return std::ranges::any_of(modules, [name](const Module& module) {
    return module.name == name && module.floor <= decisions && !module.speaks_outside;
  });
}

// Why `user` must not include `used`; empty if it may.
std::string_view objection(std::string_view user, std::string_view used) {
  if (user == used) return {};
  const int from = floor_of(user);
  const int to = floor_of(used);
  if (to < 0) return "the rules know no such module";
  if (to > from) return "a higher floor";
  if (to == from) return "a module of the same floor";
  if (user == "simulate" && to > values) return "the simulator knows nothing of what it judges";
  if (from == edges && to == decisions) return "input and output know no decisions";
  if (is_pure(user) && !is_pure(used)) return "decisions know no services";
  return {};
}

// The line without its `//` comment: words about a forbidden thing are allowed.
std::string_view code_of(std::string_view line) { return line.substr(0, line.find("//")); }

void check_line(std::string_view module, std::string_view line, const std::string& place,
                std::vector<std::string>& findings) {
  const std::string_view code = code_of(line);
  const std::string_view used = included_module(code);
  const std::string_view reason = used.empty() ? used : objection(module, used);
  if (!reason.empty()) {
    findings.push_back(place + std::string(module) + " includes " + std::string(used) + ": " +
                       std::string(reason));
  }
  if (!is_pure(module)) return;
  for (std::string_view word : impure) {
    if (code.find(word) == std::string_view::npos) continue;
    findings.push_back(place + std::string(module) + " is pure, but names " + std::string(word));
  }
}

}  // namespace

int floor_of(std::string_view module) {
  for (const Module& known : modules) {
    if (known.name == module) return known.floor;
  }
  return -1;
}

std::vector<std::string> check_source(std::string_view path, std::string_view text) {
  std::vector<std::string> findings;
  const std::string_view module = module_of(path);
  const std::string file(path);
  if (floor_of(module) < 0) findings.push_back(file + ":1: the rules know no such module");
  const std::string_view name = path.substr(path.rfind('/') + 1);
  for (std::string_view vague : vague_names) {
    if (name.find(vague) == std::string_view::npos) continue;
    findings.push_back(file + ":1: the name says nothing: " + std::string(vague));
  }
  std::size_t number = 0;
  for (; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    check_line(module, text.substr(0, end), file + ":" + std::to_string(number + 1) + ": ",
               findings);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (number > longest_file) {
    findings.push_back(file + ":" + std::to_string(number) + ": more than 400 lines");
  }
  return findings;
}

}  // namespace eros::architecture
