#include "eros/volume/targets.h"

#include <gtest/gtest.h>

#include "eros/volume/account_sizes.h"

namespace eros::volume {
namespace {

using model::AccountSize;
using model::Mode;
using model::Zone;

TEST(Targets, TheFiveDocumentedChecks) {
  EXPECT_EQ(calculate_volume_targets(AccountSize::micro, 0.20), (VolumeTargets{6, 4, Zone::green}));
  EXPECT_EQ(calculate_volume_targets(AccountSize::small, 0.20), (VolumeTargets{8, 6, Zone::green}));
  EXPECT_EQ(calculate_volume_targets(AccountSize::medium, 0.40),
            (VolumeTargets{9, 9, Zone::yellow}));
  EXPECT_EQ(calculate_volume_targets(AccountSize::large, 0.70), (VolumeTargets{8, 24, Zone::red}));
  EXPECT_EQ(calculate_volume_targets(AccountSize::mega, 0.80), (VolumeTargets{10, 32, Zone::red}));
}

TEST(Targets, ThePythonExample) {
  EXPECT_EQ(calculate_volume_targets(AccountSize::medium, 0.45, 0.5),
            (VolumeTargets{9, 9, Zone::yellow}));
}

TEST(Targets, SafeAndConservativeStartFromTheMinimum) {
  for (const Mode mode : {Mode::safe, Mode::conservative}) {
    EXPECT_EQ(calculate_volume_targets(AccountSize::medium, 0.20, 0.5, mode),
              (VolumeTargets{10, 7, Zone::green}));
    EXPECT_EQ(calculate_volume_targets(AccountSize::large, 0.50, 0.5, mode),
              (VolumeTargets{10, 12, Zone::yellow}));
    EXPECT_EQ(calculate_volume_targets(AccountSize::micro, 0.90, 0.5, mode),
              (VolumeTargets{2, 6, Zone::red}));
  }
}

struct SizeRow {
  AccountSize size;
  int ppv_min, ppv_max, bump_min, bump_max, gap_minutes, per_day;
};
TEST(AccountSizes, Table) {
  const SizeRow rows[] = {{AccountSize::micro, 5, 7, 3, 5, 180, 8},
                          {AccountSize::small, 7, 10, 5, 7, 150, 10},
                          {AccountSize::medium, 10, 14, 7, 10, 120, 15},
                          {AccountSize::large, 14, 18, 10, 14, 90, 20},
                          {AccountSize::mega, 18, 25, 14, 18, 75, 25}};
  for (const SizeRow& row : rows) {
    const AccountSizeConfig& config = account_size_config(row.size);
    EXPECT_EQ(config.size, row.size);
    EXPECT_EQ(config.ppv.min, row.ppv_min);
    EXPECT_EQ(config.ppv.max, row.ppv_max);
    EXPECT_EQ(config.bump.min, row.bump_min);
    EXPECT_EQ(config.bump.max, row.bump_max);
    EXPECT_EQ(config.min_ppv_gap.count(), row.gap_minutes);
    EXPECT_EQ(config.max_messages_per_day, row.per_day);
  }
}

}  // namespace
}  // namespace eros::volume
