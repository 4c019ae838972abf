#!/usr/bin/env bash
# Measures how accurate llmbench is and writes docs/accuracy.md; see --help. Needs Linux.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
. scripts/pinned.sh

need_linux
echo "accuracy.sh: building first" >&2
become 4g dev.llmbench.benchmarks.accuracy.AccuracySuite "$@"
