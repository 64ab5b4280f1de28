// SPDX-License-Identifier: Apache-2.0
#include "workloads/composed/linear_course.h"

#include <algorithm>
#include <cassert>

namespace isotherm {

LinearCourse::LinearCourse(const std::vector<CoursePiece>& pieces, Then then, SimDuration entered)
    : then_(then), entered_(entered), last_(then == Then::stop ? 0 : pieces.back().to) {
    SimDuration end{};
    for (const CoursePiece& piece : pieces) {
        if (piece.length <= 0us) continue;
        end += piece.length;
        pieces_.push_back(piece);
        ends_.push_back(end);
    }
    assert(!pieces_.empty());
    if (then == Then::repeat) entered_ %= end;
}

double LinearCourse::highest() const {
    double most = 0;
    for (const CoursePiece& piece : pieces_) most = std::max({most, piece.from, piece.to});
    return most;
}

CourseLine LinearCourse::line_at(SimDuration at) const {
    assert(at >= 0us);
    const SimDuration since = at + entered_;
    const SimDuration whole = ends_.back();
    if (then_ != Then::repeat && since >= whole) return {endless, last_, last_};
    const std::int64_t passes = then_ == Then::repeat ? since / whole : 0;
    const SimDuration within = since - passes * whole;
    const auto next = std::ranges::upper_bound(ends_, within);
    const CoursePiece& piece = pieces_[static_cast<std::size_t>(next - ends_.begin())];
    const CourseLine line{*next, piece.from, piece.to};
    return {passes * whole + *next - entered_, line.at(within, *next - piece.length), piece.to};
}

}  // namespace isotherm
