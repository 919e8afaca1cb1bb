#include "eros/evaluation/matching.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

namespace eros::evaluation {
namespace {

struct Pair {
  base::microseconds apart;
  std::size_t planned;
  std::size_t sent;
  bool operator<(const Pair& other) const {
    return std::tie(apart, planned, sent) < std::tie(other.apart, other.planned, other.sent);
  }
};

}  // namespace

std::vector<std::optional<std::size_t>> match_sent(std::span<const PlannedPpv> planned,
                                                   std::span<const model::SentPpv> sent,
                                                   base::minutes tolerance) {
  using Key = std::pair<std::string_view, std::string_view>;
  std::multimap<Key, std::size_t> sent_of;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    sent_of.emplace(Key(sent[i].page_name, sent[i].caption_key), i);
  }
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    const auto [first, last] =
        sent_of.equal_range(Key(planned[i].page_name, planned[i].caption_key));
    for (auto of = first; of != last; ++of) {
      const base::microseconds apart = std::chrono::abs(sent[of->second].at - planned[i].at);
      if (apart <= tolerance) pairs.push_back({apart, i, of->second});
    }
  }
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::optional<std::size_t>> became(planned.size());
  std::vector<bool> is_used(sent.size());
  for (const Pair& pair : pairs) {
    if (became[pair.planned] || is_used[pair.sent]) continue;
    became[pair.planned] = pair.sent;
    is_used[pair.sent] = true;
  }
  return became;
}

}  // namespace eros::evaluation
