#pragma once
#include <map>
#include <string>
#include <vector>

#include "eros/store/store.h"

// What an import has done that its people may not have meant, in plain sentences.
namespace eros::orchestrate {

// Pages -> their time zones.
using PageZones = std::map<std::string, std::string>;
PageZones page_zones(store::Store& store);

// Pages whose zone is another than `before`, and that have messages.
std::vector<std::string> changed_zones(store::Store& store, const PageZones& before);

// Restrictions may come before their page; but one of a misspelt page restricts nothing.
std::vector<std::string> unknown_pages(store::Store& store);

// `file` gives another text to so many captions of the bank.
std::string reworded_captions(const std::string& file, std::int64_t captions);

}  // namespace eros::orchestrate
