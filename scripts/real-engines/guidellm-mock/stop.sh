#!/usr/bin/env bash
# Stops the server that start.sh started, by its pid.
exec "$(dirname "${BASH_SOURCE[0]}")/../stop-engine.sh" guidellm-mock 8093 'serve.py .*--port PORT ' "$@"
