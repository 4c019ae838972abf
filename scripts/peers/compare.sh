#!/usr/bin/env bash
# Measures llmbench and other load generators by turns against the same server; builds what it needs first.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: compare.sh COMMAND --out FILE [OPTION VALUE]...

commands:
  list      the clients, and which are installed
  measure   all clients by turns, in changing order: errors, CPU per token, memory
  ladder    each client at rising speeds, until its figures bend
  report    the Markdown page of what was measured, to standard output

options of all but report:
  --out FILE           takes a JSON line for each run, behind what is there
  --clients A,B        which (all that are installed)
  --repetitions N      how often (measure: 5, ladder: 1)
  --client-core N      the processor of the client; -1: all of them, and a worker of it for each (1)
  --server S           scripted, llmbench's own; floor, a program in C that is faster; or floor-in-steps, which
                       sends the tokens of all streams at the same moments, as engines do (scripted)
  --server-core N      the processor of the server; -1: any (0)
  --first-ms MS        the server's time to the first token (200)
  --series NAME        the name of this measurement in the file
                       (measure: steady, with --client-core -1 both; ladder: ladder, with
                       --server floor ladder-floor)
  --work DIR           folder for the files of all runs (a temporary one)
  --retries N          how often a run with more than 3 % stolen CPU time is made again (2)
options of measure:
  --streams N,N        numbers of streams (64,512)
  --per-stream N,N     requests of a stream, for each number of streams (8,4)
  --output-tokens N    tokens of each answer; prompts have 128 (128)
  --rate R             tokens a second of each stream (30)
options of ladder:
  --streams N          number of streams (64)
  --rates R,R          tokens a second of each stream (30,60,120,240,480,960,1920)
  --per-stream N       requests of a stream (2)
  --answer-seconds S   how long an answer takes behind its first token (4)
options of report:
  --in FILE            what measure and ladder have written

environment: PEERS_HOME, where scripts/peers/install.sh has installed (.engines/peers)
USAGE
}

for argument; do
    case $argument in -h | --help) usage; exit 0 ;; esac
done
[[ $# -gt 0 ]] || { usage >&2; exit 2; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$here/../.."
repository=$PWD
home=${PEERS_HOME:-$repository/.engines/peers}
benchmarks=$repository/llmbench-benchmarks
log=$benchmarks/target/peers-build.log

fail() { echo "compare.sh: $*" >&2; exit 1; }

command -v taskset >/dev/null || fail "no taskset; install util-linux"
mkdir -p "$benchmarks/target"
# Before anything is measured: the command as users have it, the programs that measure, and the server in C.
"$repository/llmbench" --version >/dev/null
if ! ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip=true -DskipErrorProne -pl llmbench-benchmarks -am package \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime >"$log" 2>&1 </dev/null; then
    tail -n 20 "$log" >&2
    fail "the build failed; the whole log is in $log"
fi
# The floor, and a faster server, are in C: without a compiler they are left out.
if command -v "${CC:-gcc}" >/dev/null; then
    llmbench-benchmarks/src/main/c/build.sh llmbench-benchmarks/target/floor
fi
cd - >/dev/null
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$benchmarks/target/classes:$(cat "$benchmarks/target/classpath")" \
    dev.llmbench.benchmarks.peers.Compare "$home" "$repository/llmbench" "$benchmarks/target/floor" "$@"
