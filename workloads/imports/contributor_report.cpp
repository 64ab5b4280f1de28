// SPDX-License-Identifier: Apache-2.0
// Reports of CloudWatch Contributor Insights: the hottest keys of a table or index.

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>

#include "workloads/imports/metric_sink.h"

namespace isotherm {
namespace {

class ContributorReport final : public ImportFormat {
public:
    bool fits(const ImportDocument& document) const override {
        return !document.values.empty() && document.root().is_object() &&
               document.root().contains("Contributors") && document.root().contains("KeyLabels");
    }
    ImportTurn turn() const override { return ImportTurn::reports; }

    void read(const ImportReading& reading) const override {
        ImportedKeyReport report;
        report.file = reading.document.name();
        if (!find_resource(reading, report)) return;
        std::set<std::int64_t> times;
        std::vector<std::size_t> presence;
        MetricSink sink(reading);
        for (const auto& contributor : reading.root().at("Contributors").elements()) {
            const auto value = contributor.at("ApproximateAggregateValue").number();
            if (!value) continue;
            if (*value < 0) {
                contributor.wrong(ErrorNumber::out_of_range,
                                  fmt::format("{} has a negative value", contributor.path()),
                                  "export it again");
                return;
            }
            if (*value > 0) report.values.push_back(*value);
            presence.push_back(0);
            for (const auto& point : contributor.at("Datapoints").elements()) {
                const auto time = sink.time_of(point.at("Timestamp"));
                if (!time) return;
                times.insert(whole_seconds(time->time_since_epoch()));
                ++presence.back();
            }
            ++reading.source.used;
        }
        std::sort(report.values.begin(), report.values.end(), std::greater<>());
        report.times.assign(times.begin(), times.end());
        // How much of the time the most important keys, the first half, are on top.
        for (std::size_t i = 0; i * 2 < presence.size() && !times.empty(); ++i)
            report.steady_share =
                std::min(report.steady_share,
                         static_cast<double>(presence[i]) / static_cast<double>(times.size()));
        reading.facts.key_reports.push_back(std::move(report));
    }

private:
    // The rule's name is not in the report: DynamoDBContributorInsights-PKC-TABLE[-INDEX]-TIME.
    static bool find_resource(const ImportReading& reading, ImportedKeyReport& report) {
        const std::string rule =
            reading.options.rule.empty() ? reading.document.stem() : reading.options.rule;
        std::string lower = rule;
        for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        report.throttles = lower.find("pkt") != lower.npos || lower.find("skt") != lower.npos;
        if (lower.find("skc") != lower.npos || lower.find("skt") != lower.npos) {
            reading.facts.remarks.push_back(
                reading.document.name() +
                ": keys with sort keys are not used; the report of partition keys (PKC) is");
            ++reading.source.skipped;
            return false;
        }
        report.index = reading.options.index;
        report.table = table_in(reading, rule);
        if (!report.table.empty()) return true;
        reading.wrong(ErrorNumber::missing_setting, "the report does not say which table it is of",
                      "add --table NAME, or --rule with the name of the rule");
        return false;
    }

    static std::string table_in(const ImportReading& reading, const std::string& rule) {
        for (const char* kind : {"-PKC-", "-PKT-"}) {
            const std::size_t at = rule.find(kind);
            if (at == rule.npos) continue;
            const std::string rest = rule.substr(at + 5);
            std::string longest;
            for (const auto& [name, table] : reading.facts.tables)
                if (rest.starts_with(name) && name.size() > longest.size()) longest = name;
            return longest.empty() ? rest.substr(0, rest.rfind('-')) : longest;
        }
        const std::string meant = table_meant(reading);
        if (!meant.empty()) return meant;
        std::set<std::string> named;
        for (const auto& [name, metric] : reading.facts.metrics) named.insert(name.table);
        return named.size() == 1 ? *named.begin() : std::string();
    }
};

const Registered<ImportFormat, ContributorReport> contributor_report_entry(
    "contributor-insights",
    "the hottest keys: aws cloudwatch get-insight-rule-report --rule-name "
    "DynamoDBContributorInsights-PKC-TABLE-TIME",
    {.file =
         R"({"KeyLabels": ["PartitionKey"], "Contributors": [{"Keys": ["a"], "ApproximateAggregateValue": 10, "Datapoints": []}]})"});

}  // namespace
}  // namespace isotherm
