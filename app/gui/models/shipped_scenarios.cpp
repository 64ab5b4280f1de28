// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/models/shipped_scenarios.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <array>

namespace isotherm {
namespace {

// The files to begin with; keys; indexes; time and money; data that is moved; a real web server.
constexpr auto from_easy_to_long = std::to_array<ShippedScenario>({
    {"heat.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "Bad heat, good heat"),
     QT_TRANSLATE_NOOP("Scenarios", "One load, spread badly and well")},
    {"partition_arithmetic.toml", topic_uneven,
     QT_TRANSLATE_NOOP("Scenarios", "Partition arithmetic"),
     QT_TRANSLATE_NOOP("Scenarios", "5,000 units are three shares")},
    {"votes.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "Votes and write sharding"),
     QT_TRANSLATE_NOOP("Scenarios", "Two keys, then ten suffixes for each")},
    {"popular_product.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "A popular product"),
     QT_TRANSLATE_NOOP("Scenarios", "One item that everybody looks at")},
    {"popular_product_cached.toml", topic_uneven,
     QT_TRANSLATE_NOOP("Scenarios", "A popular product, cached"),
     QT_TRANSLATE_NOOP("Scenarios", "One read a minute instead of thousands")},
    {"two_kinds_of_reads.toml", topic_too_little,
     QT_TRANSLATE_NOOP("Scenarios", "Two kinds of reads"),
     QT_TRANSLATE_NOOP("Scenarios", "The same item, strong and eventual")},
    {"watch_log.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "A log of what was watched"),
     QT_TRANSLATE_NOOP("Scenarios", "By day it is hot, by minute hard to ask")},
    {"social_graph.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "A social graph"),
     QT_TRANSLATE_NOOP("Scenarios", "A fan asks for little, a star for much")},
    {"stream_tokens.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "Tokens for streams"),
     QT_TRANSLATE_NOOP("Scenarios", "Each player checks in")},
    {"episodes.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "One view, three writes"),
     QT_TRANSLATE_NOOP("Scenarios", "A refused first write stops the others")},
    {"counters_and_tenants.toml", topic_uneven,
     QT_TRANSLATE_NOOP("Scenarios", "A lock, a counter, a neighbor"),
     QT_TRANSLATE_NOOP("Scenarios", "A failed condition is paid for, too")},
    {"date_index.toml", topic_index, QT_TRANSLATE_NOOP("Scenarios", "An index keyed by date"),
     QT_TRANSLATE_NOOP("Scenarios", "It makes the table refuse writes")},
    {"user_log.toml", topic_scaling | topic_index | topic_series,
     QT_TRANSLATE_NOOP("Scenarios", "One log, five phases"),
     QT_TRANSLATE_NOOP("Scenarios", "Scaled, indexed, past 10 GB, monthly")},
    {"item_collection.toml", topic_uneven | topic_index,
     QT_TRANSLATE_NOOP("Scenarios", "A full item collection"),
     QT_TRANSLATE_NOOP("Scenarios", "A customer with 10 GB of orders")},
    {"game_invitations.toml", topic_index, QT_TRANSLATE_NOOP("Scenarios", "A needle in a haystack"),
     QT_TRANSLATE_NOOP("Scenarios", "A filter, a composite key, a sparse index")},
    {"inbox.toml", topic_too_little | topic_index,
     QT_TRANSLATE_NOOP("Scenarios", "An inbox of large mails"),
     QT_TRANSLATE_NOOP("Scenarios", "Fifty mails cost 1,600 units")},
    {"time_series.toml", topic_series | topic_scaling,
     QT_TRANSLATE_NOOP("Scenarios", "A table for each day"),
     QT_TRANSLATE_NOOP("Scenarios", "Scaled down after its day")},
    {"monthly_tables.toml", topic_series, QT_TRANSLATE_NOOP("Scenarios", "A table for each month"),
     QT_TRANSLATE_NOOP("Scenarios", "April cools when May begins")},
    {"scaling_day.toml", topic_scaling,
     QT_TRANSLATE_NOOP("Scenarios", "A day under three policies"),
     QT_TRANSLATE_NOOP("Scenarios", "One load, three ways to scale")},
    {"night_script.toml", topic_scaling, QT_TRANSLATE_NOOP("Scenarios", "The night script"),
     QT_TRANSLATE_NOOP("Scenarios", "A fifth more every five minutes")},
    {"on_demand_doubling.toml", topic_too_little | topic_scaling,
     QT_TRANSLATE_NOOP("Scenarios", "On demand, twice the peak"),
     QT_TRANSLATE_NOOP("Scenarios", "No more for half an hour")},
    {"dilution.toml", topic_uneven | topic_scaling, QT_TRANSLATE_NOOP("Scenarios", "Dilution"),
     QT_TRANSLATE_NOOP("Scenarios", "Less per partition after scaling")},
    {"storage_and_ttl.toml", topic_too_little,
     QT_TRANSLATE_NOOP("Scenarios", "Storage and time to live"),
     QT_TRANSLATE_NOOP("Scenarios", "Old rows leave for free")},
    {"storage_classes_and_backups.toml", topic_too_little,
     QT_TRANSLATE_NOOP("Scenarios", "Backups, exports, imports"),
     QT_TRANSLATE_NOOP("Scenarios", "They ask the table for nothing")},
    {"export_to_s3.toml", topic_series, QT_TRANSLATE_NOOP("Scenarios", "Old months go to S3"),
     QT_TRANSLATE_NOOP("Scenarios", "Exported, then dropped")},
    {"emr_share.toml", topic_too_little,
     QT_TRANSLATE_NOOP("Scenarios", "An export takes its share"),
     QT_TRANSLATE_NOOP("Scenarios", "Half of the reads, or all of them")},
    {"told_too_late.toml", topic_too_little | topic_scaling,
     QT_TRANSLATE_NOOP("Scenarios", "Told too late"),
     QT_TRANSLATE_NOOP("Scenarios", "Three alarms on one table")},
    {"tenants.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "Five tenants, one table"),
     QT_TRANSLATE_NOOP("Scenarios", "One is noisy, all are refused")},
    {"leading_keys.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "One tenant only"),
     QT_TRANSLATE_NOOP("Scenarios", "What is denied costs nothing")},
    {"tokyo_2012.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "Two bills from Tokyo"),
     QT_TRANSLATE_NOOP("Scenarios", "2012, with a slip")},
    {"limits_2012.toml", topic_scaling, QT_TRANSLATE_NOOP("Scenarios", "Limits of 2012"),
     QT_TRANSLATE_NOOP("Scenarios", "Twice at most, down once a day")},
    {"request_patterns.toml", topic_too_little | topic_uneven,
     QT_TRANSLATE_NOOP("Scenarios", "Four patterns of reads"),
     QT_TRANSLATE_NOOP("Scenarios", "Even, in bursts, uneven, with a scan")},
    {"batch_load.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "A bulk load"),
     QT_TRANSLATE_NOOP("Scenarios", "Half a million rows, and a careless loop")},
    {"copy_a_table.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "A copy of a table"),
     QT_TRANSLATE_NOOP("Scenarios", "It takes half of the reads")},
    {"votes_aggregated.toml", topic_uneven, QT_TRANSLATE_NOOP("Scenarios", "Votes, added up"),
     QT_TRANSLATE_NOOP("Scenarios", "No hot key, ten seconds late")},
    {"cross_region_copy.toml", topic_too_little,
     QT_TRANSLATE_NOOP("Scenarios", "A copy in another Region"),
     QT_TRANSLATE_NOOP("Scenarios", "Too small, and so minutes late")},
    {"two_regions.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "Two Regions"),
     QT_TRANSLATE_NOOP("Scenarios", "What Virginia writes, Sydney pays too")},
    {"region_fails.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "A Region that fails"),
     QT_TRANSLATE_NOOP("Scenarios", "Ten minutes down, half an hour behind")},
    {"streams.toml", topic_too_little, QT_TRANSLATE_NOOP("Scenarios", "A stream and its readers"),
     QT_TRANSLATE_NOOP("Scenarios", "Every change is told again, for a day")},
    {"nasa.toml", topic_recorded | topic_uneven,
     QT_TRANSLATE_NOOP("Scenarios", "A recorded web server"),
     QT_TRANSLATE_NOOP("Scenarios", "NASA, August 1995, sixty times as fast")},
});

}  // namespace

const std::vector<ShippedScenario>& shipped_scenarios() {
    static const std::vector<ShippedScenario> scenarios(from_easy_to_long.begin(),
                                                        from_easy_to_long.end());
    return scenarios;
}

QString shipped_text(const char* text) { return QCoreApplication::translate("Scenarios", text); }

QString shipped_folder() {
    const QString program = QCoreApplication::applicationDirPath();
    for (const QString& candidate :
         {program + QStringLiteral("/../share/isotherm/scenarios"),
          program + QStringLiteral("/../../../resources/scenarios"),
          QDir::currentPath() + QStringLiteral("/resources/scenarios")}) {
        if (QFileInfo::exists(candidate)) return QDir(candidate).canonicalPath();
    }
    return {};
}

QString shipped_picture(const QString& file) {
    return QStringLiteral(":/scenarios/%1.png").arg(QFileInfo(file).completeBaseName());
}

bool has_lesson(const QString& file) {
    const QString folder = shipped_folder();
    return !folder.isEmpty() &&
           QFileInfo::exists(folder + QStringLiteral("/../lessons/") +
                             QFileInfo(file).completeBaseName() + QStringLiteral("/lesson.toml"));
}

bool is_shipped(const QString& path) {
    const QString folder = shipped_folder();
    return !folder.isEmpty() && QFileInfo(path).canonicalPath() == folder;
}

}  // namespace isotherm
