#!/usr/bin/env bash
# Sums Surefire's XML reports of all modules and fails when fewer tests passed than .ci/expected-tests says,
# so that tests which silently stop running are noticed. Raise that number when tests are added.
#
#   .ci/count-tests.sh FOLDER          checks; FOLDER is the reports' folder below each module's target
#   .ci/count-tests.sh --line FOLDER   only prints "N passed, M failed, K skipped"
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

check=true
if [ "${1:-}" = --line ]; then
  check=false
  shift
fi
folder=${1:-surefire-reports}

# The attributes of the root element <testsuite ...> stand on its first lines, before the first '>'.
read -r passed failed skipped < <(
  find . -path "*/target/$folder/TEST-*.xml" -type f -print0 | xargs -0 -r awk '
    function number(name,    found) {
      if (match(head, "[ \t\n]" name "=\"[0-9]+\"")) {
        found = substr(head, RSTART, RLENGTH)
        gsub(/[^0-9]/, "", found)
        return found + 0
      }
      return 0
    }
    FNR == 1 { head = ""; done = 0 }
    !done {
      head = head "\n" $0
      if (head ~ /<testsuite[^>]*>/) {
        done = 1
        sub(/.*<testsuite/, "", head)
        tests += number("tests"); failed += number("failures") + number("errors"); skipped += number("skipped")
      }
    }
    END { print tests - failed - skipped, failed + 0, skipped + 0 }'
) || true
passed=${passed:-0} failed=${failed:-0} skipped=${skipped:-0}

if [ "$check" = false ]; then
  echo "$passed passed, $failed failed, $skipped skipped"
  exit 0
fi

expected=$(tr -d '[:space:]' < .ci/expected-tests)
if [ "$passed" -lt "$expected" ]; then
  echo "only $passed tests passed ($folder), .ci/expected-tests says $expected: did some stop running?" >&2
  exit 1
fi
if [ "$failed" -ne 0 ]; then
  echo "$failed tests failed ($folder)" >&2
  exit 1
fi
