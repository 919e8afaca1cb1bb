#include "eros/simulate/caption_texts.h"

#include <array>

namespace eros::simulate {
namespace {

using Words = std::array<const char*, 12>;

constexpr std::array<CaptionCategory, 8> categories = {{{"Baking", "🍞"},
                                                        {"Garden", "🌷"},
                                                        {"Travel", "🗺️"},
                                                        {"Music", "🎸"},
                                                        {"Pets", "🐶"},
                                                        {"Art", "🎨"},
                                                        {"Fitness", "🏃"},
                                                        {"Books", "📚"}}};

constexpr std::array<Words, 8> subjects = {{
    {"my sourdough loaf", "the cinnamon rolls", "a lemon tart", "oat cookies", "the birthday cake",
     "rye bread", "an apple pie", "blueberry muffins", "the Sunday pancakes", "fresh pretzels",
     "a carrot cake", "cheese scones"},
    {"the tomato beds", "my first roses", "a herb corner", "the pear tree", "spring bulbs",
     "the old greenhouse", "sunflower seeds", "a balcony garden", "the compost heap",
     "winter pruning", "wild strawberries", "the bird bath"},
    {"the coast road", "a night train", "the mountain hut", "an island market", "the old harbour",
     "a lake cabin", "the desert stars", "a river ferry", "the castle walk", "a rainy city",
     "the lighthouse trail", "a tiny museum"},
    {"my guitar practice", "a piano waltz", "the choir evening", "a violin lesson", "the drum loop",
     "an old folk song", "my home studio", "a lullaby cover", "the street concert",
     "four new chords", "a jazz record", "the flute duet"},
    {"the morning dog walk", "a kitten nap", "the muddy paws", "training day", "two lazy cats",
     "the puppy bath", "a rescued parrot", "the rabbit run", "beach day with the dog",
     "the goldfish pond", "a new collar", "the vet visit"},
    {"my sketchbook", "a watercolour sky", "the clay bowl", "an ink portrait", "the mural wall",
     "a linocut print", "pastel clouds", "the paper cranes", "a quilt pattern", "charcoal trees",
     "the photo walk", "a tiny oil painting"},
    {"my ten kilometre run", "a stretch routine", "the cold swim", "bike repairs",
     "the yoga morning", "a hill climb", "the rowing plan", "rope skipping", "a rest day",
     "the park workout", "my first pull up", "the trail race"},
    {"my reading list", "a mystery novel", "the library haul", "poems at breakfast", "an old atlas",
     "the book club", "a cookbook shelf", "letters from home", "the travel diary", "a fairy tale",
     "the secondhand shop", "a short story"},
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

constexpr std::size_t combinations = std::size_t{12} * 12 * 12;
// No factor in common with the number of combinations: all come once before any comes again.
constexpr std::size_t stride = 785;

}  // namespace

std::span<const CaptionCategory> caption_categories() { return categories; }

std::string caption_text(std::size_t category, std::size_t n, bool is_bump) {
  const std::size_t at = n * stride % combinations;
  std::string text = is_bump ? bump_openings[at % 12] : paid_openings[at % 12];
  text += ' ';
  text += subjects.at(category)[at / 12 % 12];
  const std::string_view ending = endings[at / 144];
  if (!ending.empty()) text.append(" ").append(ending);
  const std::size_t part = n / combinations + 1;
  if (part > 1) text.append(", part ").append(std::to_string(part));
  return text;
}

}  // namespace eros::simulate
