# shellcheck shell=bash
# Runs named steps, one after the other or in lanes side by side, says which failed, and how long each took.

STEP_LIMIT_SECONDS=${STEP_LIMIT_SECONDS:-1800}
kept=$(mktemp -d) # what lanes print, and a line for each step that passed
trap 'rm -rf "$kept"' EXIT

step() { # name, command...
  local name=$1 begin=$SECONDS
  shift
  printf '\n=== %s\n' "$name"
  if ! timeout --foreground "$STEP_LIMIT_SECONDS" "$@"; then
    printf '\n=== FAILED: %s (%s)\n' "$name" "$*"
    exit 1
  fi
  printf '%5d s  %s\n' $((SECONDS - begin)) "$name" >>"$kept/passed.steps"
}

# Each lane is a function of steps. What it prints is shown whole once it has ended: those that failed come last.
# A lane ends at its first failure, and the others at their own ends, so that what they started is ended too.
lanes() { # names of functions
  local lane failed=()
  local -A pids=()
  printf '\n=== side by side: %s\n' "$*"
  trap 'trap - INT; kill 0' INT # by itself, what runs in the background does not hear of it
  for lane in "$@"; do
    "$lane" >"$kept/$lane" 2>&1 </dev/null &
    pids[$lane]=$!
  done
  for lane in "$@"; do
    if wait "${pids[$lane]}"; then cat "$kept/$lane"; else failed+=("$lane"); fi
  done
  trap - INT
  [ ${#failed[@]} -gt 0 ] || return 0
  for lane in "${failed[@]}"; do cat "$kept/$lane"; done
  exit 1
}

summary() {
  printf '\n=== all steps passed\n'
  cat "$kept/passed.steps"
  printf '%5d s  in all\n' "$SECONDS"
}
