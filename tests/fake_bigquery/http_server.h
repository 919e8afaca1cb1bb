#pragma once
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace eros::testing {

struct ServedRequest {
  std::string method;
  std::string target;  // path and query
  std::string authorization;
  std::string content_type;
  std::string body;
};
struct ServedAnswer {
  int status = 200;
  std::string body;
};

// An HTTP server of this process, on a free port of the loopback interface, with a thread a
// connection. It is there from construction to destruction.
class HttpServer {
 public:
  // Nothing as an answer closes the connection without one. Called from several threads at once.
  using Handler = std::function<std::optional<ServedAnswer>(const ServedRequest&)>;
  explicit HttpServer(Handler handler);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  std::string url() const;  // "http://127.0.0.1:PORT"

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace eros::testing
