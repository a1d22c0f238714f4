# One attempt of an operation: takes the gate, runs the command, leaves the exit code behind. What
# is in the file environment is set for the command alone: we must work whatever that says.
#   $1 attempt directory   $2 PATH for this script   $3 working directory   $4 where stdout goes
#   $5... the command
# Variables begin with fl_ so that none of the command's own environment is overwritten.
fl_directory=$1 fl_work=$3 fl_out=$4
fl_path=$PATH
PATH=$2
shift 4
set -f

# Who we are, in a form that no later process with our pid will have.
fl_fields() {
  fl_group=$3
  fl_birth=$fl_boot:${20}
}
if { read -r fl_stat <"/proc/$$/stat" && read -r fl_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
then
  fl_fields ${fl_stat##*) }
else
  fl_group=$(ps -o pgid= -p $$)
  fl_birth=$(LC_ALL=C TZ=UTC0 ps -o lstart= -p $$)
fi
# Without a group of our own the signals below would hit whoever started us.
[ $((fl_group)) -eq $$ ] || exit 92

# The gate: a hard link appears at once, with its content, and for one taker only.
set -C
printf '%s\n' "$$ $fl_birth" >"$fl_directory/claim.$$" || exit 90
set +C
ln "$fl_directory/claim.$$" "$fl_directory/gate" 2>/dev/null || exit 91
# Our end of the pipe to the launcher: its end of file tells "the gate is decided".
exec >&-

# A handler, not "ignore", which the command would inherit: a polite signal to the group is for the
# command, and the leader stays, so that the group keeps its name until it is empty.
trap : HUP INT TERM
(
  PATH=$fl_path
  cd "$fl_work" || exit 126
  if [ -f "$fl_directory/environment" ]; then . "$fl_directory/environment"; fi
  exec "$@"
) </dev/null >>"$fl_out" 2>>"$fl_directory/output.log"
fl_code=$?

# As in a container: when the command has ended, what it left running ends too.
trap '' HUP INT TERM
printf '%s\n' "$fl_code" >"$fl_directory/exit.new" && mv "$fl_directory/exit.new" "$fl_directory/exit"
kill -s KILL 0
