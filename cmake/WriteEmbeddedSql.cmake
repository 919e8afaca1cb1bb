set(text "// Made from sql/ by cmake/WriteEmbeddedSql.cmake.\n#include \"eros/store/embedded_sql.h\"\n\nnamespace eros::store {\n\nconst std::vector<EmbeddedSql>& embedded_sql() {\n  static const std::vector<EmbeddedSql> files = {\n")
foreach(file ${FILES})
  file(READ ${ROOT}/${file} body)
  # A string literal may hold 64 KiB at most by the standard; ours are far smaller.
  string(APPEND text "      {\"${file}\", R\"sql(${body})sql\"},\n")
endforeach()
string(APPEND text "  };\n  return files;\n}\n\n}  // namespace eros::store\n")
file(WRITE ${OUTPUT} "${text}")
