#include "fake_bigquery/http_server.h"

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <list>
#include <mutex>
#include <set>
#include <thread>

namespace eros::testing {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;

constexpr std::uint64_t largest_body = 2'000'000'000;

std::string text(const http::request<http::string_body>& request, http::field field) {
  const auto value = request[field];
  return {value.data(), value.size()};
}

}  // namespace

struct HttpServer::State {
  explicit State(Handler what) : handler(std::move(what)) {}

  // Serves one connection until it is closed, by either side.
  void serve(tcp::socket& socket) {
    beast::flat_buffer buffer;
    while (true) {
      http::request_parser<http::string_body> parser;
      parser.body_limit(largest_body);
      boost::system::error_code error;
      http::read(socket, buffer, parser, error);
      if (error) return;
      const auto& request = parser.get();
      const auto answer =
          handler({std::string(request.method_string()), std::string(request.target()),
                   text(request, http::field::authorization),
                   text(request, http::field::content_type), request.body()});
      if (!answer) return;
      http::response<http::string_body> response(static_cast<http::status>(answer->status), 11);
      response.set(http::field::content_type, "application/json");
      response.body() = answer->body;
      response.prepare_payload();
      http::write(socket, response, error);
      if (error) return;
    }
  }

  void accept() {
    while (true) {
      auto socket = std::make_shared<tcp::socket>(context);
      boost::system::error_code error;
      acceptor.accept(*socket, error);
      const std::scoped_lock lock(mutex);
      if (error || is_closing) return;
      socket->set_option(tcp::no_delay(true));
      open.insert(socket);
      connections.emplace_back([this, socket] {
        serve(*socket);
        const std::scoped_lock closing(mutex);
        boost::system::error_code ignored;
        socket->close(ignored);
        open.erase(socket);
      });
    }
  }

  Handler handler;
  asio::io_context context;
  tcp::acceptor acceptor{context, {asio::ip::make_address("127.0.0.1"), 0}};
  std::mutex mutex;  // guards what follows
  bool is_closing = false;
  std::set<std::shared_ptr<tcp::socket>> open;
  std::list<std::jthread> connections;
  std::jthread acceptance;
};

HttpServer::HttpServer(Handler handler) : state_(std::make_unique<State>(std::move(handler))) {
  state_->acceptance = std::jthread([state = state_.get()] { state->accept(); });
}

HttpServer::~HttpServer() {
  {
    const std::scoped_lock lock(state_->mutex);
    state_->is_closing = true;
    boost::system::error_code ignored;
    for (const auto& socket : state_->open) socket->shutdown(tcp::socket::shutdown_both, ignored);
  }
  // A last connection wakes the acceptance.
  tcp::socket last(state_->context);
  boost::system::error_code ignored;
  last.connect(state_->acceptor.local_endpoint(), ignored);
  state_->acceptance.join();
  state_->connections.clear();
}

std::string HttpServer::url() const {
  return "http://127.0.0.1:" + std::to_string(state_->acceptor.local_endpoint().port());
}

}  // namespace eros::testing
