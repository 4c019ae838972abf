#!/usr/bin/env bash
# Stops the server that start.sh started, by its pid.
exec "$(dirname "${BASH_SOURCE[0]}")/../stop-engine.sh" vllm 8094 'vllm serve .*--port PORT ' "$@"
