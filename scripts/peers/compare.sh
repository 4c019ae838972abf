#!/usr/bin/env bash
# Measures llmbench and other load generators by turns against the same server; builds what it needs first.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
home=${PEERS_HOME:-$repository/.engines/peers}
build=$repository/llmbench-benchmarks/target/peers-build.log

mkdir -p "$(dirname "$build")"
# The command as users have it, and the programs that measure; never while something is measured.
"$repository/llmbench" --version >/dev/null
if ! (cd "$repository" && ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip=true -DskipErrorProne \
    -pl llmbench-benchmarks -am package) >"$build" 2>&1 </dev/null; then
    tail -n 20 "$build" >&2
    echo "compare.sh: the build failed; the whole log is in $build" >&2
    exit 1
fi
classes=$repository/llmbench-benchmarks/target/classes
libraries=$repository/llmbench-cli/target/llmbench-cli.jar:$repository/llmbench-cli/target/lib/*
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "$classes:$libraries" dev.llmbench.benchmarks.peers.Compare \
    "$home" "$repository/llmbench" "$@"
