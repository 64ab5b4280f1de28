#pragma once
// What a request asks for: DynamoDB's calls, with the consistency of a read as part of the call
// because it decides the charge.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace isotherm {

enum class Operation : std::uint8_t {
    get_item,
    get_item_eventual,
    query,
    query_eventual,
    put_item,
    update_item,
    delete_item,
};
inline constexpr std::size_t operation_count = 7;

// Reads and writes are charged, limited and recorded apart.
enum class Side : std::uint8_t { read, write };
inline constexpr std::size_t side_count = 2;
inline constexpr std::array<Side, side_count> both_sides{Side::read, Side::write};
inline constexpr std::array<std::string_view, side_count> side_names{"read", "write"};

constexpr Side side_of(Operation operation) {
    return operation >= Operation::put_item ? Side::write : Side::read;
}

enum class Consistency : std::uint8_t { strong, eventual };

// DynamoDB's name of the call, without the consistency.
constexpr std::string_view api_name(Operation operation) {
    constexpr std::array<std::string_view, operation_count> names{
        "GetItem", "GetItem", "Query", "Query", "PutItem", "UpdateItem", "DeleteItem"};
    return names[static_cast<std::size_t>(operation)];
}

// nullopt when there is no such call. Writes have no consistency; it is ignored for them.
constexpr std::optional<Operation> operation_named(std::string_view name, Consistency consistency) {
    for (std::size_t i = 0; i < operation_count; ++i) {
        const auto operation = static_cast<Operation>(i);
        if (api_name(operation) != name) continue;
        const bool eventual_follows = side_of(operation) == Side::read;
        return eventual_follows && consistency == Consistency::eventual ? static_cast<Operation>(i + 1)
                                                                        : operation;
    }
    return std::nullopt;
}

}  // namespace isotherm
