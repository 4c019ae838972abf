#!/usr/bin/env bash
# Measures llmbench against the floor, a C program, and writes docs/measurements/floor.md; see --help. Needs Linux and gcc.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/pinned.sh

need_linux
echo "floor.sh: building first" >&2
case " $* " in *" --programs "*) ;; *) llmbench-benchmarks/src/main/c/build.sh >&2 ;; esac
become 4g dev.llmbench.benchmarks.floor.FloorComparison "$@"
