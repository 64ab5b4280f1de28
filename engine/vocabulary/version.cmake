# SPDX-License-Identifier: Apache-2.0
# Writes version.cpp. A script that runs at each build, because the commit may have changed since
# CMake configured the build.
#   cmake -D SOURCE=… -D OUTPUT=… -D VERSION=… -D BUILD=… -D COMPILER=… -P version.cmake

execute_process(COMMAND git -C ${SOURCE} rev-parse --short=12 HEAD
                OUTPUT_VARIABLE COMMIT OUTPUT_STRIP_TRAILING_WHITESPACE
                RESULT_VARIABLE failed ERROR_QUIET)
if(failed)
    set(COMMIT unknown)
endif()
# Does not touch a file whose content stays the same, so that nothing is compiled again.
configure_file(${CMAKE_CURRENT_LIST_DIR}/version.cpp.in ${OUTPUT} @ONLY)
