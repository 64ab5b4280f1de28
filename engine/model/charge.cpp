#include "engine/model/charge.h"

#include <bit>
#include <cassert>

namespace isotherm {

Charge::Charge(const Era& era) {
    for (std::size_t i = 0; i < operation_count; ++i) {
        const auto operation = static_cast<Operation>(i);
        const bool eventual =
            operation == Operation::get_item_eventual || operation == Operation::query_eventual;
        const Bytes unit = side_of(operation) == Side::read ? era.read_unit : era.write_unit;
        assert(std::has_single_bit(unit.count));
        rules_[i] = {static_cast<std::int64_t>(unit.count) - 1, eventual ? 1 : 2, std::countr_zero(unit.count)};
    }
}

}  // namespace isotherm
