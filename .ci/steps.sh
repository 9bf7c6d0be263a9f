# shellcheck shell=bash
# Runs named steps, says which failed, and how long each took.

steps=()
STEP_LIMIT_SECONDS=${STEP_LIMIT_SECONDS:-1800}

step() { # name, command...
  local name=$1 begin=$SECONDS
  shift
  printf '\n=== %s\n' "$name"
  if ! timeout --foreground "$STEP_LIMIT_SECONDS" "$@"; then
    printf '\n=== FAILED: %s (%s)\n' "$name" "$*"
    exit 1
  fi
  steps+=("$(printf '%5d s  %s' $((SECONDS - begin)) "$name")")
}

summary() {
  printf '\n=== all steps passed\n'
  printf '%s\n' "${steps[@]}"
  printf '%5d s  in all\n' "$SECONDS"
}
