// SPDX-License-Identifier: Apache-2.0
#pragma once
// Saves lists by table or partition that grow when they are needed, and that loading makes as long
// as there are tables or partitions. Entries at the end that are as new are left out: so what is
// saved does not depend on how long a list happens to be.

#include <string>

#include "engine/vocabulary/state_visitor.h"

namespace isotherm {

template <class Entry>
std::string bytes_of_state(Entry entry) {
    std::string bytes;
    StateVisitor visit(bytes);
    visit(entry);
    return bytes;
}

// `by` visits the list: by_table or by_partition. `fresh`: an entry as it is when it is made.
template <class List, class By>
void visit_used(StateVisitor& visit, List& list, const typename List::value_type& fresh,
                const By& by) {
    if (visit.loads()) return by(list);
    const std::string unused = bytes_of_state(fresh);
    List used = list;
    while (!used.empty() && bytes_of_state(used.back()) == unused) used.pop_back();
    by(used);
}

template <class List>
void visit_used_by_table(StateVisitor& visit, List& list,
                         const typename List::value_type& fresh = {}) {
    visit_used(visit, list, fresh, [&visit](List& some) { visit.by_table(some); });
}

template <class List>
void visit_used_by_partition(StateVisitor& visit, List& list) {
    visit_used(visit, list, {}, [&visit](List& some) { visit.by_partition(some); });
}

}  // namespace isotherm
