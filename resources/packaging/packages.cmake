# SPDX-License-Identifier: Apache-2.0
# What is installed, and the Debian packages made of it: `cpack --config build/release/CPackConfig.cmake`.
# `isotherm` has the console program with its scenarios, lessons and documents; `isotherm-gui` has the
# desktop program.

include(GNUInstallDirs)
set(CMAKE_INSTALL_DEFAULT_COMPONENT_NAME console)
set(packaging ${CMAKE_SOURCE_DIR}/resources/packaging)

set(printed ${CMAKE_BINARY_DIR}/printed)  # made by app/CMakeLists.txt

# The programs find what ships beside them: bin/../share/isotherm.
install(TARGETS isotherm COMPONENT console)
install(DIRECTORY resources/scenarios resources/lessons resources/samples resources/prices resources/schema
        DESTINATION ${CMAKE_INSTALL_DATADIR}/isotherm COMPONENT console)
install(DIRECTORY resources/docs/ DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/isotherm COMPONENT console)
install(FILES README.md LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/isotherm COMPONENT console)
install(FILES ${packaging}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/isotherm COMPONENT console)
install(DIRECTORY LICENSES DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/isotherm COMPONENT console)
install(FILES ${printed}/isotherm.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT console)
install(FILES ${printed}/isotherm DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions COMPONENT console)
install(FILES ${printed}/_isotherm DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions COMPONENT console)
if(TARGET isotherm-sweep-mpi)
    install(TARGETS isotherm-sweep-mpi COMPONENT sweep_mpi)
endif()
if(TARGET isotherm-gui)
    install(TARGETS isotherm-gui COMPONENT desktop)
    install(FILES ${packaging}/copyright DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/isotherm-gui COMPONENT desktop)
    install(FILES ${packaging}/isotherm-gui.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1 COMPONENT desktop)
    install(FILES ${packaging}/isotherm.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications COMPONENT desktop)
    install(FILES ${packaging}/isotherm.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps COMPONENT desktop)
    install(FILES ${packaging}/isotherm.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo COMPONENT desktop)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_PACKAGE_VENDOR "The Isotherm authors")
set(CPACK_PACKAGE_CONTACT "The Isotherm authors <authors@isotherm.invalid>")
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_COMPONENTS_ALL console)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_NAME isotherm)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_DEPENDS tzdata)
set(CPACK_DEBIAN_CONSOLE_PACKAGE_RECOMMENDS "fonts-dejavu-core, fonts-noto-cjk")
set(CPACK_COMPONENT_CONSOLE_DESCRIPTION "simulator of DynamoDB throughput
 Replays synthetic or recorded requests against partitioned tables. Shows where
 and why a table throttles, what would end that, and what it costs.")
if(TARGET isotherm-gui)
    list(APPEND CPACK_COMPONENTS_ALL desktop)
    set(CPACK_DEBIAN_DESKTOP_PACKAGE_NAME isotherm-gui)
    set(CPACK_DEBIAN_DESKTOP_PACKAGE_SECTION science)
    # Qt loads its platform plug-ins and picture formats by name.
    set(CPACK_DEBIAN_DESKTOP_PACKAGE_DEPENDS
        "isotherm (= ${PROJECT_VERSION}), qt6-qpa-plugins, libqt6svg6, fonts-dejavu-core")
    set(CPACK_DEBIAN_DESKTOP_PACKAGE_RECOMMENDS fonts-noto-cjk)
    set(CPACK_COMPONENT_DESKTOP_DESCRIPTION "heat maps of simulated DynamoDB tables
 Draws the partitions of a table as a heat map while requests are replayed, with
 what was throttled and why.")
endif()

set(CPACK_SOURCE_GENERATOR TGZ)
set(CPACK_SOURCE_PACKAGE_FILE_NAME isotherm-${PROJECT_VERSION})
set(CPACK_SOURCE_IGNORE_FILES /build/ /out/ /\\\\.git/)
include(CPack)
