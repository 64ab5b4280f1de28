// SPDX-License-Identifier: Apache-2.0
#include "app/cli/shared_schemas.h"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace isotherm {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t least_bytes = 2'000;  // smaller schemas are easier to read in place

class Sharing {
public:
    explicit Sharing(Json& definitions) : definitions_(definitions) {}

    void count(const Json& node) {
        for (const auto& item : node.items()) {
            if (!item.value().is_structured()) continue;
            if (item.key() == "properties")
                for (const Json& property : item.value()) count_one(property);
            count(item.value());
        }
    }

    // Outer schemas first, so that a shared one is searched once only.
    void share(Json& node) {
        for (auto& item : node.items()) {
            if (!item.value().is_structured()) continue;
            if (item.key() == "properties")
                for (auto& property : item.value().items())
                    share_one(property.key(), property.value());
            share(item.value());
        }
    }

private:
    void count_one(const Json& property) {
        if (std::string text = property.dump(); text.size() >= least_bytes)
            ++counts_[std::move(text)];
    }

    void share_one(const std::string& name, Json& property) {
        const std::string text = property.dump();
        const auto found = counts_.find(text);
        if (found == counts_.end() || found->second < 2) return;
        std::string& known = names_[text];
        if (known.empty()) {
            known = name;
            for (int number = 2; definitions_.contains(known); ++number)
                known = fmt::format("{}_{}", name, number);
            const std::string own = known;
            Json definition = std::move(property);
            definitions_[own] = nullptr;  // keeps the name
            share(definition);
            definitions_[own] = std::move(definition);
        }
        property = {{"$ref", "#/$defs/" + names_[text]}};
    }

    Json& definitions_;
    std::map<std::string, int> counts_;         // by the text of a schema
    std::map<std::string, std::string> names_;  // of definitions, by the same
};

}  // namespace

void share_schemas(Json& schema) {
    Json definitions = schema.value("$defs", Json::object());
    schema.erase("$defs");
    Sharing sharing(definitions);
    sharing.count(schema);
    sharing.share(schema);
    schema["$defs"] = std::move(definitions);
}

}  // namespace isotherm
