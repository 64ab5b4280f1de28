// Fuzzing the price files: any text must end in price books or in errors with a place.

#include <cstdlib>

#include "engine/billing/price_book.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const auto books =
        isotherm::read_price_books({reinterpret_cast<const char*>(bytes), size}, "prices.csv");
    if (!books.ok() && (books.errors().empty() || books.errors().front().text().empty()))
        std::abort();
    return 0;
}
