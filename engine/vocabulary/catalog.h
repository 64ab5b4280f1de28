// SPDX-License-Identifier: Apache-2.0
#pragma once
// A catalog of the implementations of one interface: arrival shapes, admission models, trace
// formats, …
//
// An entry registers itself next to its class:
//     const Registered<ArrivalShape, Poisson> entry("poisson", "independent arrivals");
// Registration happens before main, so the files must be linked as objects: from a static library,
// the linker would leave them out.

#include <cassert>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/settings.h"

namespace isotherm {

template <class Interface>
class Catalog final : public CatalogBase {
public:
    using Factory = std::unique_ptr<Interface> (*)();

    static Catalog& instance() {
        static Catalog catalog;
        return catalog;
    }

    void add(std::string_view name, std::string_view help, Factory factory) {
        [[maybe_unused]] const bool added =
            entries_.try_emplace(std::string(name), Entry{help, factory}).second;
        assert(added);
    }

    std::vector<std::string> names() const override {
        std::vector<std::string> list;
        for (const auto& [name, entry] : entries_) list.push_back(name);
        return list;
    }
    std::string_view help(std::string_view name) const override {
        const auto found = entries_.find(name);
        return found == entries_.end() ? std::string_view{} : found->second.help;
    }
    std::unique_ptr<Configurable> make(std::string_view name) const override {
        return create(name);
    }

    std::unique_ptr<Interface> create(std::string_view name) const {
        const auto found = entries_.find(name);
        return found == entries_.end() ? nullptr : found->second.factory();
    }

private:
    struct Entry {
        std::string_view help;
        Factory factory;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

template <class Interface, class Kind>
struct Registered {
    Registered(std::string_view name, std::string_view help) {
        Catalog<Interface>::instance().add(
            name, help, []() -> std::unique_ptr<Interface> { return std::make_unique<Kind>(); });
    }
};

}  // namespace isotherm
