// SPDX-License-Identifier: Apache-2.0
#pragma once
// DynamoDB's metrics in CloudWatch, computed from a recording.

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/recording/recording.h"

namespace isotherm {

// One metric of the namespace AWS/DynamoDB. All values are sums over a period, except that
// ProvisionedXCapacityUnits is the level at its end.
struct TableMetric {
    std::string name;
    Side side = Side::read;
    SimDuration period = 1min;    // of its datapoints
    bool of_whole_table = false;  // one value for a table and its indexes, reads and writes
    bool of_reason = false;       // only in eras whose refusals carry a reason
    bool level = false;           // a level, not a sum
    bool of_readers = false;      // the highest age of a minute; for alarms only
};
// In the order of cloudwatch.json: those of reads, those of writes, those of whole tables. At the
// end, those that tell how far the readers of a table's changes are behind: IteratorAge, the
// highest of all readers of its stream, and ReplicationLatency, the highest of all Regions to which
// it is replicated, both in milliseconds. Their dimensions in CloudWatch are not the table.
std::span<const TableMetric> table_metrics();
// Index in table_metrics(); nullopt: there is no metric of this name.
std::optional<std::size_t> table_metric_named(std::string_view name);
std::vector<std::string> table_metric_names();

// The datapoints of one metric of one table or index. Reads the recording when asked, so it can be
// used while a run goes on.
class MetricSeries {
public:
    // `table`: index in recording.tables; must be a table, not an index, for metrics
    // of_whole_table.
    MetricSeries(const Recording& recording, std::size_t table, std::size_t metric);

    // The value of the columns [first, end) of the recording; nullopt: CloudWatch has no datapoint.
    // As in CloudWatch, a period in which nothing was counted has none.
    std::optional<double> value(std::size_t first, std::size_t end) const;
    // How many columns have been recorded.
    std::size_t columns() const;

private:
    double sum(const TableRecording& table, Side side, std::size_t first, std::size_t end) const;

    const Recording* recording_;
    std::size_t table_;
    std::size_t metric_;
    std::vector<std::size_t> members_;  // tables and indexes that are summed up
};

}  // namespace isotherm
