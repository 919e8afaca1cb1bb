#include "eros/base/random.h"

#include <Random123/philox.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <array>
#include <set>
#include <string>
#include <vector>

namespace eros::base {
namespace {

using Block = std::array<std::uint32_t, 4>;

Block library_block(const Block& counter, const std::array<std::uint32_t, 2>& key) {
  const auto out =
      r123::Philox4x32()({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
  return {out[0], out[1], out[2], out[3]};
}

Block next_block(Draws& draws) { return {draws(), draws(), draws(), draws()}; }

// philox4x32 10 of kat_vectors in Random123 1.14.0.
TEST(Philox, PublishedAnswers) {
  EXPECT_EQ(library_block({0, 0, 0, 0}, {0, 0}),
            (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(
      library_block({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
      (Block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(
      library_block({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
      (Block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
  Draws zero(0, 0);
  EXPECT_EQ(next_block(zero), (Block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
}

RC_GTEST_PROP(Draws, AreThePhiloxBlocksOfTheirKeyAndIndex,
              (std::uint64_t key, std::uint64_t index)) {
  Draws draws(key, index);
  for (std::uint32_t block = 0; block < 3; ++block) {
    const Block expected = library_block(
        {static_cast<std::uint32_t>(index), static_cast<std::uint32_t>(index >> 32), block, 0},
        {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)});
    RC_ASSERT(next_block(draws) == expected);
  }
}

RC_GTEST_PROP(Draws, AfterAFirstValueComeThoseOfTheIndex,
              (std::uint64_t index, std::uint32_t first)) {
  const RandomStream stream(7, "scope");
  Draws plain = stream.at(index);
  Draws after = stream.after(index, first);
  RC_ASSERT(after() == first);
  for (int i = 0; i < 9; ++i) RC_ASSERT(after() == plain());
}

RC_GTEST_PROP(Draws, NoUniformNumberIsAboveTheHighestOfItsFirstValue,
              (std::uint64_t index, std::uint32_t first)) {
  const RandomStream stream(7, "scope");
  const double uniform = stream.after(index, first).uniform();
  RC_ASSERT(uniform <= Draws::highest_uniform(first));
  RC_ASSERT(uniform >= Draws::highest_uniform(first) - 0x1p-32);
}

TEST(RandomStream, FirstsOfFourNeighboursAreABlockOfTheirOwn) {
  const RandomStream stream(7, "page_0001|captions");
  EXPECT_EQ(stream.firsts(5), library_block({5, 0, 0, 1}, {0x5ab8344d, 0x2c63d3cf}));
}

// The first eight bytes of sha256("7|page_0001|captions"), by hashlib of Python 3.11.7.
TEST(RandomStream, KeyIsTheHashOfSeedAndScope) {
  const RandomStream stream(7, "page_0001|captions");
  Draws expected(0x2c63d3cf5ab8344d, 5);
  EXPECT_EQ(stream.at(5)(), expected());
}

TEST(RandomStream, ValuesDoNotDependOnTheOrderOfCalls) {
  const RandomStream stream(42, "page_0001|2026-11-23|captions");
  std::vector<double> forwards;
  for (std::uint64_t i = 0; i < 100; ++i) forwards.push_back(stream.uniform(i));
  for (std::uint64_t i = 100; i-- > 0;) EXPECT_EQ(stream.uniform(i), forwards[i]);
  EXPECT_EQ(RandomStream(42, "page_0001|2026-11-23|captions").uniform(3), forwards[3]);
}

TEST(RandomStream, SeedsScopesAndIndicesAreApart) {
  std::set<double> values;
  std::size_t drawn = 0;
  for (std::uint64_t seed : {0ULL, 1ULL, 0xFFFFFFFFFFFFFFFFULL}) {
    for (const char* scope : {"", "a", "b", "a|b"}) {
      const RandomStream stream(seed, scope);
      for (std::uint64_t index : {0ULL, 1ULL, 1ULL << 32, (1ULL << 32) + 1}) {
        values.insert(stream.uniform(index));
        ++drawn;
      }
    }
  }
  EXPECT_EQ(values.size(), drawn);
}

// Pearson's statistic over 100 cells of [0, 1).
double chi_square(const std::vector<double>& uniforms) {
  std::array<int, 100> cells{};
  for (double u : uniforms) ++cells.at(static_cast<std::size_t>(u * 100.0));
  const double expected = static_cast<double>(uniforms.size()) / 100.0;
  double sum = 0.0;
  for (int cell : cells) sum += (cell - expected) * (cell - expected) / expected;
  return sum;
}

// 148.23 is the 0.999 quantile of chi-square with 99 degrees of freedom (qchisq; any table). The
// seed is fixed, so the test cannot fail by chance.
TEST(RandomStream, IsUniformAcrossIndicesAndWithinOne) {
  const RandomStream stream(20261123, "uniformity");
  std::vector<double> across;
  for (std::uint64_t i = 0; i < 100'000; ++i) across.push_back(stream.uniform(i));
  EXPECT_LT(chi_square(across), 148.23);
  std::vector<double> within;
  Draws draws = stream.at(0);
  for (int i = 0; i < 100'000; ++i) within.push_back(draws.uniform());
  EXPECT_LT(chi_square(within), 148.23);
}

TEST(Draws, UniformIsBelowOneAndUsesAllItsBits) {
  const RandomStream stream(1, "bits");
  std::uint64_t seen = 0;
  for (std::uint64_t i = 0; i < 1'000; ++i) {
    const double u = stream.uniform(i);
    ASSERT_GE(u, 0.0);
    ASSERT_LT(u, 1.0);
    seen |= static_cast<std::uint64_t>(u * 0x1p53);
  }
  EXPECT_EQ(seen, (1ULL << 53) - 1);
}

}  // namespace
}  // namespace eros::base
