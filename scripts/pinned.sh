# Shared by scripts that measure llmbench beside a server on the same machine; sourced from the project's folder.

# Ends the script: it can't do its work here.
fail() { echo "$(basename "$0"): $*" >&2; exit 2; }

# Refuses machines on which nothing can be measured so.
need_linux() {
    [[ $(uname -s) == Linux ]] || fail "this needs Linux: server and client share its monotonic clock, and figures come from /proc"
    command -v taskset > /dev/null || fail "no taskset; install util-linux"
}

# Builds the measuring programs and becomes one of them: HEAP CLASS OPTION...
# It runs on the server's processor: what is measured has the other one for itself.
become() {
    local heap=$1 class=$2 pinned=() cores=()
    shift 2
    ./mvnw -q -B -ntp -pl llmbench-benchmarks -am package -DskipTests \
        dependency:build-classpath -Dmdep.outputFile=target/classpath -Dmdep.includeScope=runtime >&2
    if [[ $(nproc) -ge 2 ]]; then
        pinned=(taskset -c 0)
        cores=(--server-core 0 --client-core 1)
    fi
    exec "${pinned[@]}" java "-Xmx$heap" -XX:+UseSerialGC \
        -cp "llmbench-benchmarks/target/classes:$(cat llmbench-benchmarks/target/classpath)" "$class" "${cores[@]}" "$@"
}
