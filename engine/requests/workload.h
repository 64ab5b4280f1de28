#pragma once
// A workload of the scenario, configured but not yet running: the catalog holds its kinds.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/requests/request_stream.h"
#include "engine/vocabulary/catalog.h"
#include "engine/vocabulary/result.h"
#include "engine/vocabulary/time.h"

namespace isotherm {

// What a workload may know of the run it belongs to.
struct WorkloadContext {
    std::string name;  // "voters"; names its random streams
    std::uint64_t seed = 0;
    SimDuration duration{};        // of the run
    std::string scenario_folder;   // relative input paths start here
    std::uint32_t item_bytes = 0;  // the table's item size, the default of its requests
    std::uint32_t item_bytes_max = 0;
};

class WorkloadKind : public Configurable {
public:
    virtual Result<std::unique_ptr<RequestStream>> open(const WorkloadContext& context) const = 0;

    // Input files, for the manifest's hashes.
    virtual std::vector<std::string> input_files(const WorkloadContext&) const { return {}; }
};

}  // namespace isotherm
