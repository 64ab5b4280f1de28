// SPDX-License-Identifier: Apache-2.0
#pragma once
// Settings are declared once. Every configurable object names its settings to a visitor; the
// scenario reader, `isotherm check` and `list`, the JSON schema and the window's forms are such
// visitors.

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/amount.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/spelling.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// The description of one setting. The member's value before reading is the default.
struct Setting {
    std::string_view name;
    std::string_view help;  // one line, with the unit if the type does not imply it
    double lowest = 0;      // inclusive; in the unit of the type (seconds for durations)
    double highest = std::numeric_limits<double>::max();
    bool required = false;
    std::string_view source = {};  // source of a modelled value; "[inferred] …" if not published
    // For `named`: a member inherits settings that it lacks from the enclosing table.
    bool inherits = false;
    std::string_view also = {};  // other names for it, separated by blanks, for suggestions
    bool number_too = false;     // a text that may also be given as a whole number
    // For `group`: a value in place of the table is the value of this setting of it.
    std::string_view short_for = {};
    // For `list` and for lists of texts: a single element is a list of one.
    bool one_or_list = false;
    // For `list`: the shortest element that is valid, as TOML, for forms that add one.
    std::string_view element = {};
};

class SettingsVisitor;

// Any object whose settings a scenario can give.
class Configurable {
public:
    virtual ~Configurable() = default;
    virtual void settings(SettingsVisitor& visit) = 0;
};

// The shortest scenario text that uses a registered entry and can be run. It is shown to users, and
// the tests run it.
struct Example {
    std::string_view settings = {};  // members of the entry's table: rate = "400/s"
    std::string_view file = {};  // contents of the file that the entry reads; "" if it reads none
    std::uint64_t rows = 0;      // number of requests in `file`
};

// The registered kinds of one interface, by name; see Catalog.
class CatalogBase {
public:
    virtual ~CatalogBase() = default;
    virtual std::vector<std::string> names() const = 0;
    // One line of help about the entry; "" if there is no such entry.
    virtual std::string_view help(std::string_view name) const = 0;
    virtual Example example(std::string_view name) const = 0;
    // Returns nullptr if there is no such entry.
    virtual std::unique_ptr<Configurable> make(std::string_view name) const = 0;
};

// A setting that chooses an entry of a catalog; the settings of that entry are in the same table:
// arrivals = { shape = "poisson", rate = "5000/s" }.
struct PlugIn {
    std::string_view selector;  // "shape"
    const CatalogBase& catalog;
    std::string& chosen;  // the entry's name
    std::shared_ptr<Configurable>& made;
};

// A setting with a fixed list of words as values.
struct Choice {
    std::string& chosen;
    std::vector<std::string> words;
    std::vector<Alias> also = {};  // other terms for some of the words, for suggestions
    bool guess = true;             // whether a similar word may be suggested
};

class SettingsVisitor {
public:
    using Members = std::function<void(SettingsVisitor&)>;
    using NamedMember = std::function<void(const std::string& name, SettingsVisitor&)>;
    using Element = std::function<void(std::size_t index, SettingsVisitor&)>;

    virtual ~SettingsVisitor() = default;
    virtual void field(const Setting& setting, double& value) = 0;
    virtual void field(const Setting& setting, std::int64_t& value) = 0;
    virtual void field(const Setting& setting, bool& value) = 0;
    virtual void field(const Setting& setting, std::string& value) = 0;
    virtual void field(const Setting& setting, SimDuration& value) = 0;
    virtual void field(const Setting& setting, WallTime& value) = 0;
    virtual void field(const Setting& setting, Bytes& value) = 0;
    virtual void field(const Setting& setting, Share& value) = 0;
    virtual void field(const Setting& setting, RequestRate& value) = 0;
    virtual void field(const Setting& setting, std::vector<double>& value) = 0;
    // nullopt: the setting is not given.
    virtual void field(const Setting& setting, std::optional<Amount>& value) = 0;
    virtual void field(const Setting& setting, std::vector<std::string>& value) = 0;
    // Values that the user names, each with a number: { DONE = 99, PENDING = 1 }.
    virtual void weights(const Setting& setting, std::map<std::string, double>& value);
    virtual void field(const Setting& setting, Choice value) = 0;
    virtual void field(const Setting& setting, PlugIn value) = 0;

    // A catalog entry whose selector and settings are members of the present table, as in the list
    // of = [{ factor = "spike", times = 3 }]. Nothing else is a member of that table.
    virtual void kind(const Setting& selector, PlugIn value) {
        const std::string before = value.chosen;
        field(selector, Choice{value.chosen, value.catalog.names()});
        if (value.made == nullptr || value.chosen != before)
            value.made = value.catalog.make(value.chosen);
        if (value.made != nullptr) value.made->settings(*this);
    }

    // A sub-table; visited even if it is absent, so that its defaults are seen.
    virtual void group(const Setting& setting, const Members& members) = 0;
    // A table whose keys are names that the user chose: tables.NAME. A reader calls `member` once
    // for each name in the file, all other visitors once for each of `names`.
    virtual void named(const Setting& setting, const std::vector<std::string>& names,
                       const NamedMember& member) = 0;
    // A list of tables: actions = [{ at = "09:00", min = 90 }]. A reader calls `element` once for
    // each table in the file, and the callee appends an element; all other visitors call it for
    // each of the `present` elements. Visitors that list settings show the first element, even if
    // there is none.
    virtual void list(const Setting& setting, std::size_t present, const Element& element) = 0;

    // Whether it reads what a user gave; other visitors write or show the present values.
    virtual bool reads() const { return false; }
    // Whether the user gave this setting in the current table; true for visitors that do not read.
    virtual bool given(std::string_view name) const = 0;
    // Reports that a value of the current table contradicts other values. Only readers react.
    virtual void reject(std::string_view name, std::string what, std::string fix) = 0;
};

// A visitor that knows no weights leaves them as they are.
inline void SettingsVisitor::weights(const Setting&, std::map<std::string, double>&) {}

}  // namespace isotherm
