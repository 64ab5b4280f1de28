// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of the engine in the language of the window.

#include "app/gui/models/engine_words.h"
#include "app/report/english.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <QCoreApplication>
#include <QRegularExpression>
#include <QTranslator>

#include <set>

#include "tests/laws/run_of.h"

namespace isotherm {
namespace {

// A scenario with many kinds of messages: a table for each policy with a load that rises and falls,
// changes that are accepted and refused, an added index, and period tables that are cooled and
// dropped.
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

// Expects a text in which every argument has been filled in.
void expect_words(const Message& message) {
    const QString words = engine_words(message);
    EXPECT_FALSE(words.isEmpty()) << form_of(message.says).name;
    for (int argument = 1; argument <= 9; ++argument)
        EXPECT_FALSE(words.contains(QLatin1Char('%') + QString::number(argument)))
            << words.toStdString();
}

TEST(EngineWords, there_are_words_for_what_the_engine_says) {
    const FinishedRun run(talkative_scenario());
    const Recording& recording = run.recording();
    std::set<EventKind> kinds;
    for (const Event& event : recording.events) {
        kinds.insert(event.kind);
        expect_words(event.text);
    }
    std::set<std::string> askers;
    for (const CapacityChange& change : recording.capacity_changes) {
        askers.insert(change.asked_by);
        expect_words(change.reason);
        if (!change.refusal.empty()) expect_words(change.refusal);
    }
    std::set<std::string> waiting;
    for (const ScalingHold& hold : recording.scaling_holds) {
        waiting.insert(hold.policy);
        expect_words(hold.wait.message);
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

// Without a translation the window shows the console's texts, except for numbers in its locale.
TEST(EngineWords, are_english_without_a_translation) {
    const std::vector<Message> messages{
        say<Says::split_done>("votes P0", "votes P1", "votes P2"),
        say<Says::split_begun>("votes P0", say<Says::too_large>(Bytes{10ull << 30})),
        say<Says::but>(say<Says::would_go_down_to>(Side::write, 5), say<Says::no_decrease_left>()),
        say<Says::side_steps>(Side::read, std::vector{say<Says::consumed_percent>(12.3),
                                                      say<Says::changed_to>(20, 10)}),
        say<Says::increase_too_large>("votes", Side::read, 5, 20, 2.0),
        say<Says::above_target>(98.2, 2, 70.0, 100)};
    for (const Message& message : messages)
        EXPECT_EQ(engine_words(message).toStdString(), english(message));
}

TEST(EngineWords, are_japanese_in_japanese) {
    const Message asks = say<Says::asks>(
        "orders", "target_tracking", say<Says::units>(5, 143),
        say<Says::of_side>(Side::write, say<Says::above_target>(98.2, 2, 70.0, 100)));
    const Message refused = say<Says::not_active_now>("reads");  // a table may have this name
    QTranslator japanese;
    ASSERT_TRUE(japanese.load(QStringLiteral(":/translations/isotherm_ja.qm")));
    QCoreApplication::installTranslator(&japanese);
    const QString words = engine_words(asks);
    EXPECT_TRUE(
        words.startsWith(QStringLiteral("orders: target_tracking が 5 RCU・143 WCU を要求: "
                                        "書き込み: ")))
        << words.toStdString();
    EXPECT_TRUE(words.contains(QStringLiteral("98.2"))) << words.toStdString();
    EXPECT_EQ(engine_words(refused), QStringLiteral("reads は ACTIVE ではありません"));
    // No message is left in English.
    for (const MessageForm& form : message_forms) {
        Message message{form.says, {}};
        for (const char meaning : form.meanings) {
            switch (static_cast<Meaning>(meaning)) {
                case Meaning::name:
                case Meaning::asker:
                    message.arguments.emplace_back(std::string("1"));
                    break;
                case Meaning::message:
                case Meaning::messages:
                    message.arguments.emplace_back(std::vector{say<Says::maximum_units>(1)});
                    break;
                case Meaning::amount:
                case Meaning::tenths:
                case Meaning::hundredths:
                case Meaning::whole:
                case Meaning::percent:
                case Meaning::rounded:
                case Meaning::points:
                case Meaning::dollars:
                case Meaning::quantity:
                    message.arguments.emplace_back(1.0);
                    break;
                case Meaning::duration:
                    message.arguments.emplace_back(std::int64_t{3'600'000'000});
                    break;
                default:
                    message.arguments.emplace_back(std::int64_t{1});
            }
        }
        QString said = engine_words(message);
        for (const char* term : {"DynamoDB", "ACTIVE", "RCU", "WCU", "UpdateTable", "UTC"})
            said.remove(QLatin1String(term));
        EXPECT_FALSE(said.contains(QRegularExpression(QStringLiteral("[A-Za-z]{2}"))))
            << form.name << ": " << said.toStdString();
    }
    QCoreApplication::removeTranslator(&japanese);
}

}  // namespace
}  // namespace isotherm
