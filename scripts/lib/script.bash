# shellcheck shell=bash
# Common settings and functions: scripts stop at the first failure and report its place. A script
# sources this file first.
set -Eeuo pipefail

script=$(basename "$0")

say() { echo "$script: $*" >&2; }

# Ends the script because a requirement is unavailable.
fail() {
  say "$*"
  exit 69
}

# A failure in $( ) is reported once, by the line that contains it; a failure of another script is
# reported by that script.
report_failure() {
  local status=$1 line=$2 file=$3 command=$4
  if [ "$BASH_SUBSHELL" != 0 ] || [ "$status" = 69 ]; then return 0; fi
  echo "$file:$line: exit status $status: $command" >&2
}
trap 'report_failure "$?" "$LINENO" "${BASH_SOURCE[0]}" "$BASH_COMMAND"' ERR

# The folder of the Swift toolchain, which contains bin and lib; empty if there is none.
swift_toolchain() {
  swift -print-target-info 2>/dev/null \
    | sed -nE 's/.*"runtimeResourcePath": "(.*)\/lib\/swift".*/\1/p' || true
}
