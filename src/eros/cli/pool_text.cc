#include "eros/cli/pool_text.h"

#include <fmt/core.h>

#include "eros/cli/figures.h"
#include "eros/cli/tables.h"

namespace eros::cli {
namespace {

std::string quotas(const model::CaptionPool& pool, const Style& style) {
  Table table;
  table.columns = {{"Quota"}, {"Wanted", Align::right}, {"Filled", Align::right}};
  const auto row = [&](model::Tier tier, int wanted, int filled) {
    if (wanted == 0 && filled == 0) return;
    table.rows.push_back(
        {std::string(model::to_string(tier)), std::to_string(wanted), std::to_string(filled)});
  };
  for (model::Tier tier : model::paid_tiers) row(tier, pool.quota[tier], pool.filled[tier]);
  row(model::Tier::bump, pool.bump_quota, static_cast<int>(pool.bump.size()));
  return render_table(table, style);
}

// Of policies that learn from nothing but the page: no shares.
std::string share_text(const model::Decision& d, double share) {
  const double all = d.share_page_caption + d.share_caption + d.share_cell + d.share_tier;
  return all > 0.0 ? percent_text(share) : std::string();
}

std::string picks(const std::vector<model::Pick>& list, const model::CaptionBank& bank,
                  const Style& style) {
  Table table;
  table.columns = {{"Id", Align::right},
                   {"Tier"},
                   {"Category"},
                   {"Trigger"},
                   {"Score", Align::right},
                   {"Sample", Align::right},
                   {"Seen", Align::right},
                   {"Here", Align::right},
                   {"All pages", Align::right},
                   {"Kind", Align::right},
                   {"Chance", Align::right},
                   {"Strategy"},
                   {"Text", Align::left, true}};
  for (const model::Pick& p : list) {
    const model::Decision& d = p.decision;
    std::string tier(model::to_string(p.tier));
    if (p.quota_tier != p.tier) tier += fmt::format(" for {}", model::to_string(p.quota_tier));
    table.rows.push_back(
        {std::to_string(base::number(p.caption_id)), tier, p.category, p.trigger,
         decimal_text(d.score, 3), decimal_text(d.sample, 3), count_text(d.observations),
         share_text(d, d.share_page_caption), share_text(d, d.share_caption),
         share_text(d, d.share_cell + d.share_tier), percent_text(d.selection_probability),
         std::string(model::to_string(d.strategy)), std::string(bank.text(p.bank_row))});
  }
  return render_table(table, style);
}

std::string section(const char* title, const std::vector<model::Pick>& list,
                    const model::CaptionBank& bank, const Style& style) {
  if (list.empty()) return {};
  return '\n' + paint(title, Ink::bold, style) + '\n' + picks(list, bank, style);
}

std::string health(const model::PoolHealth& h, const Style& style) {
  return wrap(fmt::format("Of {} in the bank: {} inactive or another page's, {} restricted, {} "
                          "cooling down, {} locked elsewhere, {} over a budget. Left: {} paid, {} "
                          "bumps.",
                          amount_text(h.bank, "caption", "captions"), count_text(h.inactive),
                          count_text(h.restricted), count_text(h.cooling_down),
                          count_text(h.locked_elsewhere), count_text(h.budget_exhausted),
                          count_text(h.eligible_ppv), count_text(h.eligible_bump)),
              style.width, 0);
}

}  // namespace

std::string pool_text(const exports::PoolRun& run, const model::CaptionPool& pool,
                      const model::CaptionBank& bank, const Style& style) {
  std::string out =
      fmt::format("{}  captions for the week of {}\n{} segment, policy {}, seed {}, pool of {}\n\n",
                  paint(run.page_name, Ink::bold, style), long_day(run.week_start),
                  model::to_string(run.segment), run.policy, run.seed, pool.target);
  out += quotas(pool, style) + section("PPV", pool.ppv, bank, style) +
         section("Bump", pool.bump, bank, style) + '\n';
  out += fmt::format("Alternates: {} paid, {} bumps.\n", pool.ppv_alternates.size(),
                     pool.bump_alternates.size());
  out += health(pool.health, style);
  for (const std::string& warning : pool.warnings)
    out += wrap("! " + one_line(warning), style.width, 0);
  return out;
}

}  // namespace eros::cli
