# How the attempt in the directory of a lease is. Prints "fairlead WORD CODE LOG PROGRESS": none, running,
# gone or exited with a code, and the bytes of its log and of what it said of itself.
# Variables begin with fl_ so that none of the command's own environment is overwritten.
fl_d=$PWD/.attempt
fl_pid=

fl_fields() {
  fl_state=$1
  fl_now=$fl_boot:${20}
}
# Who has this process id now, in the form in which attempt.sh says it; nothing if nobody lives.
fl_birth() {
  fl_now=
  fl_state=
  if { read -r fl_stat <"/proc/$1/stat" && read -r fl_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
  then
    fl_fields ${fl_stat##*) }
    [ "$fl_state" != Z ] || fl_now=
  else
    fl_now=$(LC_ALL=C TZ=UTC0 ps -o lstart= -p "$1" 2>/dev/null)
  fi
}
fl_words() {
  fl_plain=$*
}
fl_lives() {
  [ -f "$fl_d/gate" ] && read -r fl_pid fl_was <"$fl_d/gate" && [ "$fl_pid" != closed ] || return 1
  fl_birth "$fl_pid"
  fl_words $fl_was
  fl_was=$fl_plain
  fl_words $fl_now
  [ "$fl_was" = "$fl_plain" ]
}
# Whether its leader was killed and others of its group live on: as long as one does, nobody else
# gets the leader's number. Where nothing tells one start of the host from another, nobody knows.
fl_orphaned() {
  [ -n "$fl_pid" ] && [ "$fl_pid" != closed ] && [ -z "$fl_now" ] || return 1
  { read -r fl_boot </proc/sys/kernel/random/boot_id; } 2>/dev/null || return 1
  case $fl_was in
    "$fl_boot:"*) kill -s 0 -- "-$fl_pid" 2>/dev/null ;;
    *) return 1 ;;
  esac
}
fl_bytes() {
  if [ -f "$1" ]; then echo $(($(wc -c <"$1"))); else echo 0; fi
}
fl_look() {
  fl_code=0
  if fl_lives; then fl_word=running
  elif [ -f "$fl_d/exit" ] && read -r fl_code <"$fl_d/exit"; then fl_word=exited
  elif [ -n "$fl_pid" ] && [ "$fl_pid" != closed ]; then fl_word=gone
  else fl_word=none
  fi
  echo "fairlead $fl_word $fl_code $(fl_bytes "$fl_d/output.log") $(fl_bytes "$fl_d/progress.jsonl")"
}
