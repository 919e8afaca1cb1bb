#include "eros/base/random.h"

#include <Random123/philox.h>
#include <fmt/format.h>

#include <charconv>

#include "eros/base/text.h"

namespace eros::base {

namespace {

// `purpose` keeps blocks of one index apart.
std::array<std::uint32_t, 4> block_of(std::uint64_t key, std::uint64_t index, std::uint32_t number,
                                      std::uint32_t purpose) {
  const r123::Philox4x32::ctr_type counter = {{static_cast<std::uint32_t>(index),
                                               static_cast<std::uint32_t>(index >> 32), number,
                                               purpose}};
  const r123::Philox4x32::key_type halves = {
      {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)}};
  const r123::Philox4x32::ctr_type block = r123::Philox4x32()(counter, halves);
  return {block[0], block[1], block[2], block[3]};
}

}  // namespace

void Draws::refill() {
  block_ = block_of(key_, index_, next_block_, 0);
  ++next_block_;
  used_ = 0;
}

std::array<std::uint32_t, 4> RandomStream::firsts(std::uint64_t quarter) const {
  return block_of(key_, quarter, 0, 1);
}

// The key is the first 8 bytes of a cryptographic hash, so that scopes which differ in one letter
// share nothing.
RandomStream::RandomStream(std::uint64_t seed, std::string_view scope) : key_(0) {
  const std::string digest = sha256_hex(fmt::format("{}|{}", seed, scope));
  std::from_chars(digest.data(), digest.data() + 16, key_, 16);
}

}  // namespace eros::base
