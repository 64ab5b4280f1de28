// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/operation_words.h"

#include <algorithm>

namespace isotherm {
namespace {

constexpr std::string_view known_reads =
    "get,gets,read,r,select,query,scan,head,options,28,"
    "getitem,batchgetitem,transactgetitems,"
    "executestatement,batchexecutestatement,executetransaction";
constexpr std::string_view known_writes =
    "set,put,write,w,update,insert,add,replace,cas,append,prepend,incr,decr,post,patch,modify,2a,"
    "putitem,updateitem,batchwriteitem,transactwriteitems";
constexpr std::string_view known_removes = "delete,remove,del,deleteitem";

void add_words(WordKinds& kinds, std::string_view list, VerbKind kind) {
    while (!list.empty()) {
        std::string_view word = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), word.size() + 1));
        while (word.starts_with(' ')) word.remove_prefix(1);
        while (word.ends_with(' ')) word.remove_suffix(1);
        if (!word.empty()) kinds.insert_or_assign(lower_case(word), kind);
    }
}

}  // namespace

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

WordKinds operation_words(std::string_view reads, std::string_view writes) {
    WordKinds kinds;
    add_words(kinds, known_reads, VerbKind::read);
    add_words(kinds, known_writes, VerbKind::write);
    add_words(kinds, known_removes, VerbKind::remove);
    add_words(kinds, reads, VerbKind::read);
    add_words(kinds, writes, VerbKind::write);
    return kinds;
}

}  // namespace isotherm
