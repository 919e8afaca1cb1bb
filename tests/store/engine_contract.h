#pragma once
#include <functional>
#include <memory>
#include <string>

#include "eros/store/engine.h"
#include "eros/store/queries.h"

namespace eros::store {

// How the contract suite gets an engine: empty but for the table
// contract_items(item VARCHAR, amount BIGINT), with these queries prepared. Calling `connect`
// again gives a second, independent connection to the same database.
struct EngineUnderTest {
  std::string name;
  std::function<std::unique_ptr<Engine>(const QuerySet& queries)> connect;
};
// A fresh database for each call.
using EngineFactory = std::function<EngineUnderTest()>;

}  // namespace eros::store
