# What the engines' start.sh have in common; they source it.

fail() { echo "start.sh: $*" >&2; exit 1; }

# starting ENGINE PORT: sets home, port and run, where PORT is the engine's own.
starting() {
    local repository
    repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
    home=${ENGINE_HOME:-$repository/.engines/$1}
    port=${PORT:-$2}
    run=$home/run-$port
}

# Fails where the server runs already, or something else has its port.
refuse_taken_port() {
    if [[ -f $run/pid ]] && kill -0 "$(cat "$run/pid")" 2>/dev/null; then
        fail "already running on port $port with pid $(cat "$run/pid"); run stop.sh first"
    fi
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
        fail "port $port is taken by another process; set PORT"
    fi
}

# launch COMMAND…: starts the server in the background, and sets pid.
launch() {
    mkdir -p "$run"
    # setsid: the server outlives the terminal, and leads a group that stop.sh can end as a whole.
    setsid "$@" >"$run/log" 2>&1 </dev/null &
    pid=$!
    echo "$pid" >"$run/pid"
}

give_up() {
    kill "$pid" 2>/dev/null || true
    rm -f "$run/pid"
    tail -n 20 "$run/log" >&2
    fail "$1; log: $run/log"
}

# wait_until_ready PATH SECONDS [curl options]: until GET PATH answers 200; sets deadline.
wait_until_ready() {
    local path=$1
    deadline=$((SECONDS + ${WAIT_SECONDS:-$2}))
    shift 2
    until curl -sf -o /dev/null -m 2 "$@" "http://127.0.0.1:$port$path"; do
        kill -0 "$pid" 2>/dev/null || give_up "the server ended while starting"
        ((SECONDS < deadline)) || give_up "not ready on port $port in time"
        sleep 0.2
    done
}

# Compute threads: one processor is left to the load generator.
usual_threads() {
    local processors
    processors=$(nproc)
    echo $((processors > 1 ? processors - 1 : 1))
}
