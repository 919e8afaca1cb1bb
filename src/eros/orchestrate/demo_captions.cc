#include "eros/orchestrate/demo_captions.h"

#include <array>

#include "eros/base/random.h"

namespace eros::orchestrate {
namespace {

using Words = std::array<const char*, 12>;

struct Category {
  const char* name;
  const char* emoji;
  Words subjects;
};

constexpr std::array<Category, 8> categories = {{
    {"Baking",
     "🍞",
     {"my sourdough loaf", "the cinnamon rolls", "a lemon tart", "oat cookies", "the birthday cake",
      "rye bread", "an apple pie", "blueberry muffins", "the Sunday pancakes", "fresh pretzels",
      "a carrot cake", "cheese scones"}},
    {"Garden",
     "🌷",
     {"the tomato beds", "my first roses", "a herb corner", "the pear tree", "spring bulbs",
      "the old greenhouse", "sunflower seeds", "a balcony garden", "the compost heap",
      "winter pruning", "wild strawberries", "the bird bath"}},
    {"Travel",
     "🗺️",
     {"the coast road", "a night train", "the mountain hut", "an island market", "the old harbour",
      "a lake cabin", "the desert stars", "a river ferry", "the castle walk", "a rainy city",
      "the lighthouse trail", "a tiny museum"}},
    {"Music",
     "🎸",
     {"my guitar practice", "a piano waltz", "the choir evening", "a violin lesson",
      "the drum loop", "an old folk song", "my home studio", "a lullaby cover",
      "the street concert", "four new chords", "a jazz record", "the flute duet"}},
    {"Pets",
     "🐶",
     {"the morning dog walk", "a kitten nap", "the muddy paws", "training day", "two lazy cats",
      "the puppy bath", "a rescued parrot", "the rabbit run", "beach day with the dog",
      "the goldfish pond", "a new collar", "the vet visit"}},
    {"Art",
     "🎨",
     {"my sketchbook", "a watercolour sky", "the clay bowl", "an ink portrait", "the mural wall",
      "a linocut print", "pastel clouds", "the paper cranes", "a quilt pattern", "charcoal trees",
      "the photo walk", "a tiny oil painting"}},
    {"Fitness",
     "🏃",
     {"my ten kilometre run", "a stretch routine", "the cold swim", "bike repairs",
      "the yoga morning", "a hill climb", "the rowing plan", "rope skipping", "a rest day",
      "the park workout", "my first pull up", "the trail race"}},
    {"Books",
     "📚",
     {"my reading list", "a mystery novel", "the library haul", "poems at breakfast",
      "an old atlas", "the book club", "a cookbook shelf", "letters from home", "the travel diary",
      "a fairy tale", "the secondhand shop", "a short story"}},
}};

constexpr Words paid_openings = {
    "A first look at",      "The full story of",    "Every step of",       "A quiet hour with",
    "Behind the scenes of", "New today:",           "The best part of",    "Twenty photos of",
    "The long version of",  "A small secret about", "What I learned from", "You asked for"};
constexpr Words bump_openings = {"Good morning from",  "Thinking about",      "Who else loves",
                                 "Today is all about", "A little update on",  "Would you like",
                                 "Waving hello from",  "Still smiling about", "Tell me about",
                                 "Back soon with",     "One picture of",      "Guess what:"};
constexpr Words endings = {"",
                           "with a cup of tea",
                           "just before sunset",
                           "from start to finish",
                           "and one mistake",
                           "with every detail",
                           "for a rainy day",
                           "on a sunny morning",
                           "with notes and tips",
                           "in one long video",
                           "and a surprise",
                           "for the weekend"};

struct Trigger {
  const char* name;
  double effect;  // on conversion
};
constexpr std::array<Trigger, 8> triggers = {{{"", 1.0},
                                              {"", 1.0},
                                              {"Curiosity", 1.08},
                                              {"Exclusivity", 1.06},
                                              {"Social Proof", 1.02},
                                              {"Scarcity", 0.94},
                                              {"Urgency", 0.97},
                                              {"FOMO", 0.92}}};

struct Share {
  model::Tier tier;
  int captions;
};
constexpr std::array<Share, 6> shares = {{{model::Tier::budget, 480},
                                          {model::Tier::mid, 360},
                                          {model::Tier::premium, 280},
                                          {model::Tier::luxury, 80},
                                          {model::Tier::vip, 40},
                                          {model::Tier::bump, 260}}};

// The n-th combination of opening, subject and ending: all 12 x 12 x 12 come once before any
// comes again, because the stride has no factor in common with them.
std::string text_of(const Category& category, std::size_t n, bool bump) {
  constexpr std::size_t all = std::size_t{12} * 12 * 12;
  constexpr std::size_t stride = 785;
  const std::size_t at = n * stride % all;
  std::string text = bump ? bump_openings[at % 12] : paid_openings[at % 12];
  text += ' ';
  text += category.subjects[at / 12 % 12];
  const std::string_view ending = endings[at / 144];
  if (!ending.empty()) text.append(" ").append(ending);
  return text;
}

}  // namespace

std::vector<DemoCaption> demo_captions(std::uint64_t seed) {
  const base::RandomStream stream(seed, "demo|captions");
  std::vector<DemoCaption> captions;
  std::size_t paid = 0;
  std::size_t free = 0;
  for (const Share& share : shares) {
    const bool bump = share.tier == model::Tier::bump;
    for (int i = 0; i < share.captions; ++i) {
      const std::size_t n = bump ? free++ : paid++;
      const Category& category = categories[n % categories.size()];
      base::Draws draws = stream.at(captions.size());
      const Trigger& trigger =
          triggers[static_cast<std::size_t>(draws.uniform() * triggers.size())];
      DemoCaption caption;
      caption.id = static_cast<std::int64_t>(captions.size()) + 1;
      caption.text = text_of(category, n / categories.size(), bump);
      caption.tier = share.tier;
      caption.category = category.name;
      caption.quality = 0.85 + 0.3 * draws.uniform();
      if (!bump) {
        caption.trigger = trigger.name;
        caption.quality *= trigger.effect;
        caption.has_urgency = caption.trigger == "Urgency" || draws.uniform() < 0.04;
      }
      if (caption.has_urgency) caption.text += ", only until tonight";
      if (draws.uniform() < 0.4) caption.text.append(" ").append(category.emoji);
      captions.push_back(std::move(caption));
    }
  }
  return captions;
}

}  // namespace eros::orchestrate
