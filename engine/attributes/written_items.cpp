// SPDX-License-Identifier: Apache-2.0
#include "engine/attributes/written_items.h"

#include <algorithm>

#include "engine/model/key_space.h"

namespace isotherm {
namespace {

// A rank of fewer items than are remembered is drawn again, at most so often.
constexpr int most_draws = 64;

// The number of items before the first that is later than `time`.
std::size_t not_later(const std::deque<Draw>& items, SimTime time) {
    const auto end = std::upper_bound(items.begin(), items.end(), time,
                                      [](SimTime at, const Draw& item) { return at < item.time; });
    return static_cast<std::size_t>(end - items.begin());
}

}  // namespace

WrittenItems::Writer* WrittenItems::writer_of(std::uint32_t workload) {
    const auto found = std::find_if(writers_.begin(), writers_.end(),
                                    [&](const Writer& one) { return one.workload == workload; });
    return found == writers_.end() ? nullptr : &*found;
}

const WrittenItems::Writer* WrittenItems::writer_of(std::uint32_t workload) const {
    return const_cast<WrittenItems*>(this)->writer_of(workload);
}

void WrittenItems::remember(const Attributes& attributes, std::uint32_t attribute) {
    const auto workload = attributes.writer(attribute);
    if (!workload) return;
    Writer* writer = writer_of(*workload);
    if (writer == nullptr) writer = &writers_.emplace_back(Writer{*workload, 0, {}});
    writer->most =
        std::max(writer->most, static_cast<std::size_t>(attributes.spec(attribute).remember));
}

// Those that nobody can ask for any more are forgotten: as many newer ones as anybody wants are
// known by now.
void WrittenItems::add(const Draw& item) {
    Writer* const writer = writer_of(item.workload);
    if (writer == nullptr) return;
    std::deque<Draw>& items = writer->items;
    items.push_back(item);
    while (items.size() > writer->most && items[writer->most].time + delay_ <= item.time)
        items.pop_front();
}

std::optional<Draw> WrittenItems::item(const Attributes& attributes, std::uint32_t attribute,
                                       std::uint64_t bits, SimTime now) const {
    const auto workload = attributes.writer(attribute);
    const Writer* const writer = workload ? writer_of(*workload) : nullptr;
    if (writer == nullptr) return std::nullopt;
    const AttributeSpec& spec = attributes.spec(attribute);
    const std::deque<Draw>& items = writer->items;
    const std::size_t end = not_later(items, now - delay_);
    std::size_t first = end - std::min(end, static_cast<std::size_t>(spec.remember));
    if (spec.window > 0us) first = std::max(first, not_later(items, now - spec.window - 1us));
    if (first >= end) return std::nullopt;
    const std::uint64_t count = end - first;
    std::uint64_t rank = 0;  // from the newest
    if (spec.skew == WrittenSkew::uniform) {
        rank = static_cast<std::uint64_t>(static_cast<unsigned __int128>(bits) * count >> 64);
    } else if (spec.skew == WrittenSkew::zipf) {
        const auto next = [&bits] { return position_of(++bits); };
        rank = count;
        for (int draws = 0; rank >= count && draws < most_draws; ++draws)
            rank = attributes.ranks(attribute).draw(next);
        rank %= count;
    }
    return items[end - 1 - rank];
}

}  // namespace isotherm
