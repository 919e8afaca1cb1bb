#!/usr/bin/env bash
# bench/all.sh BUILD_DIR OUTPUT_DIR [NAME...]: runs every benchmark (or those named, as "selection"),
# and leaves OUTPUT_DIR/results.txt for people and one JSON file each for programs.
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: bench/all.sh BUILD_DIR OUTPUT_DIR [NAME...]" >&2; exit 2; }
build=$1 output=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
names=("$@")
[ ${#names[@]} -gt 0 ] ||
  for source in "$here"/*_bench.cc; do names+=("$(basename "$source" _bench.cc)"); done
mkdir -p "$output"
results=$output/results.txt

{
  echo "Machine:   $(nproc) cores, $(awk '/MemTotal/ {printf "%.0f GiB", $2 / 1048576}' /proc/meminfo), $(. /etc/os-release && echo "$PRETTY_NAME")"
  echo "Processor: $(awk -F ': ' '/model name/ {print $2; exit}' /proc/cpuinfo)"
  echo "Load:      $(cut -d ' ' -f 1-3 /proc/loadavg) before the first benchmark (a figure from a busy machine is no figure)"
} >"$results"

status=0
for name in "${names[@]}"; do
  printf '\n== %s\n' "$name" | tee -a "$results" >&2
  "$build/bench/${name}_bench" --benchmark_out="$output/$name.json" --benchmark_out_format=json \
    --benchmark_counters_tabular=true 2>"$output/$name.log" | tee -a "$results" || {
    echo "failed: see $output/$name.log" | tee -a "$results" >&2
    status=1
  }
  grep -h 'ERROR OCCURRED' "$output/$name.log" >>"$results" || true
done
echo "Results: $results" >&2
exit $status
