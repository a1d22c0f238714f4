# Starts an attempt in the directory of a lease, once however often it is asked.
#   $1 session.sh   $2 attempt.sh   $3 bytes of its payload   $4 bytes of what was said before
#   $5 bytes of what a shell reads to set its environment   $6... the command
#   standard input: the payload, then what was said before, then the environment
fl_session=$1 fl_attempt=$2 fl_payload=$3 fl_last=$4 fl_environment=$5
shift 5
if [ ! -e "$fl_d/gate" ]; then
  fl_mask=$(umask)
  umask 077
  mkdir -p "$fl_d" || exit 90
  # A connection that breaks looks like the end of the input: what is short is not begun with.
  cat >"$fl_d/given.$$" || exit 91
  [ "$(fl_bytes "$fl_d/given.$$")" -eq $((fl_payload + fl_last + fl_environment)) ] || exit 92
  head -c "$fl_payload" <"$fl_d/given.$$" >"$fl_d/payload.$$" || exit 93
  mv "$fl_d/payload.$$" "$fl_d/payload.json" || exit 93
  if [ "$fl_last" -gt 0 ]; then
    tail -c "$((fl_last + fl_environment))" <"$fl_d/given.$$" | head -c "$fl_last" >"$fl_d/last.$$" || exit 94
    mv "$fl_d/last.$$" "$fl_d/last-progress.json" || exit 94
    export FAIRLEAD_LAST_PROGRESS_FILE="$fl_d/last-progress.json"
  fi
  tail -c "$fl_environment" <"$fl_d/given.$$" >"$fl_d/environment.$$" || exit 95
  mv "$fl_d/environment.$$" "$fl_d/environment" || exit 95
  rm -f "$fl_d/given.$$"
  umask "$fl_mask"
  export FAIRLEAD_PAYLOAD_FILE="$fl_d/payload.json"
  export FAIRLEAD_OUTPUT_FILE="$fl_d/output.json"
  export FAIRLEAD_PROGRESS_FILE="$fl_d/progress.jsonl"
  # It closes the pipe once the gate is decided, and goes on without us.
  (
    sh -c "$fl_session" "$fl_attempt" "$fl_d" "$PATH" "$PWD" "$fl_d/output.log" "$@" \
      </dev/null 2>/dev/null &
  ) | cat >/dev/null
fi
fl_look
