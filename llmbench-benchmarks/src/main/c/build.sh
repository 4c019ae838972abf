#!/usr/bin/env bash
# Builds floor-server and floor-client; needs gcc and nothing else.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: build.sh [FOLDER]

Builds floor-server and floor-client into FOLDER (llmbench-benchmarks/target/floor).

environment:
  CC   the compiler   (gcc)
USAGE
}

case "${1:-}" in -h | --help) usage; exit 0 ;; esac

sources=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=${1:-$sources/../../../target/floor}
compiler=${CC:-gcc}
command -v "$compiler" >/dev/null || { echo "build.sh: no $compiler; install it, or name a C compiler in CC" >&2; exit 1; }
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
cd "$sources"
build() {
    local program=$1
    shift
    "$compiler" -std=c11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror "$@" -lm -o "$folder/$program"
}
build floor-server floor-server.c server-options.c ask.c chunks.c due.c stamps.c floor.c
build floor-client floor-client.c client-options.c answer.c histogram.c report.c floor.c
