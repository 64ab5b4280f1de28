// SPDX-License-Identifier: Apache-2.0
#include "workloads/recorded/shaped/replay_values.h"

#include "engine/attributes/keyed_stream.h"

namespace isotherm {

std::shared_ptr<RecordedValues> recorded_values(const WorkloadContext& context) {
    if (context.keys == nullptr) return nullptr;
    std::vector<NameMeaning> needed;
    for (const auto* rules : {&context.keys->rules, &context.keys->sort_rules})
        for (const auto& [resource, rule] : *rules)
            if (resource.table == context.resource.table)
                for (const NameMeaning& name : rule.names()) needed.push_back(name);
    auto columns = context.keys->attributes.recorded_columns(needed);
    if (columns.empty()) return nullptr;
    return std::make_shared<RecordedValues>(std::move(columns));
}

std::function<std::string(Key)> text_of_keys(const std::shared_ptr<KeyNames>& names,
                                             const std::shared_ptr<RecordedValues>& values) {
    return [names, values](Key key) {
        return names->name_of(values == nullptr ? key : values->key_of(key));
    };
}

}  // namespace isotherm
