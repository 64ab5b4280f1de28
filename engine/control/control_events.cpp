// SPDX-License-Identifier: Apache-2.0
#include "engine/control/control_events.h"

namespace isotherm {
namespace {

// Makes `event` an empty event of the kind with this number.
template <std::size_t... kinds>
void become(ControlEvent& event, std::size_t kind, std::index_sequence<kinds...>) {
    ((kind == kinds ? void(event.emplace<kinds>()) : void()), ...);
}

}  // namespace

void ControlEvents::Due::state(StateVisitor& visit) {
    constexpr std::size_t kinds = std::variant_size_v<ControlEvent>;
    std::uint64_t kind = event.index();
    visit(time, sequence, kind);
    visit.one_of(phase, phase_count);
    visit.require(kind < kinds);
    if (visit.loads()) become(event, kind, std::make_index_sequence<kinds>());
    std::visit([&](auto& one) { one.state(visit); }, event);
}

void ControlEvents::state(StateVisitor& visit) {
    visit(queue_, sequence_, added_);
    if (visit.loads()) std::make_heap(queue_.begin(), queue_.end(), std::greater<>());
}

}  // namespace isotherm
