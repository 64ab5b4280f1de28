// SPDX-License-Identifier: Apache-2.0
#pragma once
// A step of an action, as the scenario gives it.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/callers/random_duration.h"
#include "engine/requests/operation.h"
#include "engine/vocabulary/quantity.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

// Visits an element of a list; readers append to it. Visitors that show settings see an element of
// an empty list, too.
template <class Element>
void list_element(std::vector<Element>& list, std::size_t index, SettingsVisitor& visit) {
    Element shown;
    if (index < list.size()) return list[index].settings(visit);
    shown.settings(visit);
    if (visit.reads()) list.push_back(std::move(shown));
}

enum class Unprocessed : std::uint8_t { again, leave };
constexpr auto words_of(Unprocessed) { return std::to_array<std::string_view>({"again", "leave"}); }

// An item of a transaction: exactly one of the calls has its key.
struct PartSettings : Configurable {
    std::string table;
    std::string put, update, remove, check, get;
    Bytes bytes{0};

    void settings(SettingsVisitor& visit) override;
    // The word that is given ("put") and its key; empty: none or several.
    std::pair<std::string_view, std::string_view> verb_and_key() const;
};

// The condition of a Query on the sort key: `sort = "newest"`, or one of its settings.
struct SortSettings {
    std::string order;
    std::string begins_with;
    std::string is;
    std::optional<Amount> range;  // share of the collection
    std::string from, to;         // times; empty: the beginning, the end
    SimDuration span{};           // the items were written in this time up to now; 0: counted

    void settings(SettingsVisitor& visit);
    bool given() const { return !order.empty() || narrows(); }
    // Whether it leaves out items.
    bool narrows() const {
        return !begins_with.empty() || !is.empty() || range.has_value() || between();
    }
    bool between() const { return !from.empty() || !to.empty(); }
};

// Records of a stream that are kept in memory, one for each key, and written together.
struct GatherSettings {
    std::string by;
    SimDuration flush = 10s;
    std::int64_t most = 10'000;

    void settings(SettingsVisitor& visit);
};

struct StepSettings : Configurable {
    // The verb: exactly one of these is given.
    std::string call;
    std::string run;                               // `do`
    RandomDuration wait{.mean = SimDuration(-1)};  // below 0: it does not wait
    std::string put;
    std::string stop;
    // What a call asks for.
    std::string table, index, key, segment, for_each;
    std::optional<Consistency> consistency;
    std::int64_t items = 0;
    Bytes bytes{0};
    SortSettings sort;
    std::string set;  // attributes that an update sets: "status = 'DONE'"
    Share filter_keeps{1};
    Share missing{0};
    std::string condition;
    Share condition_fails{0};
    std::int64_t segments = 0;
    std::int64_t batch_items = 0;
    std::vector<PartSettings> parts;
    std::string pages = "1";
    std::int64_t at_once = 0;
    std::optional<Unprocessed> unprocessed;
    std::string unprocessed_wait = "retry";
    // When, how often, and what then.
    std::string as, only_if, otherwise, until, on_fail;
    std::string through;
    Share chance{1};
    std::int64_t times = 0;
    std::int64_t most = 1'000;
    SimDuration between{};
    GatherSettings gather;

    void settings(SettingsVisitor& visit) override;
    bool waits() const { return wait.mean >= 0us; }

private:
    void call_settings(SettingsVisitor& visit);
    void control_settings(SettingsVisitor& visit);
    void check_verb(SettingsVisitor& visit) const;
};

}  // namespace isotherm
