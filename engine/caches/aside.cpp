// SPDX-License-Identifier: Apache-2.0
// Cache-aside: the callers' code asks a cache of their own, such as Redis or the memory of the
// process, and reads the table and fills the cache when nothing is there.

#include "engine/caches/cache_kind.h"
#include "engine/vocabulary/choice.h"

namespace isotherm {
namespace {

class Aside final : public CacheKind {
public:
    void settings(SettingsVisitor& visit) override {
        constexpr double most_items = 4e9;  // entries have 32-bit numbers
        constexpr double most_bytes = 1e15;
        visit.field({.name = "items",
                     .help = "most entries; default: no limit",
                     .lowest = 1,
                     .highest = most_items},
                    items_);
        visit.field({.name = "bytes",
                     .help = "most memory of all entries; default: no limit",
                     .lowest = 1,
                     .highest = most_bytes},
                    bytes_);
        visit.field({.name = "evict", .help = "which entry goes when there is no room"},
                    Choice{evict_, {"lru"}});
        basics_.settings(visit);
        choice_field(visit,
                     {.name = "on_write",
                      .help = "what a write that goes through the cache does to the item's entry"},
                     on_write_);
        visit.field(
            {.name = "shared", .help = "one cache for all clients; false: each client has its own"},
            shared_);
        if (!shared_ && basics_.filled == Filled::steady)
            visit.reject("filled",
                         "what each client's own cache holds after a long time is not known",
                         "set filled = \"empty\", or shared = true");
    }

    CacheRules rules() const override {
        CacheRules rules;
        basics_.put_into(rules);
        rules.items_most = static_cast<std::uint64_t>(items_);
        rules.bytes_most = static_cast<std::uint64_t>(bytes_.count);
        rules.on_write = on_write_;
        rules.shared = shared_;
        return rules;
    }

private:
    CacheBasics basics_;
    std::int64_t items_ = 0;
    Bytes bytes_{0};
    std::string evict_ = "lru";
    OnWrite on_write_ = OnWrite::invalidate;
    bool shared_ = true;
};

const Registered<CacheKind, Aside> aside_entry("aside",
                                               "the callers' own cache, filled by what they read",
                                               {R"(items = 1000, ttl = "60s")"});

}  // namespace
}  // namespace isotherm
