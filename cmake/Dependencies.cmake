# Every third-party library, found in one place. docs/dependencies.md says why each was chosen.
find_package(PkgConfig REQUIRED)
find_package(date REQUIRED)
find_package(fmt REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(CLI11 REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(OpenSSL REQUIRED COMPONENTS Crypto)
find_package(CURL REQUIRED)
find_library(MIMALLOC_LIBRARY mimalloc REQUIRED)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)  # headers only
find_package(Boost 1.74 REQUIRED)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(re2 REQUIRED IMPORTED_TARGET re2)

# DuckDB: a proper installation if there is one (DUCKDB_ROOT), else what `npm ci` brought.
set(DUCKDB_NPM ${PROJECT_SOURCE_DIR}/node_modules)
find_path(DUCKDB_INCLUDE_DIR duckdb.h
  HINTS ${DUCKDB_ROOT} ENV DUCKDB_ROOT PATH_SUFFIXES include
  PATHS ${DUCKDB_NPM}/duckdb/src/duckdb/src/include)
find_library(DUCKDB_LIBRARY duckdb
  HINTS ${DUCKDB_ROOT} ENV DUCKDB_ROOT PATH_SUFFIXES lib
  PATHS ${DUCKDB_NPM}/@duckdb/node-bindings-linux-x64)
if(NOT DUCKDB_INCLUDE_DIR OR NOT DUCKDB_LIBRARY)
  message(FATAL_ERROR "DuckDB is not here. Run './run setup' (it runs npm ci), or set DUCKDB_ROOT.")
endif()
add_library(DuckDB::DuckDB SHARED IMPORTED)
set_target_properties(DuckDB::DuckDB PROPERTIES
  IMPORTED_LOCATION ${DUCKDB_LIBRARY} INTERFACE_INCLUDE_DIRECTORIES ${DUCKDB_INCLUDE_DIR})
