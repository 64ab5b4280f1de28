// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/settings_copy.h"

#include <any>

namespace isotherm {
namespace {

// Collects all values in the order of the visit; a second visit, of another object, returns them in
// the same order.
class ValueCarrier final : public SettingsVisitor {
public:
    std::vector<std::string> names;

    void give_back() {
        giving_ = true;
        next_ = 0;
    }

    void field(const Setting& setting, double& value) override { carry(setting, value); }
    void field(const Setting& setting, std::int64_t& value) override { carry(setting, value); }
    void field(const Setting& setting, bool& value) override { carry(setting, value); }
    void field(const Setting& setting, std::string& value) override { carry(setting, value); }
    void field(const Setting& setting, SimDuration& value) override { carry(setting, value); }
    void field(const Setting& setting, WallTime& value) override { carry(setting, value); }
    void field(const Setting& setting, Bytes& value) override { carry(setting, value); }
    void field(const Setting& setting, Share& value) override { carry(setting, value); }
    void field(const Setting& setting, RequestRate& value) override { carry(setting, value); }
    void field(const Setting& setting, std::vector<double>& value) override {
        carry(setting, value);
    }
    void field(const Setting& setting, std::optional<Amount>& value) override {
        carry(setting, value);
    }
    void field(const Setting& setting, std::vector<std::string>& value) override {
        carry(setting, value);
    }
    void weights(const Setting& setting, std::map<std::string, double>& value) override {
        carry(setting, value);
    }
    void field(const Setting& setting, Choice value) override { carry(setting, value.chosen); }
    void field(const Setting& setting, PlugIn value) override {
        carry(setting, value.chosen);
        carry(setting, value.made);
    }
    void group(const Setting& setting, const Members& members) override {
        inside(setting, [&] { members(*this); });
    }
    void named(const Setting& setting, const std::vector<std::string>& present,
               const NamedMember& member) override {
        std::vector<std::string> carried = present;
        carry(setting, carried);
        inside(setting, [&] {
            for (const std::string& name : carried) member(name, *this);
        });
    }
    void list(const Setting& setting, std::size_t present, const Element& element) override {
        carry(setting, present);
        inside(setting, [&] {
            for (std::size_t i = 0; i < present; ++i) element(i, *this);
        });
    }
    bool given(std::string_view) const override { return true; }
    void reject(std::string_view, std::string, std::string) override {}

private:
    template <class Value>
    void carry(const Setting& setting, Value& value) {
        if (depth_ == 0 && !giving_) names.emplace_back(setting.name);
        if (giving_)
            value = std::any_cast<Value>(values_.at(next_++));
        else
            values_.emplace_back(value);
    }
    template <class Visit>
    void inside(const Setting& setting, const Visit& visit) {
        if (depth_ == 0 && !giving_ && (names.empty() || names.back() != setting.name))
            names.emplace_back(setting.name);
        ++depth_;
        visit();
        --depth_;
    }

    std::vector<std::any> values_;
    std::size_t next_ = 0;
    bool giving_ = false;
    int depth_ = 0;
};

}  // namespace

void copy_settings(Configurable& from, Configurable& to) {
    ValueCarrier carrier;
    from.settings(carrier);
    carrier.give_back();
    to.settings(carrier);
}

std::vector<std::string> setting_names(Configurable& of) {
    ValueCarrier carrier;
    of.settings(carrier);
    return std::move(carrier.names);
}

}  // namespace isotherm
