// SPDX-License-Identifier: Apache-2.0
#include "app/render/hash_rows.h"

#include <algorithm>
#include <limits>
#include <map>

namespace isotherm {
namespace {

constexpr KeyPosition last_of_all = std::numeric_limits<KeyPosition>::max();

double size_of(const HashRow& row) {
    return static_cast<double>(row.last_position - row.first_position) + 1;
}

std::vector<HashRow> rows_between_borders(const std::vector<PartitionRecord>& partitions) {
    std::vector<KeyPosition> firsts{0};
    for (const PartitionRecord& partition : partitions) {
        firsts.push_back(partition.first_position);
        if (partition.last_position != last_of_all) firsts.push_back(partition.last_position + 1);
    }
    std::sort(firsts.begin(), firsts.end());
    firsts.erase(std::unique(firsts.begin(), firsts.end()), firsts.end());
    std::vector<HashRow> rows(firsts.size());
    for (std::size_t i = 0; i < firsts.size(); ++i) {
        rows[i].first_position = firsts[i];
        rows[i].last_position = i + 1 < firsts.size() ? firsts[i + 1] - 1 : last_of_all;
    }
    return rows;
}

// Adds the ancestors of the row's first known owner, in case the known owners do not reach back to
// the start.
void add_ancestors(const std::vector<PartitionRecord>& partitions,
                   std::vector<std::size_t>& owners) {
    if (owners.empty()) return;
    for (auto parent = partitions[owners.front()].parent;
         parent && partitions[*parent].born_second < partitions[owners.front()].born_second;
         parent = partitions[owners.front()].parent) {
        owners.insert(owners.begin(), *parent);
    }
}

// Recomputes the shares at each change of owners, because a partition owns fewer rows after a
// split.
void fill_shares(std::vector<HashRow>& rows) {
    std::vector<std::int64_t> changes;
    for (const HashRow& row : rows) {
        for (const Tenure& tenure : row.tenures) changes.push_back(tenure.first_second);
    }
    std::sort(changes.begin(), changes.end());
    changes.erase(std::unique(changes.begin(), changes.end()), changes.end());

    std::vector<std::vector<Tenure>> with_shares(rows.size());
    for (const std::int64_t second : changes) {
        std::map<std::size_t, double> owned;
        for (const HashRow& row : rows) {
            if (const Tenure* tenure = row.at(second)) owned[tenure->partition] += size_of(row);
        }
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const Tenure* tenure = rows[r].at(second);
            if (tenure == nullptr) continue;
            const Tenure now{second, tenure->partition,
                             size_of(rows[r]) / owned[tenure->partition]};
            auto& list = with_shares[r];
            if (!list.empty() && list.back().partition == now.partition &&
                list.back().share == now.share) {
                continue;
            }
            list.push_back(now);
        }
    }
    for (std::size_t r = 0; r < rows.size(); ++r) rows[r].tenures = std::move(with_shares[r]);
}

// Keeps only tenures in force during [first, end).
void cut_to(std::vector<Tenure>& tenures, std::int64_t first_second, std::int64_t end_second) {
    while (tenures.size() > 1 && tenures[1].first_second <= first_second) {
        tenures.erase(tenures.begin());
    }
    while (!tenures.empty() && tenures.back().first_second >= end_second) tenures.pop_back();
}

bool same_owners(const HashRow& a, const HashRow& b) {
    return std::equal(a.tenures.begin(), a.tenures.end(), b.tenures.begin(), b.tenures.end(),
                      [](const Tenure& x, const Tenure& y) {
                          return x.partition == y.partition && x.first_second == y.first_second;
                      });
}

std::vector<HashRow> merged(std::vector<HashRow> rows) {
    std::vector<HashRow> list;
    for (HashRow& row : rows) {
        if (list.empty() || row.tenures.empty() || !same_owners(list.back(), row)) {
            list.push_back(std::move(row));
            continue;
        }
        list.back().last_position = row.last_position;
        for (std::size_t t = 0; t < row.tenures.size(); ++t) {
            list.back().tenures[t].share += row.tenures[t].share;
        }
    }
    return list;
}

}  // namespace

const Tenure* HashRow::at(std::int64_t second) const {
    const Tenure* found = nullptr;
    for (const Tenure& tenure : tenures) {
        if (tenure.first_second > second) break;
        found = &tenure;
    }
    return found;
}

std::vector<HashRow> hash_rows(const TableRecording& table, std::int64_t first_second,
                               std::int64_t end_second) {
    const std::vector<PartitionRecord>& partitions = table.partitions;
    if (partitions.empty()) return {};
    std::vector<HashRow> rows = rows_between_borders(partitions);

    std::vector<std::vector<std::size_t>> covering(rows.size());
    for (std::size_t p = 0; p < partitions.size(); ++p) {
        const auto first = std::lower_bound(
            rows.begin(), rows.end(), partitions[p].first_position,
            [](const HashRow& row, KeyPosition position) { return row.first_position < position; });
        for (auto row = first;
             row != rows.end() && row->last_position <= partitions[p].last_position; ++row) {
            covering[static_cast<std::size_t>(row - rows.begin())].push_back(p);
        }
    }
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto& owners = covering[r];
        std::stable_sort(owners.begin(), owners.end(), [&](std::size_t a, std::size_t b) {
            return partitions[a].born_second < partitions[b].born_second;
        });
        add_ancestors(partitions, owners);
        for (const std::size_t owner : owners) {
            const std::int64_t born = partitions[owner].born_second;
            auto& tenures = rows[r].tenures;
            if (!tenures.empty() && tenures.back().first_second == born) tenures.pop_back();
            tenures.push_back({born, owner, 1});
        }
    }
    fill_shares(rows);
    for (HashRow& row : rows) cut_to(row.tenures, first_second, end_second);
    return merged(std::move(rows));
}

}  // namespace isotherm
