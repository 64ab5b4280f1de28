// SPDX-License-Identifier: Apache-2.0
#pragma once
// Numbers of the errors in recorded streams; printed as E0401 and so on, and never reused.

namespace isotherm::trace_error {

// Errors of the input file.
inline constexpr int missing = 401;
inline constexpr int no_permission = 402;
inline constexpr int not_a_file = 403;
inline constexpr int read_failed = 404;
inline constexpr int changed = 405;

// Errors of compression and encoding.
inline constexpr int damaged_compression = 410;
inline constexpr int truncated_compression = 411;
inline constexpr int window_too_large = 412;
inline constexpr int expands_too_much = 413;
inline constexpr int unknown_compression = 414;
inline constexpr int not_text = 415;

// Errors in rows.
inline constexpr int no_requests = 420;
inline constexpr int wrong_header = 421;
inline constexpr int wrong_columns = 422;
inline constexpr int bad_quotes = 423;
inline constexpr int bad_number = 424;
inline constexpr int bad_time = 425;
inline constexpr int out_of_order = 426;
inline constexpr int unknown_operation = 427;
inline constexpr int bad_key = 428;
inline constexpr int item_too_large = 429;
inline constexpr int line_too_long = 430;
inline constexpr int ends_inside_record = 431;
inline constexpr int unsupported_version = 432;
inline constexpr int unknown_format = 433;

// Errors in the settings of a replay.
inline constexpr int bad_replay_setting = 440;
inline constexpr int write_to_index = 441;

}  // namespace isotherm::trace_error
