// SPDX-License-Identifier: Apache-2.0
#pragma once
// Counts results of calls that single rows do not show: batches of which all items were refused,
// failed conditions, and items that Query and Scan returned.
//
// No overhead for workloads whose calls have one item: there, every throttled row is a throttled
// request.

#include <span>
#include <vector>

#include "engine/recording/recorder.h"
#include "engine/requests/request_stream.h"

namespace isotherm {

class CallCounter {
public:
    // Adds the stream of the next workload, in the order of workload indices. The stream must
    // outlive the counter.
    void add(RequestStream& stream) {
        workloads_.emplace_back();
        replace({static_cast<std::uint32_t>(workloads_.size() - 1)}, stream);
    }
    // Replaces the stream of a workload from now on.
    void replace(WorkloadIndex workload, RequestStream& stream) {
        const CallShape shape = stream.call_shape();
        const bool counted = shape.grouped() || shape.finds || shape.returns_items;
        workloads_[workload.value] = {&stream, shape, counted, {}};
        any_ = any_ || counted;
    }

    // Counts the calls of a batch after admission. All rows must be in the open second and form
    // whole calls.
    void count(const RequestBatch& batch, Recorder& recorder);

private:
    struct Workload {
        RequestStream* stream = nullptr;
        CallShape shape;
        bool counted = false;
        std::vector<std::uint32_t> rows;  // rows of the current batch
    };

    static void count_grouped(const RequestBatch& batch, const Workload& workload,
                              Recorder& recorder);
    static void count_findings(const RequestBatch& batch, const Workload& workload,
                               Recorder& recorder);
    void count_returned(const RequestBatch& batch, const Workload& workload, Recorder& recorder);

    std::vector<Workload> workloads_;
    std::vector<std::uint32_t> answered_;  // rows of admitted Query and Scan calls
    bool any_ = false;
};

}  // namespace isotherm
