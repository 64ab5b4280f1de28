// SPDX-License-Identifier: Apache-2.0
#include "engine/model/vector_index.h"

#include <algorithm>
#include <cmath>

namespace isotherm {
namespace {

constexpr std::uint64_t bytes_of_dimension = 4;  // f32
constexpr double measured_dimensions = 1'024;
constexpr double search_bytes_base = 60'560;
constexpr double search_bytes_of_item = 565.5;

}  // namespace

std::uint64_t vector_bytes(std::int64_t dimensions) {
    return bytes_of_dimension * static_cast<std::uint64_t>(dimensions);
}

std::uint64_t vector_write_bytes(std::int64_t dimensions, std::uint64_t projected_bytes) {
    return std::max(vector_bytes_least, vector_bytes(dimensions) + projected_bytes);
}

std::uint64_t vector_search_bytes(std::int64_t dimensions, std::int64_t top_k) {
    const double measured = search_bytes_base + search_bytes_of_item * static_cast<double>(top_k);
    const double bytes = measured * static_cast<double>(dimensions) / measured_dimensions;
    return std::max(vector_bytes_least, static_cast<std::uint64_t>(std::llround(bytes)));
}

std::uint64_t VectorIndexSpec::search_bytes() const {
    if (search_size.count > 0) return std::max(vector_bytes_least, search_size.count);
    return vector_search_bytes(dimensions, top_k);
}

void VectorIndexSpec::settings(SettingsVisitor& visit) {
    visit.field({.name = "dimensions",
                 .help = "dimensions of the vectors, four bytes each",
                 .lowest = 1,
                 .highest = static_cast<double>(vector_dimensions_most),
                 .source = "Developer Guide, vector search: at most 4,096"},
                dimensions);
    visit.field({.name = "projected",
                 .help = "bytes of an entry besides the vector: keys and projected attributes",
                 .lowest = 0,
                 .highest = 409'600},
                projected);
    visit.field({.name = "in_index",
                 .help = "share of the items that have the vector",
                 .lowest = 0,
                 .highest = 1},
                in_index);
    visit.field({.name = "vector_changes",
                 .help = "share of the updates that change the vector or a projected attribute",
                 .lowest = 0,
                 .highest = 1},
                vector_changes);
    visit.field({.name = "searches",
                 .help = "SearchVectors calls per second, for the bill; they are not simulated"},
                searches);
    visit.field({.name = "top_k",
                 .help = "items that a search asks for",
                 .lowest = 1,
                 .highest = static_cast<double>(top_k_most),
                 .source = "Developer Guide, vector search: at most 100"},
                top_k);
    visit.field({.name = "search_size",
                 .help = "bytes that a search is charged for; 0 B: as measured for top_k",
                 .lowest = 0,
                 .highest = 1e12,
                 .source = "[inferred] measured by third parties in August 2026 for 1,024 "
                           "dimensions and 15,000 vectors"},
                search_size);
}

}  // namespace isotherm
