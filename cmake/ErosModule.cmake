# Flags that every target of ours is built with.
add_library(eros_flags INTERFACE)
target_compile_options(eros_flags INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
  -Wno-sign-conversion -Wno-missing-field-initializers -Werror)
# g++ 12 warns falsely about std::string at -O3 (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(eros_flags INTERFACE -Wno-restrict)
endif()
target_include_directories(eros_flags INTERFACE ${PROJECT_SOURCE_DIR}/src)
if(EROS_SANITIZE)
  list(JOIN EROS_SANITIZE "," sanitizers)
  target_compile_options(eros_flags INTERFACE -fsanitize=${sanitizers} -fno-sanitize-recover=all
    -fno-omit-frame-pointer
    # GCC 12 takes moved variants for uninitialised where sanitizers keep it from inlining.
    -Wno-maybe-uninitialized)
  target_link_options(eros_flags INTERFACE -fsanitize=${sanitizers})
endif()

# eros_module(NAME USES target...): the static library eros::NAME from src/eros/NAME/*.cc.
function(eros_module name)
  cmake_parse_arguments(ARG "" "" "USES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/src/eros/${name}/*.cc
       ${PROJECT_SOURCE_DIR}/src/eros/${name}/*/*.cc)
  add_library(eros_${name} STATIC ${sources})
  add_library(eros::${name} ALIAS eros_${name})
  target_link_libraries(eros_${name} PUBLIC ${ARG_USES} PRIVATE eros_flags)
  target_include_directories(eros_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
endfunction()
