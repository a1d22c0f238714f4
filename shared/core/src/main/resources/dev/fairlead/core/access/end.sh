# Ends an attempt: one that did not start never will, one that runs gets a signal; what outlived its
# leader is killed, since nobody could tell any more when it has ended.
#   $1 the signal's name
mkdir -p "$fl_d"
if [ ! -e "$fl_d/gate" ]; then
  printf 'closed\n' >"$fl_d/closed.$$" && ln "$fl_d/closed.$$" "$fl_d/gate" 2>/dev/null
fi
if fl_lives; then
  kill -s "$1" -- "-$fl_pid" 2>/dev/null
elif fl_orphaned; then
  kill -s KILL -- "-$fl_pid" 2>/dev/null
fi
fl_look
