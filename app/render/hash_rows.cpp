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

// Ancestors before the partitions that cover the row, in case those cover less than they once did.
void add_ancestors(const std::vector<PartitionRecord>& partitions, std::vector<std::size_t>& owners) {
    if (owners.empty()) return;
    for (auto parent = partitions[owners.front()].parent;
         parent && partitions[*parent].born_second < partitions[owners.front()].born_second;
         parent = partitions[owners.front()].parent) {
        owners.insert(owners.begin(), *parent);
    }
}

// Recomputed whenever a border appears, because then a partition owns fewer rows.
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
            const Tenure now{second, tenure->partition, size_of(rows[r]) / owned[tenure->partition]};
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

}  // namespace

const Tenure* HashRow::at(std::int64_t second) const {
    const Tenure* found = nullptr;
    for (const Tenure& tenure : tenures) {
        if (tenure.first_second > second) break;
        found = &tenure;
    }
    return found;
}

std::vector<HashRow> hash_rows(const TableRecording& table) {
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
    return rows;
}

}  // namespace isotherm
