# eros_embed_sql(TARGET): every file under sql/ becomes a string in the program, so that the
# program needs no files beside it. The table is declared in store/embedded_sql.h.
function(eros_embed_sql name)
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${PROJECT_SOURCE_DIR}/sql ${PROJECT_SOURCE_DIR}/sql/*.sql)
  list(SORT files)
  set(output ${PROJECT_BINARY_DIR}/generated/embedded_sql.cc)
  list(TRANSFORM files PREPEND ${PROJECT_SOURCE_DIR}/sql/ OUTPUT_VARIABLE paths)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DROOT=${PROJECT_SOURCE_DIR}/sql "-DFILES=${files}" -DOUTPUT=${output}
            -P ${PROJECT_SOURCE_DIR}/cmake/WriteEmbeddedSql.cmake
    DEPENDS ${paths} ${PROJECT_SOURCE_DIR}/cmake/WriteEmbeddedSql.cmake VERBATIM)
  target_sources(eros_${name} PRIVATE ${output})
  add_custom_target(generated_sources DEPENDS ${output})
endfunction()
