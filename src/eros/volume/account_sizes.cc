#include "eros/volume/account_sizes.h"

#include <array>

namespace eros::volume {
namespace {

using base::minutes;
using model::AccountSize;

constexpr std::array<AccountSizeConfig, 5> configs = {{
    {AccountSize::micro, {5, 7}, {3, 5}, minutes(180), 8},
    {AccountSize::small, {7, 10}, {5, 7}, minutes(150), 10},
    {AccountSize::medium, {10, 14}, {7, 10}, minutes(120), 15},
    {AccountSize::large, {14, 18}, {10, 14}, minutes(90), 20},
    {AccountSize::mega, {18, 25}, {14, 18}, minutes(75), 25},
}};

}  // namespace

const AccountSizeConfig& account_size_config(AccountSize size) {
  return configs.at(static_cast<std::size_t>(size));
}

}  // namespace eros::volume
