#!/usr/bin/env bash
# Drives llmbench over its limit and writes docs/measurements/overload.md; see --help. Needs Linux, and gcc for the server.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() { echo "overload.sh: $*" >&2; exit 2; }

[[ $(uname -s) == Linux ]] || fail "this needs Linux: server and client share its monotonic clock, and figures come from /proc"
command -v taskset > /dev/null || fail "no taskset; install util-linux"

echo "overload.sh: building first" >&2
case " $* " in *" --server scripted "* | *" --programs "*) ;; *) llmbench-benchmarks/src/main/c/build.sh >&2 ;; esac
./mvnw -q -B -ntp -pl llmbench-benchmarks -am package -DskipTests \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime >&2
pinned=() cores=()
if [[ $(nproc) -ge 2 ]]; then
    # On the server's processor: what is measured has the other one for itself.
    pinned=(taskset -c 0)
    cores=(--server-core 0 --client-core 1)
fi
exec "${pinned[@]}" java -Xmx6g -XX:+UseSerialGC \
    -cp "llmbench-benchmarks/target/classes:$(cat llmbench-benchmarks/target/classpath)" \
    dev.llmbench.benchmarks.overload.Overload "${cores[@]}" "$@"
