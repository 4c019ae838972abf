#!/usr/bin/env bash
# What the engines' stop.sh have in common: stop-engine.sh ENGINE PORT COMMAND [--help]
# PORT is the engine's default; COMMAND is a pattern of its server's command line, with PORT for the port.
set -euo pipefail

engine=$1 default_port=$2 command=$3
shift 3

usage() {
    cat <<USAGE
usage: stop.sh [--help]

environment:
  PORT           port of the server to stop   ($default_port)
  ENGINE_HOME    where install.sh put it      (<repository>/.engines/$engine)
USAGE
}

case "${1:-}" in
    '') ;;
    -h | --help) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
esac

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
home=${ENGINE_HOME:-$repository/.engines/$engine}
port=${PORT:-$default_port}
file=$home/run-$port/pid

if [[ ! -f $file ]]; then
    echo "stop.sh: nothing was started on port $port (no $file)" >&2
    exit 1
fi
pid=$(cat "$file")
# The pid may have been given to another program since: only end what is ours.
if ! ps -o args= -p "$pid" 2>/dev/null | grep -q -- "${command//PORT/$port}"; then
    rm -f "$file"
    echo "the server on port $port had already ended"
    exit 0
fi
kill "$pid"
# start.sh made the server lead a group, in which processes that it started itself are, too: none may be left.
for ((i = 0; i < 100; i++)); do
    if ! kill -0 -- "-$pid" 2>/dev/null; then
        rm -f "$file"
        echo "stopped pid $pid"
        exit 0
    fi
    sleep 0.1
done
# Open streams can hold an orderly end up.
kill -KILL -- "-$pid"
rm -f "$file"
echo "ended pid $pid the hard way after 10 s"
