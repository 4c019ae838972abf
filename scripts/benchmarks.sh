#!/usr/bin/env bash
# Runs the JMH benchmarks, writes their page, or runs LoopAllocation; not part of the tests.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: scripts/benchmarks.sh [JMH options]            benchmarks; by default all with -prof gc
       scripts/benchmarks.sh page [JMH options]       all of them with -prof gc, and docs/measurements/jmh.md from it;
                                                      PAGE=FILE writes another page
       scripts/benchmarks.sh loops [options]          bytes that the event loops allocate for each token, over sockets

examples:
  scripts/benchmarks.sh EventPath -prof gc            one token from its bytes to its entry
  scripts/benchmarks.sh -l                            lists the benchmarks

Times of one machine at one time can be compared with each other only; allocation doesn't depend on it.
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
./mvnw -q -B -pl llmbench-benchmarks -am package -DskipTests \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -DincludeScope=runtime
classes=llmbench-benchmarks/target/classes:$(cat llmbench-benchmarks/target/classpath)
if [ "${1:-}" = loops ]; then
    shift
    exec java -cp "$classes" dev.llmbench.benchmarks.LoopAllocation "$@"
fi
if [ "${1:-}" = page ]; then
    shift
    results=llmbench-benchmarks/target/jmh.json
    java -cp "$classes" org.openjdk.jmh.Main -prof gc -rf json -rff "$results" "$@"
    java -cp "$classes" dev.llmbench.benchmarks.JmhPage "$results" "${PAGE:-docs/measurements/jmh.md}"
    exit
fi
[ $# -gt 0 ] || set -- -prof gc
exec java -cp "$classes" org.openjdk.jmh.Main "$@"
