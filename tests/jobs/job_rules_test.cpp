// SPDX-License-Identifier: Apache-2.0
// How long jobs take, and into what parts a client's bulk job divides its work.

#include "engine/jobs/job_rules.h"

#include <gtest/gtest.h>

#include "engine/jobs/client_job.h"

namespace isotherm {
namespace {

constexpr std::uint64_t gb = 1ULL << 30;

TEST(JobRules, a_backup_takes_as_long_whatever_the_size) {
    const JobRules rules;
    EXPECT_EQ(rules.time_of(JobKind::backup, {.bytes = 1}),
              rules.time_of(JobKind::backup, {.bytes = 100'000 * gb}));
}

TEST(JobRules, a_restore_takes_an_hour_for_each_TB_beside_its_beginning) {
    const JobRules rules;
    EXPECT_EQ(rules.time_of(JobKind::restore, {.bytes = 1024 * gb}), 70min);
    EXPECT_EQ(rules.time_of(JobKind::restore, {.bytes = 512 * gb}), 40min);
    EXPECT_EQ(rules.time_of(JobKind::copy_table, {.bytes = 512 * gb}), 41min);
}

TEST(JobRules, partitions_are_exported_side_by_side) {
    const JobRules rules;
    EXPECT_EQ(rules.time_of(JobKind::export_table, {.bytes = 100 * gb, .partitions = 10}),
              300s + 10 * 30s);
    EXPECT_EQ(rules.time_of(JobKind::export_table, {.bytes = 100 * gb, .partitions = 1}),
              300s + 100 * 30s);
}

TEST(JobRules, an_import_writes_a_thousand_items_a_second_to_each_partition) {
    const JobRules rules;
    EXPECT_EQ(rules.time_of(JobKind::import_table, {.items = 1'000'000, .partitions = 4}),
              300s + 250s);
}

TEST(JobRules, quotas_are_those_of_the_guide) {
    const JobRules rules;
    EXPECT_EQ(rules.most_of(JobKind::export_table), 300);
    EXPECT_EQ(rules.most_of(JobKind::import_table), 50);
    EXPECT_EQ(rules.most_of(JobKind::restore), 50);
    EXPECT_EQ(rules.most_of(JobKind::backup), 0);
}

TableSpec table_of(std::uint64_t bytes, std::int64_t read) {
    TableSpec spec;
    spec.name = "source";
    spec.size = Bytes{bytes};
    spec.capacity.provisioned = {read, read};
    return spec;
}

ClientJob emr(double share, std::int64_t slots) {
    ClientJob job;
    job.kind = ClientJobKind::emr_export;
    job.percent = Share{share};
    job.slots = slots;
    return job;
}

// emr-dynamodb-connector: max(GB, units of its share / 100) segments, units / 100 mappers.
TEST(ClientJob, emr_divides_a_scan_as_its_connector_does) {
    const auto small = emr(0.5, 200).split(table_of(20 * gb, 100));
    EXPECT_EQ(small.segments, 20);
    EXPECT_EQ(small.tasks, 1);
    const auto large = emr(0.5, 200).split(table_of(500 * gb, 10'000));
    EXPECT_EQ(large.segments, 500);
    EXPECT_EQ(large.tasks, 50);
    EXPECT_EQ(emr(0.5, 8).split(table_of(500 * gb, 10'000)).tasks, 8);
    EXPECT_EQ(emr(1.0, 200).split(table_of(gb, 10'000)).segments, 100);
}

TEST(ClientJob, a_table_on_demand_counts_as_40000_units) {
    TableSpec table = table_of(gb, 0);
    table.capacity.mode = CapacityMode::on_demand;
    EXPECT_EQ(emr(0.5, 1'000).split(table).segments, 200);
}

TEST(ClientJob, glue_reads_one_split_unless_told_otherwise) {
    ClientJob job;
    job.kind = ClientJobKind::glue_export;
    EXPECT_EQ(job.split(table_of(20 * gb, 10'000)).segments, 1);
    job.segments = 8;
    EXPECT_EQ(job.split(table_of(20 * gb, 10'000)).tasks, 8);
}

TEST(ClientJob, shares_are_those_of_the_programs) {
    ClientJob job;
    job.kind = ClientJobKind::data_pipeline;
    EXPECT_EQ(job.share().value, 0.2);
    EXPECT_EQ(job.highest_share().value, 1.0);
    job.kind = ClientJobKind::emr_import;
    EXPECT_EQ(job.share().value, 0.5);
    EXPECT_EQ(job.highest_share().value, 1.5);
}

}  // namespace
}  // namespace isotherm
