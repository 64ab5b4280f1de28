// SPDX-License-Identifier: Apache-2.0
// The workload kind "ycsb": a YCSB core workload from its property file.

#include <fmt/format.h>

#include <filesystem>

#include "engine/requests/workload.h"
#include "engine/vocabulary/choice.h"
#include "engine/vocabulary/text_file.h"
#include "workloads/ycsb/ycsb_stream.h"

namespace isotherm {
namespace {

constexpr std::size_t largest_property_file = std::size_t{1} << 20;

class Ycsb final : public WorkloadKind {
public:
    void settings(SettingsVisitor& visit) override {
        visit.group({.name = "ycsb",
                     .help = "a YCSB core workload, from its property file",
                     .short_for = "file"},
                    [this](SettingsVisitor& inner) { ycsb_settings(inner); });
        visit.field({.name = "arrivals",
                     .help = "when operations come; a read-modify-write is one operation and two "
                             "requests",
                     .required = true},
                    arrivals_.by("shape"));
    }

    void check(const WorkloadContext& context, SettingsVisitor& visit) const override {
        if (context.asks_index) {
            visit.reject("ycsb", "YCSB's operations go to a table, not to an index",
                         "remove index");
        }
    }

    Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const override {
        if (Errors errors = arrivals_->check_files(context.scenario_folder); !errors.empty())
            return errors;
        const std::string path = path_in(context.scenario_folder, file_);
        const auto text = read_text_file(path, largest_property_file);
        if (!text.ok()) return text.errors();
        auto properties = read_ycsb_properties(text.value(), path, properties_, skip_unknown_);
        if (!properties.ok()) return properties.errors();
        const std::uint64_t bytes = properties.value().item_bytes();
        if (bytes > context.item_bytes_max) {
            return Error{ExitCode::bad_scenario,
                         ErrorNumber::bad_property,
                         {.file = path},
                         fmt::format("fieldcount x fieldlength makes items of {}; the table allows "
                                     "{}",
                                     text_of(Bytes{bytes}), text_of(Bytes{context.item_bytes_max})),
                         "make fieldcount or fieldlength smaller"};
        }
        const auto random_of = [&](std::string_view purpose) {
            return RandomStream(context.seed,
                                fmt::format("workloads.{}.{}", context.name, purpose));
        };
        return std::unique_ptr<RequestStream>(std::make_unique<YcsbStream>(
            YcsbParts{.properties = std::move(properties.value()),
                      .arrivals = arrivals_->start({random_of("arrivals"),
                                                    context.duration,
                                                    {context.start, context.scenario_folder}}),
                      .read = consistency_ == Consistency::strong ? Operation::get_item
                                                                  : Operation::get_item_eventual,
                      .scan = consistency_ == Consistency::strong ? Operation::scan
                                                                  : Operation::scan_eventual,
                      .item_bytes = static_cast<std::uint32_t>(bytes),
                      .keys = random_of("keys"),
                      .actions = random_of("operations"),
                      .scans = random_of("scans")}));
    }

    std::string_view hides_demand() const override { return "ycsb"; }
    std::vector<std::string> input_files(const WorkloadContext& context) const override {
        std::vector<std::string> paths{path_in(context.scenario_folder, file_)};
        if (!arrivals_) return paths;
        for (const std::string& file : arrivals_->files())
            paths.push_back(path_in(context.scenario_folder, file));
        return paths;
    }
    void make_absolute(const std::string& folder) override {
        if (!file_.empty())
            file_ = std::filesystem::absolute(path_in(folder, file_)).lexically_normal().string();
        if (arrivals_) arrivals_->make_absolute(folder);
    }

private:
    void ycsb_settings(SettingsVisitor& visit) {
        visit.field(
            {.name = "file",
             .help = "YCSB property file such as workloada; path from the scenario's folder",
             .required = true},
            file_);
        visit.field(
            {.name = "properties",
             .help = "properties as name=value, which win over the file, as with YCSB's -p"},
            properties_);
        visit.field({.name = "skip_unknown", .help = "ignore properties that are unknown"},
                    skip_unknown_);
        choice_field(visit,
                     {.name = "consistency",
                      .help = "consistency of reads and scans",
                      .source = "YCSB's DynamoDB binding: dynamodb.consistentReads, false by "
                                "default"},
                     consistency_);
    }

    std::string file_;
    std::vector<std::string> properties_;
    bool skip_unknown_ = false;
    Consistency consistency_ = Consistency::eventual;
    Chosen<ArrivalShape> arrivals_;
};

const Registered<WorkloadKind, Ycsb> ycsb_entry(
    "ycsb", "a YCSB core workload from its property file",
    {.settings = R"(ycsb = "FILE"
arrivals = { shape = "constant", rate = "10/s" })",
     .file = "recordcount=100\noperationcount=20\nreadproportion=0.5\nupdateproportion=0.5\n"
             "requestdistribution=zipfian\n",
     .rows = 20});

}  // namespace
}  // namespace isotherm
