#!/usr/bin/env bash
# Measures llmbench against the floor, a C program, and writes docs/measurements/floor.md. Needs Linux and gcc.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/../llmbench-benchmarks"

fail() { echo "floor.sh: $*" >&2; exit 1; }

[[ $(uname -s) == Linux ]] || fail "the programs need Linux: they use epoll, and figures come from /proc"
command -v taskset >/dev/null || fail "no taskset; install util-linux"

src/main/c/build.sh target/floor
../mvnw -q -B -ntp -f ../pom.xml -pl llmbench-benchmarks -am package -DskipTests \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime
# On the server's processor: what is measured has the other one for itself.
exec taskset -c "${HARNESS_CORE:-0}" java -Xmx4g -XX:+UseSerialGC -cp "target/classes:$(cat target/classpath)" \
    dev.llmbench.benchmarks.floor.FloorComparison "$@"
