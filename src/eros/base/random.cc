#include "eros/base/random.h"

#include <Random123/philox.h>
#include <fmt/format.h>

#include <charconv>

#include "eros/base/text.h"

namespace eros::base {

void Draws::refill() {
  const r123::Philox4x32::ctr_type counter = {{static_cast<std::uint32_t>(index_),
                                               static_cast<std::uint32_t>(index_ >> 32),
                                               next_block_, 0}};
  const r123::Philox4x32::key_type key = {
      {static_cast<std::uint32_t>(key_), static_cast<std::uint32_t>(key_ >> 32)}};
  const r123::Philox4x32::ctr_type block = r123::Philox4x32()(counter, key);
  for (unsigned i = 0; i < 4; ++i) block_[i] = block[i];
  ++next_block_;
  used_ = 0;
}

// The key is the first 8 bytes of a cryptographic hash, so that scopes which differ in one letter
// share nothing.
RandomStream::RandomStream(std::uint64_t seed, std::string_view scope) : key_(0) {
  const std::string digest = sha256_hex(fmt::format("{}|{}", seed, scope));
  std::from_chars(digest.data(), digest.data() + 16, key_, 16);
}

}  // namespace eros::base
