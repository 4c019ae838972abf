#!/usr/bin/env bash
# Installs other load generators for language model servers, each into a folder of its own.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: install.sh [NAME...]

Installs the tools that compare.sh measures beside llmbench, each into .engines/peers/NAME of
this repository, which git ignores. Without a name: all of them.
Running it again is quick when nothing has changed.

names:
  tokenizer               a small tokenizer and prompts, made here; the others need them
  vllm                    vllm bench serve: vLLM without what only its engine needs (6 GB)
  guidellm                guidellm, whose loader of data wants torch (6 GB)
  aiperf                  aiperf
  genai-bench             genai-bench
  inference-perf          inference-perf
  sglang                  sglang.bench_serving and the Rust client beside it (6 GB)
  gatling                 Gatling with a simulation of ours

Tools that no registry has are measured, too, if they lie there: see
docs/measurements/peers-attempts.md. Versions are pinned in requirements/ and in gatling/pom.xml.

environment:
  PYTHON      Python to make the environments with   (python3.12)
  PEERS_HOME  where to install                       (<repository>/.engines/peers)

needs: x86_64, Python 3.12, network access to the package index that pip is set up for, about
20 GB of disk for all; a JDK for gatling.
USAGE
}

fail() { echo "install.sh: $*" >&2; exit 1; }

case "${1:-}" in -h | --help) usage; exit 0 ;; esac
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../.." && pwd)
peers=${PEERS_HOME:-$repository/.engines/peers}
python=${PYTHON:-python3.12}
export HF_HUB_OFFLINE=1 TRANSFORMERS_OFFLINE=1 VLLM_NO_USAGE_STATS=1

model=llmbench/words
# A local copy of a repository of a hub, as its clients lay it out: all of them load by this name without asking.
revision=0000000000000000000000000000000000000001

up_to_date() { [[ -f $peers/$1/installed && $(cat "$peers/$1/installed") == "$2" ]]; }

environment() { # name
    local home=$peers/$1
    mkdir -p "$home"
    rm -f "$home/installed"
    [[ -x $home/venv/bin/python ]] || "$python" -m venv "$home/venv"
    # Without resolving: the lists are complete, but for what only an engine needs.
    if ! "$home/venv/bin/python" -m pip --disable-pip-version-check install --no-deps \
        -r "$here/requirements/$1.txt" >"$home/install.log" 2>&1; then
        tail -n 20 "$home/install.log" >&2
        fail "$1: the installation failed; the whole log is in $home/install.log"
    fi
}

check() { # name, command...
    local name=$1
    shift
    (cd "$peers/$name" && "$@") >>"$peers/$name/install.log" 2>&1 \
        || fail "$name: installed, but '$*' fails; see $peers/$name/install.log"
}

python_tool() { # name, arguments of python that must work...
    local name=$1 wanted
    shift
    wanted=$(cat "$here/requirements/$name.txt")
    up_to_date "$name" "$wanted" && { echo "$name: already installed"; return; }
    echo "$name: installing its Python packages"
    environment "$name"
    check "$name" "$peers/$name/venv/bin/python" "$@"
    printf '%s\n' "$wanted" >"$peers/$name/installed"
}

snapshot() { # kind: models or datasets
    local folder=$peers/hub/hub/$1--${model/\//--}
    mkdir -p "$folder/refs" "$folder/snapshots/$revision"
    printf '%s' "$revision" >"$folder/refs/main"
    echo "$folder/snapshots/$revision"
}

install_tokenizer() {
    local wanted home=$peers/tokenizer
    wanted=$(cat "$here/requirements/tokenizer.txt" "$here"/make_*.py)
    up_to_date tokenizer "$wanted" && { echo "tokenizer: already installed"; return; }
    echo "tokenizer: making it"
    environment tokenizer
    export PYTHONDONTWRITEBYTECODE=1
    "$home/venv/bin/python" "$here/make_tokenizer.py" "$home/model"
    cp "$home"/model/* "$(snapshot models)/"
    "$home/venv/bin/python" "$here/make_prompts.py" --lines "$home/prompts.jsonl" \
        --conversations "$(snapshot datasets)/conversations.json"
    printf '%s\n' "$wanted" >"$home/installed"
}

install_gatling() {
    local name=gatling wanted
    wanted=$(cat "$here/gatling/pom.xml" "$here"/gatling/src/*.java)
    up_to_date "$name" "$wanted" && { echo "$name: already installed"; return; }
    echo "$name: building the simulation"
    mkdir -p "$peers/$name"
    "$repository/mvnw" -B -ntp -q -f "$here/gatling/pom.xml" -Dpeers.home="$peers/$name" package \
        >"$peers/$name/install.log" 2>&1 || { tail -n 20 "$peers/$name/install.log" >&2; fail "$name: the build failed"; }
    printf '%s\n' "$wanted" >"$peers/$name/installed"
}

needs_python() {
    command -v "$python" >/dev/null || fail "no $python on the path; set PYTHON"
    "$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 12))' || fail "$python is not Python 3.12"
}

[[ $# -gt 0 ]] || set -- tokenizer vllm guidellm aiperf genai-bench inference-perf sglang gatling
for name; do
    case $name in
        gatling) install_gatling; continue ;;
    esac
    needs_python
    case $name in
        tokenizer) install_tokenizer ;;
        vllm) python_tool vllm venv/bin/vllm bench serve --help ;;
        guidellm) python_tool guidellm venv/bin/guidellm run --help ;;
        aiperf) python_tool aiperf venv/bin/aiperf profile --help ;;
        genai-bench) python_tool genai-bench venv/bin/genai-bench benchmark --help ;;
        inference-perf) python_tool inference-perf venv/bin/inference-perf --help ;;
        sglang) python_tool sglang -m sglang.benchmark.serving --help ;;
        *) usage >&2; fail "there is no peer named $name" ;;
    esac
done
echo "installed in $peers"
