#include "eros/google/url.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace eros::google {
namespace {

TEST(Url, EncodesAllButUnreservedCharacters) {
  EXPECT_EQ(url_encoded("a-Z_0.9~ /?&=%é"), "a-Z_0.9~%20%2F%3F%26%3D%25%C3%A9");
  EXPECT_EQ(url_decoded("a%20b%2f"), "a b/");
  for (const auto* bad : {"%", "%1", "%zz", "a%2"}) EXPECT_FALSE(url_decoded(bad)) << bad;
}

RC_GTEST_PROP(UrlProperty, DecodingUndoesEncoding, (const std::string& text)) {
  RC_ASSERT(url_decoded(url_encoded(text)) == text);
}

TEST(Url, SecretsTravelOverTlsOrStayHere) {
  for (const auto* url : {"https://bigquery.googleapis.com", "http://127.0.0.1:9050",
                          "http://localhost/x", "http://[::1]:80"}) {
    EXPECT_TRUE(is_private(url)) << url;
  }
  for (const auto* url : {"http://example.com", "http://localhost.example.com",
                          "http://127.0.0.1.example.com", "ftp://127.0.0.1", ""}) {
    EXPECT_FALSE(is_private(url)) << url;
  }
}

}  // namespace
}  // namespace eros::google
