#include <map>

#include "eros/store/row_values.h"
#include "eros/store/store.h"

namespace eros::store {

std::vector<model::SentPpv> Store::sent_ppvs(base::Instant since, base::Instant as_of) {
  std::vector<model::SentPpv> sent;
  const auto rows = engine_->query({"sent_ppvs", {{"since", since}, {"as_of", as_of}}});
  while (rows->next()) {
    sent.push_back(
        {std::string(rows->text(0)), std::string(rows->text(1)), rows->instant(2), rows->real(3)});
  }
  return sent;
}

std::vector<model::CaptionArrival> Store::captions_since(base::Instant since) {
  std::vector<model::CaptionArrival> arrivals;
  const auto rows = engine_->query({"captions_since", {{"since", since}}});
  while (rows->next()) {
    arrivals.push_back({base::CaptionId{rows->integer(0)}, rows->instant(1)});
  }
  return arrivals;
}

}  // namespace eros::store
