#!/usr/bin/env bash
# Profiles llmbench under load and writes docs/measurements/hot-path.md; not part of the tests.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: scripts/flame-graph.sh [options]

Runs `llmbench sweep` against a server on loopback, the server on one processor and llmbench on another, and tells where the
processor's time goes: a flame graph, collapsed stacks and a page with a summary, and how many system calls an event takes.
Takes about a minute and a half. Needs Linux, gcc and taskset; counts system calls where perf is installed.

  --streams N       closed loop of so many users                         (512)
  --rate R          tokens a second of each stream                       (30)
  --per-write N     events in one write of the server                    (1)
  --output-tokens N tokens of each answer                                (128)
  --warmup S        load before the profile                              (25)
  --seconds S       length of the profile                                (20)
  --server URL      a server of yours with model `floor` instead of floor-server
  --server-core N   processor of the server                              (0)
  --client-core N   processor of llmbench                                (1)
  --event E         what async-profiler samples: cpu, ctimer, itimer     (cpu, or ctimer where the kernel refuses)
  --out FILE        the page to write                                    (docs/measurements/hot-path.md)
  --folder FOLDER   takes flame.html, stacks.collapsed and logs          (llmbench-benchmarks/target/hot-path)

environment:
  JAVA_HOME      the JDK that llmbench runs on; its own flags come from JAVA_TOOL_OPTIONS
USAGE
}

fail() { echo "flame-graph.sh: $*" >&2; exit "${2:-1}"; }

profiler_version=4.2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
streams=512 rate=30 per_write=1 output_tokens=128 warmup=25 seconds=20 server='' server_core=0 client_core=1 event=cpu
out=$root/docs/measurements/hot-path.md
folder=$root/llmbench-benchmarks/target/hot-path
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --streams | --rate | --per-write | --output-tokens | --warmup | --seconds | --server | --server-core | \
            --client-core | --event | --out | --folder)
            [ $# -ge 2 ] || { echo "flame-graph.sh: $1 needs a value" >&2; exit 2; }
            name=${1#--}
            printf -v "${name//-/_}" %s "$2"
            shift 2
            ;;
        *) echo "flame-graph.sh: unknown option $1; see --help" >&2; exit 2 ;;
    esac
done
for name in streams per_write output_tokens warmup seconds server_core client_core; do
    [[ ${!name} =~ ^[0-9]+$ ]] || { echo "flame-graph.sh: --${name//_/-} must be a whole number, but was ${!name}" >&2; exit 2; }
done
out=$(realpath -m "$out")
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
[[ $(uname -s) == Linux ]] || fail "the programs need Linux"
command -v taskset > /dev/null || fail "no taskset; install util-linux"
case $(uname -m) in x86_64) arch=x64 ;; aarch64) arch=arm64 ;; *) fail "async-profiler has no library for $(uname -m)" ;; esac
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
[ -x "$java_home/bin/jcmd" ] || fail "there is no jcmd in $java_home; let JAVA_HOME point to a JDK"
cd "$root"

echo "flame-graph.sh: building" >&2
llmbench-benchmarks/src/main/c/build.sh
./llmbench --version > /dev/null
./mvnw -q -B -ntp -pl llmbench-benchmarks -am package -DskipTests \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -DincludeScope=runtime
profiler=$root/llmbench-benchmarks/target/async-profiler-$profiler_version
library=$profiler/linux-$arch/libasyncProfiler.so
if [ ! -f "$library" ]; then
    ./mvnw -q -B -ntp -pl llmbench-bom dependency:unpack -Dartifact=tools.profiler:async-profiler:$profiler_version \
        -DoutputDirectory="$profiler"
fi

server_pid='' client_pid=''
stop() {
    [ -z "$client_pid" ] || kill -9 "$client_pid" 2> /dev/null || true
    [ -z "$server_pid" ] || kill "$server_pid" 2> /dev/null || true
}
trap stop EXIT

if [ -z "$server" ]; then
    taskset -c "$server_core" llmbench-benchmarks/target/floor/floor-server --rate "$rate" --per-write "$per_write" \
        > "$folder/server.url" 2> "$folder/server.log" < /dev/null &
    server_pid=$!
    for _ in $(seq 100); do
        grep -q '^ready ' "$folder/server.url" && break
        sleep 0.1
    done
    server=$(sed -n 's/^ready //p' "$folder/server.url")
    [ -n "$server" ] || fail "floor-server did not start: $(cat "$folder/server.log")"
fi

syscall_seconds=10
window=$((seconds + syscall_seconds + 10))
JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -XX:+UnlockDiagnosticVMOptions -XX:+DebugNonSafepoints -XX:+EnableDynamicAgentLoading" \
    taskset -c "$client_core" ./llmbench sweep --url "$server" --model floor --concurrency "$streams" \
    --warmup "${warmup}s" --duration "${window}s" --drain-limit 0s --input-tokens 128 --output-tokens "$output_tokens" \
    --quiet --no-files -o json > "$folder/result.json" 2> "$folder/client.log" < /dev/null &
client_pid=$!

agent() { "$java_home/bin/jcmd" "$client_pid" JVMTI.agent_load "$library" "\"$1\"" > "$folder/agent.log"; }

echo "flame-graph.sh: $streams streams, warming up for $warmup s" >&2
sleep $((warmup + 3))
kill -0 "$client_pid" 2> /dev/null || fail "llmbench ended early: $(tail -n 5 "$folder/client.log")"
rm -f "$folder"/stacks.collapsed "$folder"/flame.html
echo "flame-graph.sh: profiling for $seconds s" >&2
agent "start,event=$event,interval=500us,threads,log=$folder/profiler.log"
sleep "$seconds"
agent "dump,collapsed,threads,file=$folder/stacks.collapsed"
agent "stop,threads,file=$folder/flame.html"
[ -s "$folder/stacks.collapsed" ] || fail "no profile: $(cat "$folder/agent.log" "$folder/profiler.log" 2> /dev/null)"

rm -f "$folder/syscalls.csv"
if command -v perf > /dev/null; then
    loops=
    for task in "/proc/$client_pid/task"/*; do
        case $(cat "$task/comm") in llmbench-loop*) loops=${loops:+$loops,}${task##*/} ;; esac
    done
    echo "flame-graph.sh: counting system calls for $syscall_seconds s" >&2
    calls=read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg,epoll_wait,epoll_pwait,epoll_pwait2,epoll_ctl,timerfd_settime,futex
    perf stat -x, -o "$folder/syscalls.csv" -t "$loops" \
        -e "raw_syscalls:sys_enter,syscalls:sys_enter_${calls//,/,syscalls:sys_enter_}" -- sleep "$syscall_seconds" || {
        echo "flame-graph.sh: perf can't count system calls here; the page does without" >&2
        rm -f "$folder/syscalls.csv"
    }
else
    echo "flame-graph.sh: no perf; the page does without system calls" >&2
fi
wait "$client_pid" || status=$?
client_pid=
# Figures need not be valid: a profile disturbs what it looks at.
case ${status:-0} in 0 | 8 | 9) ;; *) fail "llmbench ended with $status: $(tail -n 5 "$folder/client.log")" ;; esac

"$java_home/bin/java" -cp "llmbench-benchmarks/target/classes:$(cat llmbench-benchmarks/target/classpath)" \
    dev.llmbench.benchmarks.hotpath.HotPathPage --stacks "$folder/stacks.collapsed" --result "$folder/result.json" \
    --syscalls "$folder/syscalls.csv" --out "$out" --interval-micros 500 --seconds "$seconds" \
    --syscall-seconds "$syscall_seconds" \
    --load "$streams streams x $rate tokens/s, $per_write event(s) in a write, answers of $output_tokens tokens"
echo "flame-graph.sh: flame graph in $folder/flame.html" >&2
