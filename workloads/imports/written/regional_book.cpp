// SPDX-License-Identifier: Apache-2.0
#include "workloads/imports/written/regional_book.h"

#include "engine/billing/price_book.h"

namespace isotherm {

std::optional<std::string> regional_book(const std::string& region, WallTime time) {
    const Date day = std::chrono::floor<std::chrono::days>(time);
    const PriceBooks::Book* newest = nullptr;
    for (const PriceBooks::Book& book : shipped_price_books().books()) {
        if (book.region != region) continue;
        const auto last = book.last_day();
        if (book.first_day() <= day && (!last || day <= *last)) return book.name;
        if (newest == nullptr || newest->first_day() < book.first_day()) newest = &book;
    }
    if (newest == nullptr) return std::nullopt;
    return newest->name;
}

}  // namespace isotherm
