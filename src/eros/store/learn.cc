#include "eros/store/store.h"
#include "eros/store/writer_guard.h"

namespace eros::store {
namespace {

constexpr base::days learned_days{90};
constexpr base::days median_days{30};

}  // namespace

model::LearnResult Store::learn(base::Instant as_of) {
  const std::vector<Step> steps = {hold_writer_guard(),
                                   {{"delete_caption_stats"}},
                                   {{"insert_caption_stats",
                                     {{"as_of", as_of},
                                      {"since", as_of - learned_days},
                                      {"recent_since", as_of - median_days}}}}};
  engine_->run_atomically(steps);
  model::LearnResult result;
  const auto rows = engine_->query({"learned"});
  if (rows->next()) {
    result.messages = rows->integer(0);
    result.pairs = rows->integer(1);
    result.pages = rows->integer(2);
  }
  return result;
}

}  // namespace eros::store
