# Runs attempt.sh (its text is $0) as the leader of a process group of its own, so that a signal to
# our group, such as Ctrl-C or a closing terminal, does not reach it.
if command -v setsid >/dev/null 2>&1; then
  exec setsid sh -c "$0" fairlead-attempt "$@"
fi
# macOS has no setsid, but its sh (bash, or zsh) gives a background job a group of its own once job
# control is on, terminal or not. attempt.sh checks that it got one.
set -m
sh -c "$0" fairlead-attempt "$@" &
exec >&-
wait
