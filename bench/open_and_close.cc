// Opens and closes a DuckDB file, nothing more: the least that any command on a store costs.
#include <duckdb.h>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  if (duckdb_open(argv[1], &database) != DuckDBSuccess) return 1;
  if (duckdb_connect(database, &connection) != DuckDBSuccess) return 1;
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  return 0;
}
