#!/usr/bin/env bash
# Installs GuideLLM's mock server into .engines/guidellm-mock.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: install.sh [--help]

Installs guidellm in a Python virtual environment with what its mock server needs, and
nothing else: not torch, which only its load generator wants. Everything lands in
.engines/guidellm-mock of this repository, which git ignores; versions are pinned in
requirements*.txt. Running it again is quick when nothing has changed.

environment:
  PYTHON        Python to make the environment with     (python3, 3.11 or newer)
  ENGINE_HOME   where to install                        (<repository>/.engines/guidellm-mock)

needs: network access to the package index that pip is set up for, about 360 MB of disk.
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
home=${ENGINE_HOME:-$repository/.engines/guidellm-mock}
python=${PYTHON:-python3}

command -v "$python" >/dev/null || fail "no $python on the path; set PYTHON"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || fail "$python is older than 3.11"

wanted=$(cat "$here"/requirements*.txt)
if [[ -f $home/installed && $(cat "$home/installed") == "$wanted" ]]; then
    echo "already installed in $home"
    exit 0
fi

started=$SECONDS
mkdir -p "$home"
rm -f "$home/installed"
[[ -x $home/venv/bin/python ]] || "$python" -m venv "$home/venv"
pip=("$home/venv/bin/python" -m pip --disable-pip-version-check)

echo "installing the server and its Python packages"
"${pip[@]}" install -q --no-deps -r "$here/requirements.txt"
# Without its dependencies: they contain torch and more, which the mock server does not load.
"${pip[@]}" install -q --no-deps --require-hashes -r "$here/requirements-engine.txt"

"$home/venv/bin/python" "$here/serve.py" --help >/dev/null || fail "the installed server does not load"
printf '%s\n' "$wanted" >"$home/installed"
echo "installed in $home in $((SECONDS - started)) s"
