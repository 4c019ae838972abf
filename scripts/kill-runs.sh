#!/bin/sh
# Kills runs of three kinds (a sweep, a race, a grid) at 50 moments each, or as many as the first argument says, and has
# each finished by another process: nothing may be lost, and no request may count twice. Takes about 20 minutes.
set -eu
cd "$(dirname "$0")/.."
exec ./mvnw -B -pl llmbench-core -am -Dtest=KilledRunTest -Dsurefire.failIfNoSpecifiedTests=false \
    -Dllmbench.kills="${1:-50}" test
