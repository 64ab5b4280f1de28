// SPDX-License-Identifier: Apache-2.0
// Fuzzes price files: any text must result in price books or in errors with a place.

#include "engine/billing/price_book.h"
#include "tests/fuzz/fuzz_target.h"

ISOTHERM_FUZZ_TARGET(prices) {
    const auto books = isotherm::read_price_books(std::string(input), "prices.csv");
    if (!books.ok()) isotherm::must_be_told_well(books.errors());
}
