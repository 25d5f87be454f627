#!/bin/sh
# Says to the test program what Bazel wants: filter, shards, and where the results go.
set -eu
if [ -n "${TEST_SHARD_STATUS_FILE:-}" ]; then
    : >"$TEST_SHARD_STATUS_FILE"
fi
exec "$(dirname "$0")/{program}" "${TESTBRIDGE_TEST_ONLY:-}" "${TEST_TOTAL_SHARDS:-1}" "${TEST_SHARD_INDEX:-0}" "${XML_OUTPUT_FILE:-}"
