#!/usr/bin/env bash
# Measures llmbench against the floor, a C program, and writes docs/measurements/floor.md.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: scripts/floor.sh [options]

Measures llmbench against the floor, the least that a client must do, as a C program: CPU per event, observation delay and
memory, by turns, under several loads; then 10,000 quiet streams and late sends. Takes some three hours; use a machine with
two processors that does nothing else. Needs Linux, gcc and taskset.

  --quick               a look at everything in a few minutes; the page goes to target
  --repetitions N       of every load and client                             (12)
  --loads A,B           some of the loads that --list prints                 (all)
  --variants A,B        some of the variants that --list prints, or none     (all)
  --parts A,B           some of: comparison, quiet, late                     (all)
  --warmup S            load before each window, at least                    (15)
  --window S            length of each window, more than 2                   (10)
  --quiet-streams N     how many; each needs an open file on both sides      (10000)
  --quiet-repetitions N                                                      (5)
  --server-core N       processor of the server                              (0)
  --client-core N       processor of the clients                             (1)
  --programs FOLDER     where the C programs are                             (target/floor)
  --results FOLDER      takes the raw figures; those before are lost         (target/floor-results)
  --add                 keeps the raw figures of other loads and parts that are there
  --page FILE           the page to write                                    (../docs/measurements/floor.md)
  --page-only           writes the page from the raw figures that are there
  --list                prints loads and variants

Folders and files are relative to llmbench-benchmarks.

environment:
  HARNESS_CORE   processor of the program that starts and watches all others (0)
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

fail() { echo "floor.sh: $*" >&2; exit 1; }

cd "$(dirname "${BASH_SOURCE[0]}")/../llmbench-benchmarks"
[[ $(uname -s) == Linux ]] || fail "the programs need Linux: they use epoll, and figures come from /proc"
command -v taskset >/dev/null || fail "no taskset; install util-linux"

src/main/c/build.sh target/floor
../mvnw -q -B -ntp -f ../pom.xml -pl llmbench-benchmarks -am package -DskipTests \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime
# On the server's processor: what is measured has the other one for itself.
exec taskset -c "${HARNESS_CORE:-0}" java -Xmx4g -XX:+UseSerialGC -cp "target/classes:$(cat target/classpath)" \
    dev.llmbench.benchmarks.floor.FloorComparison "$@"
