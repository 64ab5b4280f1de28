// SPDX-License-Identifier: Apache-2.0
#include "app/report/run_directory/page_causes.h"

#include <array>
#include <utility>

#include "app/report/remedy_words.h"

namespace isotherm {
namespace {

struct CauseWords {
    PagePhrase name, meaning;
};

// In the order of ThrottleCause.
const std::array<CauseWords, throttle_cause_names.size()> cause_words{{
    {"A hot key",
     "One key, or a few, asked one partition for more than its limit. More capacity for the table "
     "helps only as far as it raises that limit, which has a maximum."},
    {"A hot partition that moves",
     "The busy partition was another one every few moments, as with keys that follow the clock."},
    {"An uneven load", "The table had capacity to spare, but some of its partitions had not."},
    {"Insufficient capacity",
     "The whole table or index was asked for more than it had, for longer than a burst lasts."},
    {"A spike after the burst was spent",
     "On average the demand fits, but the burst that was saved did not cover the spike."},
    {"Dilution after splits",
     "Splits have divided the throughput among more partitions, and the share of each is too "
     "small."},
    {"Scaling that came too late",
     "The scaling policy did raise the capacity, but only after the demand had risen."},
    {"A scaling policy at its maximum", "The policy may not ask for more than its maximum."},
    {"A raise refused with a decrease",
     "The policy asked for a raise and a decrease in one call, and no decrease was left that day."},
    {"Too little throughput of an index",
     "Writes to the table wait for its index, and the index has too little throughput."},
    {"A hot key of an index",
     "One key of the index takes too much of the writes or reads for one partition."},
    {"A full item collection",
     "An item collection has reached 10 GB, the most for a table with local secondary indexes."},
    {"Demand that grew faster than on-demand capacity",
     "An on-demand table serves twice its former peak at once; above that it needs time."},
    {"The on-demand maximum", "A maximum was set for the on-demand table or index."},
    {"The quota of a table", "The demand exceeded the quota for one table."},
    {"The quota of the account", "The demand exceeded the quota of the account."},
    {"A retry storm",
     "New requests alone would fit; those that are sent again come on top of them."},
    {"A batch job beside other traffic",
     "A scan or a batch job took what the other traffic needed."},
    {"A consumer that is behind", "A consumer of the stream does not keep up."},
    {"A replica that is behind", "A replica does not keep up."},
    {"A write that no bucket can hold",
     "One write costs more than a full bucket holds, so it fails however often it is sent."},
}};

template <std::size_t... R>
constexpr std::array<PagePhrase, sizeof...(R)> phrases_of_remedies(std::index_sequence<R...>) {
    return {PagePhrase(remedy_texts[R].data())...};
}

// In the order of RemedyKind; a remedy without Japanese does not compile.
constexpr auto remedy_words = phrases_of_remedies(std::make_index_sequence<remedy_texts.size()>());

}  // namespace

Markup cause_name(const Page& page, ThrottleCause cause) {
    return page.text(cause_words[static_cast<std::size_t>(cause)].name);
}

Markup cause_meaning(const Page& page, ThrottleCause cause) {
    return page.text(cause_words[static_cast<std::size_t>(cause)].meaning);
}

Markup remedy_name(const Page& page, RemedyKind kind) {
    return page.text(remedy_words[static_cast<std::size_t>(kind)]);
}

}  // namespace isotherm
