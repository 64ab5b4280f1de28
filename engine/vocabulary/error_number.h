// SPDX-License-Identifier: Apache-2.0
#pragma once
// The number of every error, printed as E0104. A number is a kind of mistake; numbers are never
// reused. What each one means stands in error_number.cpp and in resources/docs/errors.md.

#include <cstdint>
#include <span>
#include <string_view>

namespace isotherm {

enum class ErrorNumber : std::uint16_t {
    none = 0,

    // The command line, memory, the program itself.
    bad_option = 1,
    options_contradict = 2,
    bad_set = 3,
    bad_seed = 4,
    empty_argument = 5,
    unknown_era = 6,
    unknown_schema = 7,
    internal = 70,
    out_of_memory = 71,
    too_much_memory = 72,

    // Scenarios and other texts.
    not_toml = 101,
    unknown_key = 102,
    missing_setting = 103,
    wrong_form = 104,
    out_of_range = 105,
    unknown_word = 106,
    contradiction = 107,
    unreadable_file = 108,
    not_utf8 = 109,
    nested_too_deep = 110,
    bad_include = 111,
    empty_file = 112,
    bad_edit = 113,
    foreign_file = 114,
    unknown_figure = 115,

    // Output, runs, checkpoints.
    output_failed = 301,
    foreign_file_in_folder = 302,
    folder_in_use = 303,
    busy = 304,
    standard_output_failed = 305,
    never_replaced = 306,
    output_is_input = 307,
    no_manifest = 308,
    bad_database = 310,
    bad_manifest = 311,
    bad_checkpoint = 320,

    // Recorded streams.
    trace_missing = 401,
    trace_no_permission = 402,
    trace_not_a_file = 403,
    trace_read_failed = 404,
    trace_changed = 405,
    trace_damaged_compression = 410,
    trace_truncated_compression = 411,
    trace_window_too_large = 412,
    trace_expands_too_much = 413,
    trace_unknown_compression = 414,
    trace_not_text = 415,
    trace_no_requests = 420,
    trace_wrong_header = 421,
    trace_wrong_columns = 422,
    trace_bad_quotes = 423,
    trace_bad_number = 424,
    trace_bad_time = 425,
    trace_out_of_order = 426,
    trace_unknown_operation = 427,
    trace_bad_key = 428,
    trace_item_too_large = 429,
    trace_line_too_long = 430,
    trace_ends_inside_record = 431,
    trace_unsupported_version = 432,
    trace_unknown_format = 433,
    bad_replay_setting = 440,
    write_to_index = 441,
    bad_property = 442,

    // Pictures and the desktop program.
    picture_unknown_format = 601,
    picture_bad_size = 602,
    picture_unknown_table = 603,
    picture_bad_range = 604,
    picture_nothing_recorded = 605,
    picture_encoding_failed = 606,
    plot_bad_range = 620,
    plot_not_built = 621,
    plot_unknown_option = 622,
    why_not_there = 623,
    window_not_started = 630,

    // Series and policies of a backtest.
    series_empty = 640,
    series_wrong_header = 641,
    series_wrong_columns = 642,
    series_bad_number = 643,
    series_bad_time = 644,
    series_out_of_order = 645,
    series_gap = 646,
    series_bad_json = 647,
    series_bad_period = 648,
    series_too_long = 649,
    bad_json_setting = 650,
    bad_decisions = 651,
    bad_dynamic_dynamodb_file = 655,
    series_several = 660,

    // Errors of calls whose units are asked for.
    item_too_large = 710,
    read_beyond_index = 711,
    bad_batch_get = 712,
    bad_transaction = 713,
    bad_write_sizes = 714,
    bad_batch_write = 715,
    transaction_combined = 716,
    bad_vector_call = 717,
    item_not_json = 720,
    bad_attribute = 721,
    bad_units_option = 730,

    // Prices.
    unknown_price_book = 740,
    bad_price_file = 741,
    bad_dax_node = 742,
    bad_cost_option = 760,

    // Sweeps.
    bad_sweep_option = 770,
    too_many_runs = 771,
    another_sweep = 772,
    parts_do_not_fit = 773,
    run_of_sweep_failed = 774,
};

struct ErrorMeaning {
    ErrorNumber number;
    std::string_view means;   // the mistake that was made
    std::string_view remedy;  // how it is corrected
};

// All numbers in ascending order within their groups.
std::span<const ErrorMeaning> error_meanings();

// The number as digits: 104.
constexpr int digits_of(ErrorNumber number) { return static_cast<int>(number); }

}  // namespace isotherm
