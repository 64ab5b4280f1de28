// SPDX-License-Identifier: Apache-2.0
#pragma once
// The lists of a timing wheel's slots. Their memory comes in pieces of 32 entries that all lists
// share: appending never moves entries, and the memory is that of what waits, not that of the
// longest lists so far. Hot path: an append touches the list's place and the end of its last piece.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace isotherm {

template <class Entry>
class SlotLists {
public:
    explicit SlotLists(std::size_t lists) : lists_(lists) {}

    // Appends an entry, for the caller to write.
    Entry& append(std::size_t list) {
        List& into = lists_[list];
        const std::size_t at = into.count++ % piece_entries;
        if (at == 0) add_piece(into);
        return into.last->entries[at];
    }

    std::size_t length(std::size_t list) const { return lists_[list].count; }

    // Calls `look` with every entry of the list: pieces from last to first, each in the order of
    // append().
    template <class Look>
    void for_each(std::size_t list, const Look& look) const {
        std::size_t left = lists_[list].count;
        for (const Piece* piece = lists_[list].last; piece != nullptr; piece = piece->before) {
            const std::size_t entries = (left - 1) % piece_entries + 1;
            left -= entries;
            if (piece->before != nullptr) piece->before->prefetch();
            for (std::size_t i = 0; i < entries; ++i) look(piece->entries[i]);
        }
    }

    void clear(std::size_t list) {
        for (Piece* piece = lists_[list].last; piece != nullptr;) {
            Piece* const before = piece->before;
            piece->before = free_;
            free_ = piece;
            piece = before;
        }
        lists_[list] = {};
    }

private:
    static constexpr std::size_t piece_entries = 32;
    static constexpr std::size_t cache_line = 64;
    static constexpr std::size_t pieces_at_once = 32;

    struct alignas(cache_line) Piece {
        std::array<Entry, piece_entries> entries;
        Piece* before;

        // The pieces of a list lie anywhere, so that no processor fetches them by itself.
        void prefetch() const {
            for (std::size_t at = 0; at < sizeof(Piece); at += cache_line)
                __builtin_prefetch(reinterpret_cast<const char*>(this) + at);
        }
    };
    struct List {
        Piece* last = nullptr;
        std::size_t count = 0;
    };

    void add_piece(List& into) {
        if (free_ == nullptr) make_pieces();
        Piece* const piece = free_;
        free_ = piece->before;
        piece->before = into.last;
        into.last = piece;
    }
    void make_pieces() {
        made_.push_back(std::make_unique_for_overwrite<Piece[]>(pieces_at_once));
        for (std::size_t i = pieces_at_once; i-- > 0;) {
            made_.back()[i].before = free_;
            free_ = &made_.back()[i];
        }
    }

    std::vector<List> lists_;
    std::vector<std::unique_ptr<Piece[]>> made_;
    Piece* free_ = nullptr;  // the pieces of no list; the last one freed is likely in the cache
};

}  // namespace isotherm
