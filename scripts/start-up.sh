#!/usr/bin/env bash
# Measures start-up and writes docs/measurements/start-up.md; not part of the tests.
set -euo pipefail

usage() {
    cat <<'USAGE'
usage: scripts/start-up.sh [--runs N] [--out FILE]

Measures how long `llmbench --help` takes and how soon after its start a client's first requests arrive: those of
`llmbench sweep` and of a small program that embeds llmbench-core, with and without an archive of its classes.

  --runs N     starts of each kind (default 20)
  --out FILE   the page to write (default docs/measurements/start-up.md)

The JDKs are the one of JAVA_HOME, or of java on the path, and the newest below /usr/lib/jvm. Leave the machine alone
meanwhile: one figure takes less than a second.
USAGE
}

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
runs=20
out=$root/docs/measurements/start-up.md
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --runs | --out)
            [ $# -ge 2 ] || { echo "start-up.sh: $1 needs a value" >&2; exit 2; }
            if [ "$1" = --runs ]; then runs=$2; else out=$(realpath -m "$2"); fi
            shift 2
            ;;
        *) echo "start-up.sh: unknown option $1; see --help" >&2; exit 2 ;;
    esac
done
cd "$root"

# The feature version of a JDK: 17, 25, ...
feature() {
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2> /dev/null
}

built_with=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")}
newest=$built_with
for home in /usr/lib/jvm/*; do
    version=$(feature "$home") || continue
    if [ -x "$home/bin/java" ] && [ "${version:-0}" -gt "$(feature "$newest")" ]; then
        newest=$home
    fi
done
homes=$built_with
[ "$newest" = "$built_with" ] || homes=$homes,$newest

JAVA_HOME=$built_with ./llmbench --version > /dev/null
./mvnw -q -B -ntp -pl llmbench-benchmarks -am package -DskipTests \
    dependency:build-classpath -Dmdep.outputFile=target/classpath -DincludeScope=runtime
work=$root/llmbench-benchmarks/target/start-up
rm -rf "$work"
mkdir -p "$work"
# Archives of classes want jars; this one holds the embedding program alone, so that its class path is that of the core.
"$built_with/bin/jar" --create --file "$work/embedded.jar" \
    -C llmbench-benchmarks/target/classes dev/llmbench/benchmarks/startup/FirstRequest.class
core=$work/embedded.jar:$(ls "$root"/llmbench-core/target/llmbench-core-*.jar | grep -v -e -sources -e -javadoc -e -tests | head -n 1):$(cat llmbench-core/target/classpath)
exec "$built_with/bin/java" -cp "llmbench-benchmarks/target/classes:$(cat llmbench-benchmarks/target/classpath)" \
    dev.llmbench.benchmarks.startup.StartUp \
    --launcher "$root/llmbench" --class-path "$core" --java "$homes" --work "$work" --runs "$runs" --out "$out"
