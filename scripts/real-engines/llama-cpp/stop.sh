#!/usr/bin/env bash
# Stops the server that start.sh started, by its pid.
exec "$(dirname "${BASH_SOURCE[0]}")/../stop-engine.sh" llama-cpp 8091 'serve.py .*--port PORT ' "$@"
