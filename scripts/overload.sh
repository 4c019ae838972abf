#!/usr/bin/env bash
# Drives llmbench over its limit and writes docs/measurements/overload.md; see --help. Needs Linux, and gcc for the server.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/pinned.sh

need_linux
echo "overload.sh: building first" >&2
case " $* " in *" --server scripted "* | *" --programs "*) ;; *) llmbench-benchmarks/src/main/c/build.sh >&2 ;; esac
become 6g dev.llmbench.benchmarks.overload.Overload "$@"
