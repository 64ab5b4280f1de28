// SPDX-License-Identifier: GPL-3.0-or-later
// The engine's sentences in the language of the window.

#include "app/gui/models/engine_words.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <QCoreApplication>
#include <QTranslator>

#include <set>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// A table for each policy, with a load that rises and falls; changes that are taken and refused, an
// index that is added, tables by period that are cooled and dropped.
std::string talkative_scenario() {
    std::string text = R"(
name = "talkative"
era = "2024"
start = 2024-03-01T08:00:00Z
duration = "150m"
[tables.events]
sort_key = "time"
size = "1 GB"
capacity = { mode = "provisioned", read = 20, write = 20 }
time_series = { period = "hour", ahead = "5m", history = 2, retention = 2, archive = true, cool_read = [5], cool_write = [1], cool_after = "5m" }
[workloads.devices]
table = "events"
operation = "PutItem"
arrivals = { shape = "poisson", rate = "5/s" }
keys = { distribution = "uniform", distinct = 1000 }
[tables.shop]
size = "1 MB"
capacity = { mode = "provisioned", read = 20, write = 20 }
indexes.by_date = { partition_key = "date", created = "10m", capacity = { mode = "provisioned", read = 20, write = 20 } }
[changes.same]
at = "5m"
table = "shop"
write = 20
[changes.more]
at = "20m"
table = "shop"
write = 40
[changes.soon_again]
at = "1201s"
table = "shop"
write = 60
[changes.wave]
at = "30m"
table = "shop"
write = 30
[changes.wave_again]
at = "31m"
table = "shop"
write = 20
[changes.wave_a_third_time]
at = "32m"
table = "shop"
write = 15
[changes.wave_a_fourth_time]
at = "33m"
table = "shop"
write = 10
[changes.one_too_many]
at = "34m"
table = "shop"
write = 8
[workloads.customers]
table = "shop"
operation = "GetItem"
arrivals = { shape = "poisson", rate = "5/s" }
keys = { distribution = "uniform", distinct = 1000 }
changes.more = { at = "40m", arrivals = { rate = "6/s" } }
changes.none = { at = "41m" }
)";
    const std::pair<const char*, const char*> policies[] = {
        {"fixed", "policy = \"fixed\", write = 40"},
        {"cron", "policy = \"cron_script\""},
        {"tracking", "policy = \"target_tracking\", min = 5, max = 80"},
        {"cooling",
         "policy = \"target_tracking\", min = 5, max = 80, scale_out_cooldown = \"20m\", "
         "scale_in_cooldown = \"20m\""},
        {"dynamic", "policy = \"dynamic_dynamodb\", min_provisioned_writes = 5"},
        {"windows",
         "policy = \"dynamic_dynamodb\", min_provisioned_writes = 5, maintenance_windows = "
         "\"22:00-23:59,00:00-01:00\""},
        {"lambda", "policy = \"lambda_autoscale\""},
        {"step",
         "policy = \"step\", min = 5, max = 80, cooldown = \"5m\", out = [{ adjustment = 50, to = "
         "0 }], "
         "in = [{ adjustment = 20 }]"},
        {"by_clock",
         "policy = \"scheduled\", actions = [{ at = \"08:30\", min = 40 }, { at = \"09:30\", min = "
         "1, max = 10 }]"},
    };
    for (const auto& [name, settings] : policies) {
        text += fmt::format(R"(
[tables.{0}]
size = "1 GB"
capacity = {{ mode = "provisioned", read = 5, write = 20 }}
scaling.write = {{ {1} }}
[workloads.{0}_load]
table = "{0}"
operation = "PutItem"
arrivals = {{ shape = "spike", rate = "3/s", peak = "35/s", at = "30m", lasting = "30m" }}
keys = {{ distribution = "uniform", distinct = 1000 }}
)",
                            name, settings);
    }
    return text;
}

void expect_known(const std::string& sentence) {
    EXPECT_TRUE(is_known_sentence(sentence)) << sentence;
}

TEST(EngineWords, KnowWhatTheEngineSays) {
    const FinishedRun run(talkative_scenario());
    const Recording& recording = run.recording();
    std::set<EventKind> kinds;
    for (const Event& event : recording.events) {
        kinds.insert(event.kind);
        if (event.kind != EventKind::throttling) expect_known(event.text);
    }
    std::set<std::string> askers;
    for (const CapacityChange& change : recording.capacity_changes) {
        askers.insert(change.asked_by);
        expect_known(change.reason);
        if (!change.refusal.empty()) expect_known(change.refusal);
    }
    std::set<std::string> waiting;
    for (const ScalingHold& hold : recording.scaling_holds) {
        waiting.insert(hold.policy);
        expect_known(hold.wait.sentence);
    }
    for (const EventKind kind :
         {EventKind::table_created, EventKind::capacity_changed, EventKind::capacity_asked,
          EventKind::capacity_refused, EventKind::table_removed, EventKind::index_active,
          EventKind::workload_changed}) {
        EXPECT_TRUE(kinds.contains(kind)) << event_kind_names[static_cast<std::size_t>(kind)];
    }
    for (const char* asker :
         {"fixed", "cron_script", "target_tracking", "dynamic_dynamodb", "lambda_autoscale", "step",
          "scheduled", "time series", "changes.more"}) {
        EXPECT_TRUE(askers.contains(asker)) << asker;
    }
    for (const char* policy : {"target_tracking", "dynamic_dynamodb", "lambda_autoscale", "step"})
        EXPECT_TRUE(waiting.contains(policy)) << policy;
}

TEST(EngineWords, KnowSplitsAndTheirReasons) {
    for (const char* sentence :
         {"votes P0 has split into votes P1 and votes P2",
          "votes P0 begins to split: it holds more than 10 GB",
          "votes P0 begins to split: it is busy",
          "votes P0 does not split: one item has all of the traffic: a split cannot divide it",
          "writes: consumed 50.00 %, throttled events by consumed units: 10 -> 20, maximum 15",
          "reads: consumed 0.00 %, low check 1 of 3; writes: consumed 1.00 %, 20 -> 10, but the "
          "table is not ACTIVE"}) {
        expect_known(sentence);
        EXPECT_EQ(engine_words(sentence).toStdString(), sentence) << "without a translation";
    }
    for (const char* sentence : {"", "something new", "votes now has something new",
                                 "reads: consumed 0.00 %, something new"})
        EXPECT_FALSE(is_known_sentence(sentence)) << sentence;
}

TEST(EngineWords, AreJapaneseInJapanese) {
    ASSERT_EQ(engine_words("reads wait for writes"), QStringLiteral("reads wait for writes"));
    QTranslator japanese;
    ASSERT_TRUE(japanese.load(QStringLiteral(":/translations/isotherm_ja.qm")));
    QCoreApplication::installTranslator(&japanese);
    EXPECT_EQ(
        engine_words("orders: target_tracking asks for 5 RCU and 143 WCU: writes: 98.2 units/s "
                     "for 2 min, above 70 % of 100"),
        QStringLiteral(
            "orders: target_tracking が 5 RCU・143 WCU を要求: 書き込み: 2 分間にわたり毎秒 "
            "98.2 ユニット、100 の 70 % を上回る"));
    EXPECT_EQ(engine_words("reads"), QStringLiteral("読み込み"));
    // A table may be called like one of our words.
    EXPECT_EQ(engine_words("reads is not ACTIVE"),
              QStringLiteral("reads は ACTIVE ではありません"));
    QCoreApplication::removeTranslator(&japanese);
    EXPECT_EQ(engine_words("reads"), QStringLiteral("reads"));
}

}  // namespace
}  // namespace isotherm
