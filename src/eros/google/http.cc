#include "eros/google/http.h"

#include <curl/curl.h>

#include <mutex>

namespace eros::google {
namespace {

struct CloseHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeHeaders {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, CloseHandle>;
using Headers = std::unique_ptr<curl_slist, FreeHeaders>;

constexpr long connect_seconds = 10;
constexpr long stalled_seconds = 60;

std::size_t keep_body(char* data, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(data, size * count);
  return size * count;
}

int is_stopped(void* stop, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(stop)->load() ? 1 : 0;
}

// The handles that no request is using. Each keeps its connection open.
class IdleHandles {
 public:
  IdleHandles() {
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    if (started != CURLE_OK) throw std::runtime_error("libcurl does not start");
  }
  Handle take() {
    const std::scoped_lock lock(mutex_);
    if (handles_.empty()) return Handle(curl_easy_init());
    Handle handle = std::move(handles_.back());
    handles_.pop_back();
    return handle;
  }
  void give_back(Handle handle) {
    curl_easy_reset(handle.get());  // the options; the connection stays
    const std::scoped_lock lock(mutex_);
    handles_.push_back(std::move(handle));
  }

 private:
  std::mutex mutex_;
  std::vector<Handle> handles_;
};

Headers header_list(const HttpRequest& request) {
  Headers list;
  const auto add = [&list](const char* line) {
    curl_slist* longer = curl_slist_append(list.get(), line);
    static_cast<void>(list.release());  // it is the head of the longer one
    list.reset(longer);
  };
  add("Expect:");  // no extra round trip before a body
  for (const auto& header : request.headers) add(header.c_str());
  return list;
}

void set_body(CURL* handle, const HttpRequest& request) {
  if (request.method == "GET") return;
  curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, request.method.c_str());
  curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                   static_cast<curl_off_t>(request.body.size()));
  curl_easy_setopt(handle, CURLOPT_POSTFIELDS, request.body.data());
}

HttpResponse perform(CURL* handle, const HttpRequest& request) {
  HttpResponse response;
  const Headers headers = header_list(request);
  curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  set_body(handle, request);
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT, connect_seconds);
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(request.timeout.count()));
  if (request.timeout.count() == 0) {
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, stalled_seconds);
  }
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &response.body);
  if (request.stop != nullptr) {
    curl_easy_setopt(handle, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, is_stopped);
    curl_easy_setopt(handle, CURLOPT_XFERINFODATA, request.stop);
  }
  const CURLcode code = curl_easy_perform(handle);
  if (code == CURLE_ABORTED_BY_CALLBACK) throw Stopped();
  if (code != CURLE_OK) throw NoAnswer(curl_easy_strerror(code));
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  response.status = static_cast<int>(status);
  return response;
}

}  // namespace

Transport curl_transport() {
  return [idle = std::make_shared<IdleHandles>()](const HttpRequest& request) {
    Handle handle = idle->take();
    // After an error the handle is not kept: its connection may hold half an answer.
    HttpResponse response = perform(handle.get(), request);
    idle->give_back(std::move(handle));
    return response;
  };
}

}  // namespace eros::google
