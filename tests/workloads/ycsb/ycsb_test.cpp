// SPDX-License-Identifier: Apache-2.0
// YCSB workloads from property files, against closed forms and against what YCSB itself sent: two
// runs of its core workload with its print-only binding (brianfrankcooper/YCSB at commit d9faaac),
// counted by key and operation.

#include <cmath>
#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/workloads/synthetic/chi_square.h"
#include "tests/workloads/synthetic/given_settings.h"
#include "workloads/ycsb/ycsb_stream.h"

namespace isotherm {
namespace {

using namespace std::chrono_literals;

struct Request {
    SimTime arrival{};
    Key key = 0;
    std::uint32_t bytes = 0;
    Operation operation = Operation::get_item;
};

YcsbProperties properties_of(const std::string& text) {
    const auto read = read_ycsb_properties(text, "workload", {}, false);
    EXPECT_TRUE(read.ok()) << (read.ok() ? "" : read.errors()[0].text());
    return read.ok() ? read.value() : YcsbProperties{};
}

std::vector<Request> requests_of(const YcsbProperties& properties, std::size_t count,
                                 std::uint64_t seed = 1, std::size_t batch = 1'000) {
    const auto constant = configured<ArrivalShape>("constant", {{"rate", "1000/s"}});
    YcsbStream stream({.properties = properties,
                       .arrivals = constant->start({RandomStream(1, "arrivals"), 100h}),
                       .read = Operation::get_item_eventual,
                       .scan = Operation::scan_eventual,
                       .item_bytes = static_cast<std::uint32_t>(properties.item_bytes()),
                       .keys = RandomStream(seed, "keys"),
                       .actions = RandomStream(seed, "actions"),
                       .scans = RandomStream(seed, "scans")});
    std::vector<Request> requests;
    while (requests.size() < count) {
        const std::size_t rows = std::min(batch, count - requests.size());
        std::vector<SimTime> arrival(rows);
        std::vector<Key> key(rows);
        std::vector<std::uint32_t> bytes(rows);
        std::vector<Operation> operation(rows);
        const std::size_t filled = stream.fill({arrival, key, bytes, operation});
        for (std::size_t i = 0; i < filled; ++i)
            requests.push_back({arrival[i], key[i], bytes[i], operation[i]});
        if (filled < rows) break;
    }
    return requests;
}

std::map<Operation, std::int64_t> by_operation(const std::vector<Request>& requests) {
    std::map<Operation, std::int64_t> counts;
    for (const Request& request : requests) ++counts[request.operation];
    return counts;
}

// Five standard deviations of a share of `of` draws.
double share_tolerance(double share, double of) { return 5 * std::sqrt(share * (1 - share) / of); }

constexpr const char* zipfian_run = R"(# A run of 6,000 operations on 2,000 records.
workload=site.ycsb.workloads.CoreWorkload
table=usertable
recordcount=2000
operationcount=6000
fieldcount=4
fieldlength=60
readallfields=true
writeallfields=false
readproportion=0.6
updateproportion=0.4
scanproportion=0
insertproportion=0
requestdistribution=zipfian
)";

// What YCSB sent: 3,629 reads and 2,371 updates, to 1,824 keys; its hottest keys and their counts.
TEST(Ycsb, zipfian_asks_for_the_keys_that_ycsb_asks_for) {
    const std::map<std::string, std::int64_t> sent{
        {"user1127100791449830469", 234}, {"user8270373749993747992", 107},
        {"user7928534804371831711", 81},  {"user6159186168446054998", 78},
        {"user4534737913330811670", 50},  {"user3945957134849834878", 42},
        {"user5696219397404242302", 36},  {"user3599991967720791364", 34},
        {"user2278089990460444843", 29},  {"user6042744525045426264", 26}};
    YcsbProperties properties = properties_of(zipfian_run);
    properties.operations = 0;
    constexpr std::size_t draws = 1'200'000;
    const auto requests = requests_of(properties, draws);
    const auto operations = by_operation(requests);
    EXPECT_NEAR(static_cast<double>(operations.at(Operation::get_item_eventual)) / draws,
                3'629 / 6'000.0, share_tolerance(0.6, 6'000));
    EXPECT_EQ(operations.size(), 2u);
    std::map<std::string, std::int64_t> drawn;
    for (const Request& request : requests) ++drawn[properties.key_text(request.key)];
    std::vector<std::int64_t> counts;
    std::vector<double> expected;
    double others = 6'000;
    std::int64_t others_sent = 6'000;
    for (const auto& [key, count] : sent) {
        counts.push_back(count);
        expected.push_back(static_cast<double>(drawn[key]) * 6'000 / draws);
        others -= expected.back();
        others_sent -= count;
    }
    counts.push_back(others_sent);
    expected.push_back(others);
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(10));
}

TEST(Ycsb, zipfian_asks_for_as_many_keys_as_ycsb) {
    const YcsbProperties properties = properties_of(zipfian_run);
    constexpr int runs = 20;
    double mean = 0, square = 0;
    for (std::uint64_t seed = 1; seed <= runs; ++seed) {
        const auto requests = requests_of(properties, 10'000, seed);
        ASSERT_EQ(requests.size(), 6'000u);
        std::set<Key> keys;
        for (const Request& request : requests) keys.insert(request.key);
        const auto distinct = static_cast<double>(keys.size());
        mean += distinct / runs;
        square += distinct * distinct / runs;
    }
    EXPECT_NEAR(mean, 1'824, 5 * std::sqrt(square - mean * mean));
}

// Of YCSB's 3,000 operations 2,709 went to the 100 hot keys, and 2,875 were reads.
TEST(Ycsb, hotspot_has_the_shares_that_ycsb_has) {
    const YcsbProperties properties = properties_of(
        "recordcount=1000\noperationcount=3000\nreadproportion=0.95\nupdateproportion=0.05\n"
        "requestdistribution=hotspot\nhotspotdatafraction=0.1\nhotspotopnfraction=0.9\n"
        "insertorder=ordered\nzeropadding=8\nfieldcount=4\nfieldlength=60\n");
    YcsbProperties endless = properties;
    endless.operations = 0;
    constexpr std::size_t draws = 300'000;
    std::vector<std::int64_t> counts(1'000);
    const auto requests = requests_of(endless, draws);
    for (const Request& request : requests) ++counts.at(request.key);
    std::vector<double> expected(1'000, draws * 0.1 / 900);
    std::fill_n(expected.begin(), 100, draws * 0.9 / 100);
    EXPECT_LT(chi_square(counts, expected), chi_square_limit(999));
    EXPECT_NEAR(2'709 / 3'000.0, 0.9, share_tolerance(0.9, 3'000));
    EXPECT_NEAR(static_cast<double>(by_operation(requests)[Operation::get_item_eventual]) / draws,
                2'875 / 3'000.0, share_tolerance(0.95, 3'000));
    EXPECT_EQ(properties.key_text(62), "user00000062");
    EXPECT_EQ(requests_of(properties, 10'000).size(), 3'000u);
}

// An item: "user" and 19 digits, and ten fields of 100 bytes named field0 … field9.
TEST(Ycsb, items_have_the_bytes_of_their_fields) {
    EXPECT_EQ(properties_of("recordcount=1000\n").item_bytes(), 23u + 10 * 106);
    EXPECT_EQ(properties_of("recordcount=1000\nfieldcount=12\nfieldlength=7\ninsertorder=ordered\n"
                            "zeropadding=6\nfieldnameprefix=f\ndynamodb.primaryKey=id\n")
                  .item_bytes(),
              2u + 4 + 6 + 10 * 9 + 2 * 10);
}

// 64-bit FNV-1a over eight octets, the lowest first; values of YCSB's Utils.fnvhash64.
TEST(Ycsb, hashes_as_ycsb) {
    EXPECT_EQ(ycsb_hash(1'560), 1'127'100'791'449'830'469u);
    EXPECT_EQ(ycsb_hash(940), 8'270'373'749'993'747'992u);
}

// YCSB's own mixes.
TEST(Ycsb, has_the_mixes_of_workloads_a_to_f) {
    struct Mix {
        const char* properties;
        std::map<Operation, double> shares;  // of the requests
    };
    const Mix mixes[] = {
        {"readproportion=0.5\nupdateproportion=0.5\n",
         {{Operation::get_item_eventual, 0.5}, {Operation::update_item, 0.5}}},
        {"readproportion=0.95\nupdateproportion=0.05\n",
         {{Operation::get_item_eventual, 0.95}, {Operation::update_item, 0.05}}},
        {"readproportion=1\nupdateproportion=0\n", {{Operation::get_item_eventual, 1}}},
        {"readproportion=0.95\nupdateproportion=0\ninsertproportion=0.05\n",
         {{Operation::get_item_eventual, 0.95}, {Operation::put_item, 0.05}}},
        {"readproportion=0\nupdateproportion=0\nscanproportion=0.95\ninsertproportion=0.05\n",
         {{Operation::scan_eventual, 0.95}, {Operation::put_item, 0.05}}},
        // Every second operation reads and then updates: two reads for each update.
        {"readproportion=0.5\nupdateproportion=0\nreadmodifywriteproportion=0.5\n",
         {{Operation::get_item_eventual, 2 / 3.0}, {Operation::update_item, 1 / 3.0}}}};
    for (const Mix& mix : mixes) {
        constexpr std::size_t draws = 100'000;
        const auto requests = requests_of(
            properties_of(std::string("recordcount=1000\nrequestdistribution=uniform\n") +
                          mix.properties),
            draws);
        const auto counts = by_operation(requests);
        EXPECT_EQ(counts.size(), mix.shares.size()) << mix.properties;
        for (const auto& [operation, share] : mix.shares)
            EXPECT_NEAR(static_cast<double>(counts.at(operation)) / draws, share,
                        share_tolerance(share, draws) + 1e-9)
                << mix.properties;
    }
}

TEST(Ycsb, read_modify_write_updates_what_it_has_read) {
    const auto requests =
        requests_of(properties_of("recordcount=1000\noperationcount=500\nreadproportion=0\n"
                                  "updateproportion=0\nreadmodifywriteproportion=1\n"),
                    2'000);
    ASSERT_EQ(requests.size(), 1'000u);
    for (std::size_t i = 0; i < requests.size(); i += 2) {
        EXPECT_EQ(requests[i].operation, Operation::get_item_eventual);
        EXPECT_EQ(requests[i + 1].operation, Operation::update_item);
        EXPECT_EQ(requests[i].key, requests[i + 1].key);
        EXPECT_EQ(requests[i].arrival, requests[i + 1].arrival);
    }
}

// The r-th newest of n records has the share r^-0.99 / H(n).
TEST(Ycsb, latest_asks_for_the_newest_records_by_zipfs_law) {
    constexpr std::size_t draws = 400'000;
    std::vector<double> shares;
    double all = 0;
    for (int r = 1; r <= 200; ++r) {
        shares.push_back(std::pow(r, -0.99));
        all += shares.back();
    }
    std::vector<std::int64_t> counts(200);
    for (const Request& request :
         requests_of(properties_of("recordcount=200\nrequestdistribution=latest\n"), draws))
        ++counts.at(199 - request.key);
    for (double& share : shares) share *= draws / all;
    EXPECT_LT(chi_square(counts, shares), chi_square_limit(199));
}

TEST(Ycsb, latest_follows_the_inserts) {
    const auto requests = requests_of(
        properties_of("recordcount=100\noperationcount=20000\nreadproportion=0.5\n"
                      "updateproportion=0\ninsertproportion=0.5\nrequestdistribution=latest\n"),
        20'000);
    Key newest = 99;
    std::int64_t reads = 0, of_newest = 0;
    for (const Request& request : requests) {
        if (request.operation == Operation::put_item) {
            ASSERT_EQ(request.key, ++newest);
            continue;
        }
        ASSERT_LE(request.key, newest);
        ++reads;
        of_newest += request.key == newest ? 1 : 0;
    }
    EXPECT_GT(newest, 9'000u);
    // 1 / H(n) lies between 0.101 for 10,000 records and 0.19 for 100.
    const double share = static_cast<double>(of_newest) / static_cast<double>(reads);
    EXPECT_GT(share, 0.095);
    EXPECT_LT(share, 0.14);
}

TEST(Ycsb, scans_as_many_records_as_their_lengths_say) {
    for (const bool zipfian : {false, true}) {
        const YcsbProperties properties = properties_of(
            std::string("recordcount=1000\nreadproportion=0\nupdateproportion=0\nscanproportion=1\n"
                        "minscanlength=3\nmaxscanlength=12\nscanlengthdistribution=") +
            (zipfian ? "zipfian\n" : "uniform\n"));
        constexpr std::size_t draws = 100'000;
        std::vector<std::int64_t> counts(10);
        for (const Request& request : requests_of(properties, draws)) {
            ASSERT_EQ(request.bytes % properties.item_bytes(), 0u);
            ++counts.at(request.bytes / properties.item_bytes() - 3);
        }
        std::vector<double> expected;
        double all = 0;
        for (int rank = 1; rank <= 10; ++rank) {
            expected.push_back(zipfian ? std::pow(rank, -0.99) : 1);
            all += expected.back();
        }
        for (double& count : expected) count *= draws / all;
        EXPECT_LT(chi_square(counts, expected), chi_square_limit(9)) << zipfian;
    }
}

TEST(Ycsb, sequential_goes_round_and_exponential_prefers_new_records) {
    const auto turns =
        requests_of(properties_of("recordcount=7\nrequestdistribution=sequential\n"), 30);
    for (std::size_t i = 0; i < turns.size(); ++i) EXPECT_EQ(turns[i].key, i % 7);
    // 95 % of the operations go to the newest 6/7 of the records, as far as these exist.
    constexpr std::size_t draws = 100'000;
    std::int64_t newest = 0;
    for (const Request& request :
         requests_of(properties_of("recordcount=7000\nrequestdistribution=exponential\n"), draws))
        newest += request.key >= 1'000 ? 1 : 0;
    const double beyond_all = std::pow(0.05, 7 / 6.0);  // drawn again
    const double share = 0.95 / (1 - beyond_all);
    EXPECT_NEAR(static_cast<double>(newest) / draws, share, share_tolerance(share, draws) + 2e-4);
}

TEST(Ycsb, how_many_rows_are_asked_for_at_a_time_changes_nothing) {
    const YcsbProperties properties = properties_of(
        "recordcount=500\noperationcount=4000\nreadproportion=0.3\n"
        "updateproportion=0.1\ninsertproportion=0.1\nscanproportion=0.2\n"
        "readmodifywriteproportion=0.3\nrequestdistribution=zipfian\n");
    const auto whole = requests_of(properties, 10'000, 1, 10'000);
    for (const std::size_t batch : {1, 7, 1'024}) {
        const auto again = requests_of(properties, 10'000, 1, batch);
        ASSERT_EQ(again.size(), whole.size());
        for (std::size_t i = 0; i < whole.size(); ++i) {
            ASSERT_EQ(again[i].key, whole[i].key);
            ASSERT_EQ(again[i].operation, whole[i].operation);
            ASSERT_EQ(again[i].bytes, whole[i].bytes);
            ASSERT_EQ(again[i].arrival, whole[i].arrival);
        }
    }
}

TEST(Ycsb, says_what_is_wrong_with_a_property_file) {
    const struct {
        std::string text, where, what;
    } cases[] = {
        {"", "w", "recordcount is missing"},
        {"recordcount=0\n", "w:1:1", "a whole number from 1"},
        {"recordcount=10\nreadproportion=a lot\n", "w:2:1", "\"a lot\"; expected a number"},
        {"recordcount=10\nreadproportion=-1\n", "w:2:1", "expected a number from 0"},
        {"recordcount=10\n\n# well\nrecordcuont=9\n", "w:4:1", "unknown property \"recordcuont\""},
        {"recordcount\n", "w:1:1", "not of the form name=value"},
        {"recordcount=10\\\n", "w:1:1", "continued lines"},
        {"recordcount=10\nrequestdistribution=zipf\n", "w:2:1", "uniform, zipfian, latest"},
        {"recordcount=10\nfieldlengthdistribution=zipfian\n", "w:2:1", "constant"},
        {"recordcount=10\nreadproportion=0\nupdateproportion=0\n", "w", "all proportions are 0"},
        {"recordcount=10\ninsertstart=5\ninsertcount=6\n", "w", "beyond recordcount"},
        {"recordcount=10\nminscanlength=5\nmaxscanlength=4\n", "w", "above maxscanlength"},
        {"recordcount=10\nexponential.percentile=100\n", "w:2:1", "0.1 to 99.9"},
        {std::string("recordcount=10\n\0", 16), "w:2:1", "NUL"},
    };
    for (const auto& one : cases) {
        const auto read = read_ycsb_properties(one.text, "w", {}, false);
        ASSERT_FALSE(read.ok()) << one.text;
        EXPECT_EQ(read.errors()[0].where(), one.where) << one.text;
        EXPECT_NE(read.errors()[0].what.find(one.what), std::string::npos)
            << read.errors()[0].text();
        EXPECT_FALSE(read.errors()[0].fix.empty());
    }
}

TEST(Ycsb, lets_options_win_and_skips_what_has_no_effect) {
    const auto read = read_ycsb_properties(
        "recordcount = 10\r\n! a comment\nreadproportion: 0.25\nmeasurementtype=raw\n"
        "hdrhistogram.percentiles=95,99\nmy.own=1\nthreadcount=8",
        "w", {"recordcount=20", "requestdistribution=latest"}, true);
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read.value().records, 20);
    EXPECT_EQ(read.value().proportion(YcsbAction::read), 0.25);
    EXPECT_EQ(read.value().distribution, YcsbDistribution::latest);
    EXPECT_EQ(read.value().inserted(), 20);
}

}  // namespace
}  // namespace isotherm
