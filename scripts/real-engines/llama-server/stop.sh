#!/usr/bin/env bash
# Stops the server that start.sh started, by its pid.
exec "$(dirname "${BASH_SOURCE[0]}")/../stop-engine.sh" llama-server 8092 'llama-server .*--port PORT ' "$@"
