#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

// HTTP as Google's services are spoken to: one request, one answer, nothing decided.
namespace eros::google {

struct HttpRequest {
  std::string method = "GET";
  std::string url;
  std::vector<std::string> headers;  // "Name: value"
  std::string body;
  std::chrono::milliseconds timeout{60'000};  // for the whole exchange; 0 waits as long as it moves
  const std::atomic<bool>* stop = nullptr;    // gives up once it is set
};

struct HttpResponse {
  int status = 0;
  std::string body;
};

// No whole answer came: whether the request was carried out is not known.
class NoAnswer : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};
// The request was given up because its `stop` was set.
class Stopped : public std::runtime_error {
 public:
  Stopped() : std::runtime_error("stopped on request") {}
};

// May be called from several threads at once. Throws NoAnswer or Stopped.
using Transport = std::function<HttpResponse(const HttpRequest&)>;

// By libcurl: connections are kept and used again, TLS is verified, redirects are not followed (a
// token must not travel to another host), and a transfer that stands still for a minute is given
// up.
Transport curl_transport();

}  // namespace eros::google
