find_package(GTest REQUIRED)
find_package(rapidcheck REQUIRED)
include(GoogleTest)

configure_file(${PROJECT_SOURCE_DIR}/cmake/paths.cc.in ${PROJECT_BINARY_DIR}/generated/paths.cc @ONLY)
add_library(test_paths STATIC ${PROJECT_BINARY_DIR}/generated/paths.cc)
target_include_directories(test_paths PUBLIC ${PROJECT_SOURCE_DIR}/tests)

# eros_tests(NAME LABEL USES target... [PROPERTIES name value...]): tests/NAME/*_test.cc as one program, with a ctest label.
# PROPERTIES TIMEOUT is generous: a test measures nothing, it only must not hang.
function(eros_tests name label)
  cmake_parse_arguments(ARG "" "" "USES;PROPERTIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/${name}/*.cc)
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE ${ARG_USES} test_paths eros_flags rapidcheck_gtest GTest::gmock GTest::gtest_main)
  target_include_directories(test_${name} PRIVATE ${PROJECT_SOURCE_DIR}/tests)
  # A test is compiled more often than it is worth optimising.
  target_compile_options(test_${name} PRIVATE $<$<CONFIG:Release>:-O1>)
  gtest_discover_tests(test_${name} PROPERTIES LABELS ${label} TIMEOUT 900
                       ${ARG_PROPERTIES} DISCOVERY_TIMEOUT 120)
endfunction()

# The fake of BigQuery: a server in the test's process.
file(GLOB fake_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/tests/fake_bigquery/*.cc)
add_library(fake_bigquery STATIC ${fake_sources} ${PROJECT_SOURCE_DIR}/tests/google/key_file.cc
            ${PROJECT_SOURCE_DIR}/tests/google/discovery.cc)
target_link_libraries(fake_bigquery PUBLIC eros::store Boost::headers GTest::gtest PRIVATE test_paths eros_flags)
target_include_directories(fake_bigquery PUBLIC ${PROJECT_SOURCE_DIR}/tests)
if(EROS_SANITIZE)
  # The thread sanitizer knows no fences; Asio does without them where it is told to.
  target_compile_definitions(fake_bigquery PRIVATE BOOST_ASIO_DISABLE_FENCED_BLOCK)
endif()

# The real program, run by tests.
add_library(eros_program STATIC ${PROJECT_SOURCE_DIR}/tests/cli/program.cc)
target_link_libraries(eros_program PUBLIC nlohmann_json::nlohmann_json GTest::gmock PRIVATE test_paths eros_flags)
target_include_directories(eros_program PUBLIC ${PROJECT_SOURCE_DIR}/tests)
add_dependencies(eros_program eros)

eros_tests(base         pure USES eros::base)
eros_tests(model        pure USES eros::model)
eros_tests(google       pure USES eros::google)
eros_tests(analysis     pure USES eros::analysis)
eros_tests(volume       pure USES eros::volume)
eros_tests(learning     pure USES eros::learning nlohmann_json::nlohmann_json)
eros_tests(evaluation   pure USES eros::evaluation nlohmann_json::nlohmann_json)
eros_tests(captions     pure USES eros::captions)
eros_tests(schedule     pure USES eros::schedule)
eros_tests(ingest       pure USES eros::ingest)
eros_tests(exports      pure USES eros::exports)
eros_tests(simulate     pure USES eros::simulate)
eros_tests(store        db   USES eros::store fake_bigquery)
eros_tests(orchestrate  db   USES eros::orchestrate fake_bigquery)
eros_tests(cli          e2e  USES eros::cli fake_bigquery)
eros_tests(architecture pure USES eros::base)
add_dependencies(test_cli eros)
# Against BigQuery's emulator, which `./run test` builds. It eats memory: one at a time.
eros_tests(bigquery bigquery USES eros::orchestrate eros_program PROPERTIES RESOURCE_LOCK bigquery_emulator)
