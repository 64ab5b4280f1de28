// SPDX-License-Identifier: Apache-2.0
#pragma once
// Global tables, as a scenario describes them: a table in several Regions, each with a capacity of
// its own, and Regions that fail for some time. A replica is an ordinary table of the run; its name
// is that of the table and the replica, such as "orders@eu".

#include <string>
#include <string_view>
#include <vector>

#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class GlobalTableVersion : std::uint8_t { v2017, v2019 };
constexpr auto words_of(GlobalTableVersion) {
    return std::to_array<std::string_view>({"2017", "2019"});
}

// Whether a write waits for other Regions before it is answered (multi-Region strong consistency).
enum class RegionConsistency : std::uint8_t { eventual, strong };
constexpr auto words_of(RegionConsistency) {
    return std::to_array<std::string_view>({"eventual", "strong"});
}

// How the Regions of a global table exchange their writes.
struct ReplicationSpec : Configurable {
    GlobalTableVersion version = GlobalTableVersion::v2019;
    RegionConsistency consistency = RegionConsistency::eventual;
    SimDuration lag = 1s;  // median; 99 of 100 writes are applied within lag_p99
    SimDuration lag_p99 = 2'500ms;
    SimDuration region_rtt = 70ms;  // with strong consistency
    std::string witness;            // Region that only keeps the log, with strong consistency

    void settings(SettingsVisitor& visit) override;
    bool strong() const { return consistency == RegionConsistency::strong; }
};

// A Region that fails for some time: nothing there is served.
struct OutageSpec : Configurable {
    std::string region;
    SimDuration begin{};
    SimDuration end{};
    std::string move_to;       // the Region to which callers turn; empty: their calls fail
    SimDuration move_after{};  // how long it takes until they do

    void settings(SettingsVisitor& visit) override;
};

// AWS's codes of its Regions, such as "eu-west-1".
const std::vector<std::string>& aws_regions();
bool is_aws_region(std::string_view code);
// Whether the Regions are of one set within which strong consistency is offered (Developer Guide,
// multi-Region strong consistency: United States, Europe, Asia Pacific).
bool in_one_strong_set(const std::vector<std::string>& regions);

// The name of a replica's table: "orders@eu".
std::string replica_name(std::string_view table, std::string_view replica);

}  // namespace isotherm
