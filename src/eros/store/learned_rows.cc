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

// The columns of `learned_of_all`, and those of `learned_of_pages`.
namespace of_all {
enum Column : int {
  part,
  word,
  category,
  trigger,
  slot,
  effect,
  variance,
  own_share,
  observations
};
}
namespace of_pages {
enum Column : int {
  part,
  page_number,
  page_name,
  word,
  name,
  slot,
  effect,
  own_share,
  observations
};
}

// The arguments are the columns that hold them.
model::HourEffect hour_effect(const Rows& rows, int slot, int effect, int own_share,
                              int observations) {
  model::HourEffect hour;
  hour.slot = static_cast<std::uint8_t>(rows.integer(slot));
  hour.mean = rows.real(effect);
  hour.own_share = rows.real(own_share);
  hour.observations = rows.integer(observations);
  return hour;
}

model::TasteEffect taste_effect(const Rows& rows, int attribute, int name, int effect,
                                int own_share) {
  model::TasteEffect taste;
  taste.attribute = store::word(rows.text(attribute), model::parse_attribute);
  taste.name = rows.text(name);
  taste.mean = rows.real(effect);
  taste.own_share = rows.real(own_share);
  return taste;
}

void read_component(const Rows& rows, VarianceComponents& variance) {
  for (const auto& [name, member] : components) {
    if (rows.text(of_all::word) == name) variance.*member = rows.real(of_all::effect);
  }
}

void read_part(const Rows& rows, Learned& learned, bool with_captions) {
  using enum of_all::Column;
  const auto which = rows.text(part);
  if (which == "variance") return read_component(rows, learned.variance);
  if (which == "hour") {
    learned.hours.push_back(hour_effect(rows, slot, effect, own_share, observations));
    return;
  }
  if (!with_captions) return;
  if (which == "tier") {
    learned.tiers.push_back({store::word(rows.text(of_all::word), model::parse_tier),
                             rows.real(effect), rows.real(variance), rows.integer(observations)});
  } else if (which == "cell") {
    learned.cells.push_back({{store::word(rows.text(of_all::word), model::parse_tier),
                              std::string(rows.text(category)), std::string(rows.text(trigger))},
                             rows.real(effect),
                             rows.real(variance),
                             rows.real(own_share),
                             rows.integer(observations)});
  } else {
    learned.tastes.push_back(taste_effect(rows, of_all::word, category, effect, own_share));
  }
}

void read_page_part(const Rows& rows, PageEffects& page) {
  using enum of_pages::Column;
  const auto which = rows.text(part);
  if (which == "page") {
    page.learned.mean = rows.real(effect);
    page.learned.audience = rows.real(own_share);
  } else if (which == "taste") {
    page.learned.tastes.push_back(taste_effect(rows, of_pages::word, name, effect, own_share));
  } else {
    page.hours.push_back(hour_effect(rows, slot, effect, own_share, observations));
  }
}

void read_captions(Engine& engine, Learned& learned) {
  const auto captions = engine.query({"caption_effects"});
  while (captions->next()) {
    learned.captions.push_back({base::CaptionId{captions->integer(0)}, captions->real(1),
                                captions->real(2), captions->real(3), captions->integer(4),
                                captions->integer(5)});
  }
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
  const auto parts = engine.query({"learned_of_all"});
  while (parts->next()) read_part(*parts, learned, with_captions);
  if (with_captions) read_captions(engine, learned);
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
  const auto parts = engine.query({"learned_of_pages", parameters});
  while (parts->next()) {
    const std::size_t at = place.at(parts->text(of_pages::page_name));
    place_of_number.emplace(parts->integer(of_pages::page_number), at);
    read_page_part(*parts, pages[at]);
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
  return pages;
}

}  // namespace eros::store
