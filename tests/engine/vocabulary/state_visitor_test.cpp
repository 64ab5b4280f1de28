// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/state_visitor.h"

#include <gtest/gtest.h>

#include "engine/requests/request_batch.h"
#include "engine/vocabulary/fingerprint.h"
#include "engine/vocabulary/random_stream.h"

namespace isotherm {
namespace {

enum class Color : std::uint8_t { red, green, blue };

struct Everything {
    std::int64_t number = 0;
    double amount = 0;
    bool flag = false;
    Color color = Color::red;
    SimTime time;
    std::string text;
    std::vector<std::int64_t> plain;
    std::vector<std::string> texts;
    std::deque<Request> requests;
    std::map<std::string, std::optional<std::int64_t>> by_name;
    std::unordered_map<std::uint64_t, std::uint64_t> by_key;
    std::vector<PartitionIndex> partitions;
    Message message;

    void state(StateVisitor& visit) {
        visit(number, amount, flag, time, text, plain, texts);
        visit.one_of(color, 3);
        visit.part("inner", [&] { visit(requests, by_name, by_key, partitions, message); });
    }
};

Everything everything() {
    Everything one;
    one.number = -7;
    one.amount = 1.0 / 3;
    one.flag = true;
    one.color = Color::blue;
    one.time = sim_start + 3s;
    one.text = "text with \0 in it";
    one.plain = {1, 2, 3};
    one.texts = {"", "b"};
    one.requests.push_back({sim_start + 1s, 9, 4, 5, {}, {}});
    one.by_name = {{"a", std::nullopt}, {"b", 12}};
    one.by_key = {{5, 6}, {7, 8}, {9, 1}};
    one.partitions = {{0}, {4}};
    one.message =
        say<Says::but>(say<Says::used>(Side::write, 71.5), say<Says::cools_down>(SimDuration(5s)));
    return one;
}

std::string saved(Everything one) {
    std::string bytes;
    StateVisitor visit(bytes);
    visit.part("everything", one);
    return bytes;
}

// The part that is damaged; "" if the bytes are whole.
std::string damage_in(std::string_view bytes, Everything& into) {
    StateVisitor visit(bytes);
    visit.set_tables(1);
    visit.set_partitions(5);
    visit.set_workloads(1);
    try {
        visit.part("everything", into);
        visit.require(visit.at_end());
    } catch (const DamagedState& damage) {
        return damage.part.empty() ? "end" : damage.part;
    }
    return "";
}

TEST(StateVisitor, loads_what_it_saved) {
    const std::string bytes = saved(everything());
    Everything loaded;
    ASSERT_EQ(damage_in(bytes, loaded), "");
    const Everything one = everything();
    EXPECT_EQ(loaded.number, one.number);
    EXPECT_EQ(loaded.amount, one.amount);
    EXPECT_EQ(loaded.flag, one.flag);
    EXPECT_EQ(loaded.color, one.color);
    EXPECT_EQ(loaded.time, one.time);
    EXPECT_EQ(loaded.text, one.text);
    EXPECT_EQ(loaded.plain, one.plain);
    EXPECT_EQ(loaded.texts, one.texts);
    ASSERT_EQ(loaded.requests.size(), 1u);
    EXPECT_EQ(loaded.requests[0].key, 9u);
    EXPECT_EQ(loaded.by_name, one.by_name);
    EXPECT_EQ(loaded.by_key, one.by_key);
    EXPECT_EQ(loaded.partitions, one.partitions);
    EXPECT_EQ(loaded.message, one.message);
    EXPECT_EQ(saved(loaded), bytes);
}

TEST(StateVisitor, refuses_what_is_short_or_has_more) {
    const std::string bytes = saved(everything());
    Everything loaded;
    for (std::size_t length = 0; length < bytes.size(); ++length)
        EXPECT_NE(damage_in(bytes.substr(0, length), loaded), "") << length;
    EXPECT_EQ(damage_in(bytes + "x", loaded), "end");
}

// Any other byte is another value or damage in one of the two parts, never a crash.
TEST(StateVisitor, survives_every_changed_byte) {
    const std::string bytes = saved(everything());
    std::map<std::string, int> found;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (const int value : {0, 1, 0x7f, 0x80, 0xff}) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(value);
            Everything loaded;
            ++found[damage_in(changed, loaded)];
        }
    }
    EXPECT_GT(found["everything"], 0);
    EXPECT_GT(found["inner"], 0);
    EXPECT_GT(found[""], 0);
}

TEST(StateVisitor, refuses_indices_and_choices_that_do_not_exist) {
    Everything one = everything();
    one.partitions.push_back({5});
    Everything loaded;
    EXPECT_EQ(damage_in(saved(one), loaded), "inner");
    one = everything();
    one.color = static_cast<Color>(3);
    EXPECT_EQ(damage_in(saved(one), loaded), "everything");
}

TEST(StateVisitor, keeps_the_course_of_random_numbers_and_of_a_hash) {
    RandomStream random(5, "state");
    Fingerprint hash;
    for (int i = 0; i < 1'000; ++i) {
        random.exponential();
        hash.add(random.next());
    }
    std::string bytes;
    StateVisitor save(bytes);
    save(random, hash);
    RandomStream random_again(6, "other");
    Fingerprint hash_again;
    StateVisitor load{std::string_view(bytes)};
    load(random_again, hash_again);
    EXPECT_EQ(hash_again.value(), hash.value());
    for (int i = 0; i < 1'000; ++i) {
        EXPECT_EQ(random_again.exponential(), random.exponential());
        const std::uint64_t next = random.next();
        EXPECT_EQ(random_again.next(), next);
        hash.add(next);
        hash_again.add(next);
        EXPECT_EQ(hash_again.value(), hash.value());
    }
}

}  // namespace
}  // namespace isotherm
