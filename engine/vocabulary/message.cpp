// SPDX-License-Identifier: Apache-2.0
#include "engine/vocabulary/message.h"

#include <algorithm>

namespace isotherm {

std::optional<Says> says_named(std::string_view name) {
    const auto form = std::find_if(message_forms.begin(), message_forms.end(),
                                   [name](const MessageForm& one) { return one.name == name; });
    if (form == message_forms.end()) return std::nullopt;
    return form->says;
}

void add(Message& sum, const Message& more) {
    if (more.empty() || more == sum) return;
    if (sum.empty()) {
        sum = more;
        return;
    }
    if (sum.says != Says::list) sum = say<Says::list>(std::vector<Message>{std::move(sum)});
    auto& parts = std::get<MessageList>(sum.arguments.front());
    if (more.says == Says::list)
        parts.insert(parts.end(), more.messages(0).begin(), more.messages(0).end());
    else
        parts.push_back(more);
}

}  // namespace isotherm
