#pragma once
// Numbers of the mistakes a recorded stream can hold; printed as E0301 and so on, never reused.

namespace isotherm::trace_error {

// The input as a file.
inline constexpr int missing = 301;
inline constexpr int no_permission = 302;
inline constexpr int not_a_file = 303;
inline constexpr int read_failed = 304;
inline constexpr int changed = 305;

// Its compression and encoding.
inline constexpr int damaged_compression = 310;
inline constexpr int truncated_compression = 311;
inline constexpr int window_too_large = 312;
inline constexpr int expands_too_much = 313;
inline constexpr int unknown_compression = 314;
inline constexpr int not_text = 315;

// Its rows.
inline constexpr int no_requests = 320;
inline constexpr int wrong_header = 321;
inline constexpr int wrong_columns = 322;
inline constexpr int bad_quotes = 323;
inline constexpr int bad_number = 324;
inline constexpr int bad_time = 325;
inline constexpr int out_of_order = 326;
inline constexpr int unknown_operation = 327;
inline constexpr int bad_key = 328;
inline constexpr int item_too_large = 329;
inline constexpr int line_too_long = 330;
inline constexpr int ends_inside_record = 331;
inline constexpr int unsupported_version = 332;

// How it is to be replayed.
inline constexpr int bad_replay_setting = 340;

}  // namespace isotherm::trace_error
