// SPDX-License-Identifier: Apache-2.0
#pragma once
// A catalog of the implementations of one interface: arrival shapes, admission models, trace
// formats, …
//
// An entry registers itself in the file of its class, with a minimal example of its use:
//     const Registered<ArrivalShape, Poisson> poisson_entry("poisson", "independent arrivals",
//                                                   {R"(rate = "400/s")"});
// Registration happens before main, so the files must be linked as object files: the linker would
// drop them from a static library.

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

    void add(std::string_view name, std::string_view help, const Example& example,
             Factory factory) {
        [[maybe_unused]] const bool added =
            entries_.try_emplace(std::string(name), Entry{help, example, factory}).second;
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
    Example example(std::string_view name) const override {
        const auto found = entries_.find(name);
        return found == entries_.end() ? Example{} : found->second.example;
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
        Example example;
        Factory factory;
    };
    std::map<std::string, Entry, std::less<>> entries_;
};

// The catalog entry that a setting selects, together with the entry's own settings.
template <class Interface>
class Chosen {
public:
    std::string name;  // name of the entry; empty: no entry is selected

    explicit Chosen(std::string initial = {}) : name(std::move(initial)) {}

    // Returns the setting for a visitor. `selector` is the setting's name in its table: "shape".
    PlugIn by(std::string_view selector) {
        return {selector, Catalog<Interface>::instance(), name, made_};
    }
    bool made() const { return made_ != nullptr; }
    explicit operator bool() const { return made(); }
    Interface* operator->() {
        assert(made());
        return static_cast<Interface*>(made_.get());
    }
    const Interface* operator->() const {
        assert(made());
        // The cast is safe, because visitors store only objects that this catalog made.
        return static_cast<const Interface*>(made_.get());
    }

private:
    std::shared_ptr<Configurable> made_;
};

template <class Interface, class Kind>
struct Registered {
    Registered(std::string_view name, std::string_view help, const Example& example) {
        Catalog<Interface>::instance().add(name, help, example, []() -> std::unique_ptr<Interface> {
            return std::make_unique<Kind>();
        });
    }
};

}  // namespace isotherm
