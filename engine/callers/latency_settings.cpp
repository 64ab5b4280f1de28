// SPDX-License-Identifier: Apache-2.0
#include "engine/callers/latency_settings.h"

#include <algorithm>

#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

constexpr double longest_time = 3'600;  // seconds, of any single setting
constexpr std::int64_t usual_connections = 50;

struct Time {
    std::string_view name;
    std::string_view help;
    SimDuration LatencySettings::*member;
    std::string_view source;
    double lowest = 0;
};

constexpr std::string_view no_figure = "[inferred] no figure is published";
constexpr std::string_view dax_samples =
    "[inferred] Developer Guide, DAX samples: means of 3.1 to 3.5 ms for GetItem and 4.0 to 4.8 ms "
    "for Query";
constexpr std::string_view two_puts =
    "[inferred] from two published puts: 0.053 and 0.12 ms per KB";

constexpr Time times[] = {
    {"time", "every answer, with model = \"constant\"; their mean, with \"exponential\"",
     &LatencySettings::time, "[inferred] single-digit milliseconds", 1e-6},
    {"network", "network, both ways", &LatencySettings::network,
     "[inferred] a client in the Region with a warm connection"},
    {"cross_zone", "added when the replica that serves is in another Availability Zone",
     &LatencySettings::cross_zone, no_figure},
    {"get", "median of GetItem and BatchGetItem in the service", &LatencySettings::get,
     dax_samples},
    {"query", "median of Query", &LatencySettings::query, dax_samples},
    {"scan", "median of a page of Scan", &LatencySettings::scan, no_figure},
    {"put", "median of PutItem and BatchWriteItem", &LatencySettings::put, no_figure},
    {"update", "median of UpdateItem", &LatencySettings::update, no_figure},
    {"delete", "median of DeleteItem", &LatencySettings::remove, no_figure},
    {"transact_get", "median of TransactGetItems", &LatencySettings::transact_get,
     "[inferred] two rounds"},
    {"transact_write", "median of TransactWriteItems", &LatencySettings::transact_write,
     "[inferred] two rounds"},
    {"read_per_kb", "added for each KB read", &LatencySettings::read_per_kb, two_puts},
    {"write_per_kb", "added for each KB written", &LatencySettings::write_per_kb, two_puts},
    {"throttled", "time in the service until a throttled call is refused",
     &LatencySettings::throttled, "[inferred] refusals are fast"},
    {"least", "no answer takes less in the service", &LatencySettings::least, no_figure, 1e-6},
    {"longest", "no answer takes more in the service", &LatencySettings::longest, no_figure, 1e-6},
};

}  // namespace

void LatencySettings::use_first_years() {
    // Means of 12.87, 9.86 and 17.13 ms in the console, divided by the mean of the factor, 1.118,
    // less the network.
    get = 11'000us;
    put = update = remove = 8'300us;
    query = scan = 14'800us;
}

void LatencySettings::settings(SettingsVisitor& visit) {
    choice_field(visit,
                 {.name = "model",
                  .help = "log_normal: by operation and size; constant and exponential: for all "
                          "answers alike, throttled ones too, as in textbooks"},
                 model);
    for (const Time& one : times) {
        visit.field({.name = one.name,
                     .help = one.help,
                     .lowest = one.lowest,
                     .highest = longest_time,
                     .source = one.source},
                    this->*one.member);
    }
    visit.field({.name = "zones",
                 .help = "weights of the callers' three Availability Zones; default: even",
                 .highest = 1e9},
                zones);
    if (!zones.empty() && (zones.size() != 3 || zones[0] + zones[1] + zones[2] <= 0)) {
        visit.reject("zones", "there are three Availability Zones",
                     "give three weights, such as [1, 1, 1] or [1, 0, 0]");
    }
    visit.field({.name = "zone_reads",
                 .help = "read units a second that the replica in the callers' zone serves of a "
                         "partition's eventually consistent reads; others come from another zone. "
                         "0: no limit",
                 .highest = 1e9,
                 .source = "[inferred] a third of what the three replicas serve together"},
                zone_reads);
    visit.field({.name = "p99_over_p50",
                 .help = "99th percentile of the service time, divided by the median",
                 .lowest = 1,
                 .highest = 1'000,
                 .source = "[inferred] no percentile is published"},
                p99_over_p50);
    visit.field({.name = "failures",
                 .help = "share of calls that fail with an error of the service (HTTP 500); they "
                         "consume nothing",
                 .highest = 1},
                failures);
    visit.field({.name = "connections",
                 .help = "connections of each client; further calls wait. Default: 50, without "
                         "limit for the models constant and exponential",
                 .lowest = 1,
                 .highest = 1e9,
                 .source = "AWS SDK for JavaScript: 50; botocore: 10"},
                connections);
    if (least > longest)
        visit.reject("least", "longer than the longest", "make least shorter than longest");
}

SimDuration LatencySettings::median_of(Operation operation) const {
    switch (operation) {
        case Operation::get_item:
        case Operation::get_item_eventual:
        case Operation::batch_get_item:
        case Operation::batch_get_item_eventual:
            return get;
        case Operation::query:
        case Operation::query_eventual:
            return query;
        case Operation::scan:
        case Operation::scan_eventual:
            return scan;
        case Operation::update_item:
            return update;
        case Operation::delete_item:
            return remove;
        case Operation::transact_get_item:
            return transact_get;
        case Operation::transact_write_item:
            return transact_write;
        case Operation::put_item:
        case Operation::batch_put_item:
        case Operation::batch_delete_item:
            return put;
    }
    return put;
}

SimDuration LatencySettings::shortest() const {
    switch (model) {
        case LatencyModel::constant:
            return time;
        case LatencyModel::exponential:
            return least;
        case LatencyModel::log_normal:
            break;
    }
    return network + std::min(least, std::max<SimDuration>(throttled, 1us));
}

std::int64_t LatencySettings::connections_of_client() const {
    if (connections > 0) return connections;
    return model == LatencyModel::log_normal ? usual_connections : 0;
}

}  // namespace isotherm
