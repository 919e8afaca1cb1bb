// Global options, the environment, and what is said in a pipe and on a terminal.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/sample_agency.h"
#include "paths.h"

namespace eros::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(Quiet, NothingOnStderrWhenAllIsWell) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  for (const Arguments& command : {Arguments{"init"},
                                   {"import", "messages", "messages.csv"},
                                   {"learn"},
                                   {"analyze", "cedar_runs"},
                                   {"select", "cedar_runs"},
                                   {"schedule", "hazel_books", "--output", "h.csv"},
                                   {"schedules"},
                                   {"show", id},
                                   {"approve", id},
                                   {"export", id},
                                   {"sweep"},
                                   {"cancel", id},
                                   {"demo"}}) {
    Arguments quiet = at_noon(command);
    quiet.push_back("--quiet");
    const Outcome outcome = agency.eros(quiet);
    EXPECT_EQ(outcome.exit_code, 0) << command.front() << ": " << outcome.err;
    EXPECT_EQ(outcome.err, "") << command.front();
    EXPECT_EQ(outcome.out.find('\033'), std::string::npos) << command.front();
    // And in a pipe there is no progress, even where notes are wanted.
    if (command.front() == "cancel" || command.front() == "approve") continue;
    EXPECT_THAT(agency.eros(at_noon(command)).err, Not(HasSubstr("\r"))) << command.front();
  }
}

TEST(Quiet, NotesOfAnImportGoToStderrOnly) {
  const Workplace place;
  place.eros({"init"});
  place.write("m.csv",
              "page,text,sent_at,sent,viewed,purchased,revenue,mood\n"
              "fern,hello,2026-11-10T19:00:00,10,4,1,15,good\n");
  const Outcome outcome = place.eros(at_noon({"import", "messages", "m.csv"}));
  EXPECT_THAT(outcome.err, HasSubstr("mood"));
  EXPECT_THAT(outcome.out, Not(HasSubstr("mood")));
}

TEST(GlobalOptions, WorkBeforeAndAfterTheCommand) {
  const SampleAgency agency;
  const Arguments globals = {"--store",  "eros.duckdb",
                             "--format", "json",
                             "--as-of",  "2026-11-17T12:00:00-08:00",
                             "--seed",   "3"};
  Arguments before = globals;
  before.insert(before.end(), {"schedule", "cedar_runs", "--dry-run"});
  Arguments after = {"schedule", "cedar_runs", "--dry-run"};
  after.insert(after.end(), globals.begin(), globals.end());
  const Outcome first = agency.eros(before);
  EXPECT_EQ(first.exit_code, 0) << first.err;
  EXPECT_EQ(first.out, agency.eros(after).out);
  EXPECT_EQ(json_of(first)["page_name"], "cedar_runs");
}

TEST(GlobalOptions, TheEnvironmentNamesTheStore) {
  const Workplace place;
  const RunOptions options{.environment = {{"EROS_STORE", "mine.duckdb"}}};
  EXPECT_EQ(place.eros({"init"}, options).exit_code, 0);
  EXPECT_TRUE(place.has("mine.duckdb"));
  EXPECT_FALSE(place.has("eros.duckdb"));
  EXPECT_EQ(place.eros({"schedules"}, options).exit_code, 0);
  EXPECT_EQ(place.eros({"schedules", "--store", "other.duckdb"}, options).exit_code, 1)
      << "the option wins";
}

TEST(GlobalOptions, AsOfWithoutAnOffsetIsLosAngeles) {
  const SampleAgency agency;
  const auto plan = [&](const char* as_of) {
    return agency.eros({"schedule", "cedar_runs", "--dry-run", "--as-of", as_of}).out;
  };
  EXPECT_EQ(plan("2026-11-17T12:00:00"), plan("2026-11-17T20:00:00Z"));
}

TEST(Help, IsThereForEveryCommand) {
  const Workplace place;
  const Outcome help = place.eros({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command : {"init", "import", "analyze", "select", "schedule", "export",
                              "schedules", "show", "approve", "cancel", "learn", "sweep", "demo"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
    const Outcome own = place.eros({command, "--help"});
    EXPECT_EQ(own.exit_code, 0) << command;
    EXPECT_THAT(own.out, HasSubstr("--help")) << command;
    EXPECT_EQ(own.err, "") << command;
  }
  EXPECT_EQ(place.eros({"--version"}).out, EROS_VERSION "\n");
}

// What a week looks like on a terminal of 100 columns.
std::string on_terminal(const Workplace& place, const std::string& id, bool no_colour,
                        const char* kind = "xterm") {
  winsize size{.ws_row = 40, .ws_col = 100, .ws_xpixel = 0, .ws_ypixel = 0};
  const std::string store = place.path("eros.duckdb");
  int terminal = -1;
  const pid_t child = forkpty(&terminal, nullptr, nullptr, &size);
  if (child == 0) {
    no_colour ? setenv("NO_COLOR", "1", 1) : unsetenv("NO_COLOR");
    setenv("TERM", kind, 1);
    execl(paths::program, "eros", "show", id.c_str(), "--store", store.c_str(), nullptr);
    _exit(127);
  }
  std::string text;
  char buffer[4096];
  for (ssize_t got; (got = read(terminal, buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  int status = 0;
  waitpid(child, &status, 0);
  close(terminal);
  EXPECT_EQ(status, 0);
  return text;
}

TEST(Terminal, HasColourUnlessNotWanted) {
  const SampleAgency agency;
  const std::string id = agency.plan("cedar_runs", "2026-11-23")["schedule_id"];
  EXPECT_THAT(on_terminal(agency, id, false), HasSubstr("\033["));
  EXPECT_THAT(on_terminal(agency, id, true), Not(HasSubstr("\033[")));
  EXPECT_THAT(on_terminal(agency, id, false, "dumb"), Not(HasSubstr("\033[")));
}

}  // namespace
}  // namespace eros::testing
