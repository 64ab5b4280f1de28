// SPDX-License-Identifier: Apache-2.0
#include "engine/model/charge.h"

#include <bit>
#include <cassert>

namespace isotherm {

Charge::Charge(const Era& era) {
    for (std::size_t i = 0; i < operation_count; ++i) {
        const OperationTraits& traits = operation_traits[i];
        const Bytes unit = traits.side == Side::read ? era.read_unit : era.write_unit;
        assert(std::has_single_bit(unit.count));
        const std::int64_t half_units = traits.consistency == Consistency::eventual ? 1
                                        : traits.transactional                      ? 4
                                                                                    : 2;
        rules_[i] = {static_cast<std::int64_t>(unit.count) - 1, half_units,
                     std::countr_zero(unit.count)};
    }
}

}  // namespace isotherm
