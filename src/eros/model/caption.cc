#include "eros/model/caption.h"

#include <algorithm>
#include <stdexcept>

namespace eros::model {

void CaptionBank::reserve(std::size_t captions, std::size_t text_bytes) {
  id.reserve(captions);
  tier.reserve(captions);
  category.reserve(captions);
  trigger.reserve(captions);
  owner.reserve(captions);
  text_group.reserve(captions);
  has_urgency.reserve(captions);
  is_active.reserve(captions);
  text_begin_.reserve(captions + 1);
  texts_.reserve(text_bytes);
  group_of_key_.reserve(captions);
}

void CaptionBank::add(const Caption& caption) {
  if (!id.empty() && caption.id <= id.back()) {
    throw std::logic_error("captions must be added in ascending order of id");
  }
  const auto next_group = static_cast<std::uint32_t>(group_of_key_.size());
  id.push_back(caption.id);
  tier.push_back(caption.tier);
  category.push_back(intern(caption.category));
  trigger.push_back(intern(caption.trigger));
  owner.push_back(intern(caption.owner));
  text_group.push_back(group_of_key_.try_emplace(caption.key, next_group).first->second);
  has_urgency.push_back(caption.has_urgency ? 1 : 0);
  is_active.push_back(caption.is_active ? 1 : 0);
  texts_.append(caption.text);
  text_begin_.push_back(texts_.size());
}

std::uint32_t CaptionBank::name_number(std::string_view name) const {
  const auto found = number_of_name_.find(std::string(name));
  return found == number_of_name_.end() ? no_name : found->second;
}

CaptionBank::Row CaptionBank::find(base::CaptionId wanted) const {
  const auto found = std::lower_bound(id.begin(), id.end(), wanted);
  if (found == id.end() || *found != wanted) return static_cast<Row>(size());
  return static_cast<Row>(found - id.begin());
}

std::uint32_t CaptionBank::group_of_key(std::string_view key) const {
  const auto found = group_of_key_.find(std::string(key));
  return found == group_of_key_.end() ? no_name : found->second;
}

std::uint32_t CaptionBank::intern(const std::string& name) {
  const auto next = static_cast<std::uint32_t>(names_.size());
  const auto [found, is_new] = number_of_name_.try_emplace(name, next);
  if (is_new) names_.push_back(name);
  return found->second;
}

}  // namespace eros::model
