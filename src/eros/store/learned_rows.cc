#include "eros/store/learned_rows.h"

#include <array>
#include <map>
#include <string_view>
#include <utility>

#include "eros/store/row_values.h"

namespace eros::store {
namespace {

using model::Learned;
using model::VarianceComponents;
using Numbers = std::vector<std::int64_t>;
using Reals = std::vector<double>;
using Texts = std::vector<std::string>;

constexpr std::int64_t all_pages = -1;

constexpr std::array<std::pair<std::string_view, double VarianceComponents::*>, 14> components = {{
    {"noise", &VarianceComponents::noise},
    {"page_caption", &VarianceComponents::page_caption},
    {"caption", &VarianceComponents::caption},
    {"cell", &VarianceComponents::cell},
    {"category", &VarianceComponents::category},
    {"trigger", &VarianceComponents::trigger},
    {"page", &VarianceComponents::page},
    {"page_tier", &VarianceComponents::page_tier},
    {"page_category", &VarianceComponents::page_category},
    {"page_trigger", &VarianceComponents::page_trigger},
    {"page_month", &VarianceComponents::page_month},
    {"day", &VarianceComponents::day},
    {"hour", &VarianceComponents::hour},
    {"page_hour", &VarianceComponents::page_hour},
}};

// A column of `items`, by the function that gives its value.
template <typename Values, typename Item, typename Get>
Values column(const std::vector<Item>& items, Get get) {
  Values values;
  values.reserve(items.size());
  for (const Item& item : items) values.emplace_back(get(item));
  return values;
}

NewRows component_rows(const VarianceComponents& variance) {
  Texts names;
  Reals values;
  for (const auto& [name, member] : components) {
    names.emplace_back(name);
    values.push_back(variance.*member);
  }
  return {"variance_components", {names, values}};
}

NewRows tier_rows(const std::vector<model::TierEffect>& tiers) {
  return {"tier_effects",
          {column<Texts>(tiers, [](const auto& e) { return model::to_string(e.tier); }),
           column<Reals>(tiers, [](const auto& e) { return e.mean; }),
           column<Reals>(tiers, [](const auto& e) { return e.variance; }),
           column<Numbers>(tiers, [](const auto& e) { return e.observations; })}};
}

NewRows cell_rows(const std::vector<model::CellEffect>& cells) {
  return {"cell_effects",
          {column<Texts>(cells, [](const auto& e) { return model::to_string(e.cell.tier); }),
           column<Texts>(cells, [](const auto& e) { return e.cell.category; }),
           column<Texts>(cells, [](const auto& e) { return e.cell.trigger; }),
           column<Reals>(cells, [](const auto& e) { return e.mean; }),
           column<Reals>(cells, [](const auto& e) { return e.variance; }),
           column<Reals>(cells, [](const auto& e) { return e.own_share; }),
           column<Numbers>(cells, [](const auto& e) { return e.observations; })}};
}

NewRows caption_rows(const std::vector<model::CaptionEffect>& captions) {
  return {"caption_effects",
          {column<Numbers>(captions, [](const auto& e) { return base::number(e.caption_id); }),
           column<Reals>(captions, [](const auto& e) { return e.mean; }),
           column<Reals>(captions, [](const auto& e) { return e.variance; }),
           column<Reals>(captions, [](const auto& e) { return e.own_share; }),
           column<Numbers>(captions, [](const auto& e) { return e.observations; }),
           column<Numbers>(captions, [](const auto& e) { return e.pages; })}};
}

NewRows page_rows(const std::vector<model::PageEffect>& pages) {
  Numbers numbers(pages.size());
  for (std::size_t i = 0; i < pages.size(); ++i) numbers[i] = static_cast<std::int64_t>(i);
  return {"page_effects",
          {numbers, column<Texts>(pages, [](const auto& e) { return e.page_name; }),
           column<Reals>(pages, [](const auto& e) { return e.mean; }),
           column<Reals>(pages, [](const auto& e) { return e.variance; }),
           column<Reals>(pages, [](const auto& e) { return e.audience; }),
           column<Numbers>(pages, [](const auto& e) { return e.observations; })}};
}

NewRows page_caption_rows(const std::vector<model::PageCaptionEffect>& effects) {
  return {"page_caption_effects",
          {column<Numbers>(effects, [](const auto& e) { return std::int64_t{e.page}; }),
           column<Numbers>(effects, [](const auto& e) { return base::number(e.caption_id); }),
           column<Reals>(effects, [](const auto& e) { return e.deviation; }),
           column<Reals>(effects, [](const auto& e) { return e.own_share; }),
           column<Reals>(effects, [](const auto& e) { return e.repeats; })}};
}

NewRows taste_rows(const std::vector<model::TasteEffect>& tastes, bool is_of_all) {
  return {"taste_effects",
          {column<Numbers>(tastes, [&](const auto& e) { return is_of_all ? all_pages : e.page; }),
           column<Texts>(tastes, [](const auto& e) { return model::to_string(e.attribute); }),
           column<Texts>(tastes, [](const auto& e) { return e.name; }),
           column<Reals>(tastes, [](const auto& e) { return e.mean; }),
           column<Reals>(tastes, [](const auto& e) { return e.own_share; })}};
}

NewRows hour_rows(const std::vector<model::HourEffect>& hours, bool is_of_all) {
  return {"hour_effects",
          {column<Numbers>(hours, [&](const auto& e) { return is_of_all ? all_pages : e.page; }),
           column<Numbers>(hours, [](const auto& e) { return e.slot; }),
           column<Reals>(hours, [](const auto& e) { return e.mean; }),
           column<Reals>(hours, [](const auto& e) { return e.own_share; }),
           column<Numbers>(hours, [](const auto& e) { return e.observations; })}};
}

model::TasteEffect read_taste(const Rows& rows, int first) {
  model::TasteEffect taste;
  taste.attribute = word(rows.text(first), model::parse_attribute);
  taste.name = rows.text(first + 1);
  taste.mean = rows.real(first + 2);
  taste.own_share = rows.real(first + 3);
  return taste;
}

model::HourEffect read_hour(const Rows& rows, int first) {
  model::HourEffect hour;
  hour.slot = static_cast<std::uint8_t>(rows.integer(first));
  hour.mean = rows.real(first + 1);
  hour.own_share = rows.real(first + 2);
  hour.observations = rows.integer(first + 3);
  return hour;
}

void read_components(Engine& engine, VarianceComponents& variance) {
  const auto rows = engine.query({"variance_components"});
  while (rows->next()) {
    for (const auto& [name, member] : components) {
      if (rows->text(0) == name) variance.*member = rows->real(1);
    }
  }
}

void read_effects(Engine& engine, Learned& learned) {
  const auto tiers = engine.query({"tier_effects"});
  while (tiers->next()) {
    learned.tiers.push_back({word(tiers->text(0), model::parse_tier), tiers->real(1),
                             tiers->real(2), tiers->integer(3)});
  }
  const auto cells = engine.query({"cell_effects"});
  while (cells->next()) {
    learned.cells.push_back({{word(cells->text(0), model::parse_tier), std::string(cells->text(1)),
                              std::string(cells->text(2))},
                             cells->real(3),
                             cells->real(4),
                             cells->real(5),
                             cells->integer(6)});
  }
  const auto tastes = engine.query({"taste_effects_of_all"});
  while (tastes->next()) learned.tastes.push_back(read_taste(*tastes, 0));
  const auto captions = engine.query({"caption_effects"});
  while (captions->next()) {
    learned.captions.push_back({base::CaptionId{captions->integer(0)}, captions->real(1),
                                captions->real(2), captions->real(3), captions->integer(4),
                                captions->integer(5)});
  }
}

void read_hours(Engine& engine, Learned& learned) {
  const auto hours = engine.query({"hour_effects_of_all"});
  while (hours->next()) learned.hours.push_back(read_hour(*hours, 0));
}

}  // namespace

std::vector<NewRows> learned_rows(const Learned& learned) {
  return {component_rows(learned.variance), tier_rows(learned.tiers),
          cell_rows(learned.cells),         caption_rows(learned.captions),
          page_rows(learned.pages),         page_caption_rows(learned.page_captions),
          taste_rows(learned.tastes, true), taste_rows(learned.page_tastes, false),
          hour_rows(learned.hours, true),   hour_rows(learned.page_hours, false)};
}

Learned load_learned(Engine& engine, base::Instant as_of, bool with_captions) {
  Learned learned;
  const auto rows = engine.query({"learned_model", {{"as_of", as_of}}});
  if (!rows->next()) return learned;
  learned.as_of = rows->instant(0);
  learned.observations = rows->integer(1);
  learned.repeat_coefficient = rows->real(2);
  learned.repeat_half_life_days = rows->real(3);
  learned.drift_z = rows->real(4);
  if (!rows->is_null(5)) learned.half_life_days = rows->real(5);
  learned.smearing = rows->real(6);
  read_components(engine, learned.variance);
  if (with_captions) read_effects(engine, learned);
  read_hours(engine, learned);
  return learned;
}

std::vector<PageEffects> load_page_effects(Engine& engine, std::span<const std::string> page_names,
                                           base::Instant as_of) {
  std::vector<PageEffects> pages(page_names.size());
  std::map<std::string_view, std::size_t> place;
  for (std::size_t i = 0; i < page_names.size(); ++i) place.emplace(page_names[i], i);
  const Parameters parameters = {
      {"pages", std::vector<std::string>(page_names.begin(), page_names.end())}, {"as_of", as_of}};
  std::map<std::int64_t, std::size_t> place_of_number;
  const auto effects = engine.query({"page_effects", parameters});
  while (effects->next()) {
    const std::size_t at = place.at(effects->text(1));
    place_of_number.emplace(effects->integer(0), at);
    pages[at].learned.mean = effects->real(2);
    pages[at].learned.audience = effects->real(3);
  }
  if (place_of_number.empty()) return pages;
  const auto captions = engine.query({"page_caption_effects", parameters});
  while (captions->next()) {
    model::PageCaptionEffect effect;
    effect.page = static_cast<std::uint32_t>(captions->integer(0));
    effect.caption_id = base::CaptionId{captions->integer(1)};
    effect.deviation = static_cast<float>(captions->real(2));
    effect.own_share = static_cast<float>(captions->real(3));
    effect.repeats = static_cast<float>(captions->real(4));
    pages[place_of_number.at(captions->integer(0))].learned.captions.push_back(effect);
  }
  const auto tastes = engine.query({"taste_effects_of_pages", parameters});
  while (tastes->next()) {
    pages[place_of_number.at(tastes->integer(0))].learned.tastes.push_back(read_taste(*tastes, 1));
  }
  const auto hours = engine.query({"hour_effects_of_pages", parameters});
  while (hours->next()) {
    pages[place_of_number.at(hours->integer(0))].hours.push_back(read_hour(*hours, 1));
  }
  return pages;
}

}  // namespace eros::store
