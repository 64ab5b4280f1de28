// SPDX-License-Identifier: Apache-2.0
#pragma once
// Bulk jobs of clients, which read or write through the table and so compete with live traffic:
// workloads.NAME = { like = "emr_export", table = "events" }. `like` fills in what such a program
// does; whatever the workload says itself wins.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/model/table_spec.h"
#include "engine/vocabulary/settings.h"

namespace isotherm {

enum class ClientJobKind : std::uint8_t {
    emr_export,
    emr_import,
    glue_export,
    glue_import,
    data_pipeline,
    bulk_put,
    dms
};
constexpr auto words_of(ClientJobKind) {
    return std::to_array<std::string_view>({"emr_export", "emr_import", "glue_export",
                                            "glue_import", "data_pipeline", "bulk_put", "dms"});
}

struct ClientJob : Configurable {
    std::optional<ClientJobKind> kind;  // nullopt: the workload is no such job
    // Of the table's provisioned throughput; 0: the program's default. bulk_put has none.
    Share percent{0};
    std::int64_t segments = 0;  // of the scan; 0: as the program computes them
    std::int64_t slots = 0;     // tasks that the cluster runs at a time; 0: the program's default
    std::int64_t items = 1'000'000;          // that are written
    std::int64_t most_write_units = 40'000;  // bulk_put: a second

    void settings(SettingsVisitor& visit) override;
    bool given() const { return kind.has_value(); }
    bool reads_table() const;
    Share share() const;
    // The highest share that the program takes.
    Share highest_share() const;

    // What it does, as the settings of a workload in TOML.
    std::string as_workload(const TableSpec& table) const;

    struct Split {
        std::int64_t segments = 1;
        std::int64_t tasks = 1;
    };
    // The parts of a scan and the tasks that work on them.
    Split split(const TableSpec& table) const;
};

}  // namespace isotherm
