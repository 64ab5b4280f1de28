// SPDX-License-Identifier: Apache-2.0
#include "engine/streams/kinesis_spec.h"

namespace isotherm {
namespace {

constexpr double days_most = 365;
constexpr double seconds_of_day = 86'400;

}  // namespace

void KinesisSpec::settings(SettingsVisitor& visit) {
    visit.field(
        {.name = "on",
         .help = "whether the changes come through a Kinesis data stream; default: if there "
                 "are settings of one"},
        on);
    visit.field({.name = "shards",
                 .help = "shards of the stream; each takes 1,000 records and 1 MB a second",
                 .lowest = 1,
                 .highest = 10'000,
                 .source = "Kinesis Data Streams Developer Guide, Quotas and limits"},
                shards);
    visit.field({.name = "on_demand",
                 .help = "whether it is a stream on demand, which has 4 shards in this simulation",
                 .source = "Kinesis Data Streams Developer Guide: 4 MB and 4,000 records a second "
                           "at first; that it does not grow in a run is [inferred]"},
                on_demand);
    visit.field({.name = "keeps",
                 .help = "how long a record is kept, from its write on",
                 .lowest = seconds_of_day,
                 .highest = days_most * seconds_of_day,
                 .source = "Kinesis Data Streams Developer Guide: 24 hours to 365 days"},
                keeps);
    visit.field({.name = "visible_after",
                 .help = "shortest time from a write until its record reaches the stream",
                 .lowest = 0.01,
                 .highest = 60,
                 .source = "[inferred] not published"},
                visible_after);
    visit.field({.name = "disorder",
                 .help = "records reach the stream so much later than others, at most; order is "
                         "lost within this time",
                 .highest = 60,
                 .source = "Developer Guide, Kinesis Data Streams: records may be out of order; "
                           "the time is [inferred]"},
                disorder);
    visit.field({.name = "duplicates",
                 .help = "share of the records that reach the stream twice",
                 .highest = 1,
                 .source = "Developer Guide, Kinesis Data Streams: records may be duplicates; the "
                           "share is [inferred]"},
                duplicates);
    if (visit.reads() && on_demand && shards != KinesisSpec().shards)
        visit.reject("shards", "a stream on demand has no shards to choose",
                     "remove shards or on_demand");
}

}  // namespace isotherm
