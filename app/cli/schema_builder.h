// SPDX-License-Identifier: Apache-2.0
#pragma once
// Makes a JSON Schema of settings: a visitor that collects one property per setting.

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

class SchemaBuilder final : public SettingsVisitor {
public:
    using Json = nlohmann::ordered_json;

    // `inherits`: settings that are left out take their values from the enclosing table, so none is
    // required.
    explicit SchemaBuilder(bool inherits = false) : inherits_(inherits) {}

    // Returns the schema of a table with the settings visited so far; no other keys are allowed.
    Json object() const;
    // Schemas of quantities (duration, size, …) that the properties refer to.
    static Json definitions();

    void field(const Setting& setting, double& value) override;
    void field(const Setting& setting, std::int64_t& value) override;
    void field(const Setting& setting, bool& value) override;
    void field(const Setting& setting, std::string& value) override;
    void field(const Setting& setting, SimDuration& value) override;
    void field(const Setting& setting, WallTime& value) override;
    void field(const Setting& setting, Bytes& value) override;
    void field(const Setting& setting, Share& value) override;
    void field(const Setting& setting, RequestRate& value) override;
    void field(const Setting& setting, std::vector<double>& value) override;
    void field(const Setting& setting, std::optional<Amount>& value) override;
    void field(const Setting& setting, std::vector<std::string>& value) override;
    void weights(const Setting& setting, std::map<std::string, double>&) override;
    void field(const Setting& setting, Choice value) override;
    void field(const Setting& setting, PlugIn value) override;
    void kind(const Setting& selector, PlugIn value) override;
    void group(const Setting& setting, const Members& members) override;
    void named(const Setting& setting, const std::vector<std::string>& names,
               const NamedMember& member) override;
    void list(const Setting& setting, std::size_t present, const Element& element) override;
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}

private:
    void add(const Setting& setting, Json schema, const Json& initial = {});
    void add_quantity(const Setting& setting, std::string_view definition,
                      const std::string& initial, std::string_view unit);
    std::vector<Json> kinds_of(const PlugIn& plug_in, const std::string& name) const;

    Json properties_ = Json::object();
    std::vector<std::string> required_;
    Json kinds_ = Json::array();  // of a table whose members are those of a catalog entry
    bool inherits_;
};

}  // namespace isotherm
