# Sourced by ./build and ./fairlead: is what was built still what the sources say?
# The stamp is as old as the start of the build it records, so an edit made meanwhile is newer.
# Expects $root, the checkout.

stamp="$root/target/fairlead.stamp"
runnables="cli bench handlers-images/sample-worker"
sources="shared functions handlers-images local cli bench"

# The check-up has a stamp of its own: its libraries are large, and fetched when it is first asked for.
choose_doctor() {
  stamp="$root/target/doctor.stamp"
  runnables="doctor"
  sources="shared doctor"
}

# Succeeds when no source or pom of what ./fairlead runs is newer than the stamp; then $java and, of
# each program, its class path are set, as in $cli_classpath.
is_current() {
  [ -f "$stamp" ] || return 1
  built_root=
  . "$stamp"
  [ "$built_root" = "$root" ] && [ -x "$java" ] || return 1
  for module in $runnables; do
    [ -d "$root/$module/target/lib" ] || return 1
  done
  newer=$(cd "$root" && find pom.xml .mvn/jvm.config $sources \
    \( -name target -o -path '*/src/test' \) -prune -o \
    \( -type f -o -path '*/src/main*' \) -newer "$stamp" -print -quit 2>/dev/null)
  [ -z "$newer" ]
}

# To be called before a build; leaves the moment to record in $1. A dependency that a pom no longer
# names would stay in target/lib, so a changed pom empties it.
begin_stamp() {
  mkdir -p "$root/target"
  : >"$1"
  if [ ! -f "$stamp" ] || [ -n "$(cd "$root" && find . -name target -prune -o -name pom.xml -newer "$stamp" -print)" ]; then
    for module in $runnables; do
      rm -rf "$root/$module/target/lib"
    done
  fi
}

classpath_of() {
  (cd "$root/$1/target/lib" && LC_ALL=C ls ./*.jar) | sed "s#^\./#$root/$1/target/lib/#" | paste -sd: -
}

# Records a build that began at $1 and succeeded.
write_stamp() {
  {
    printf 'built_root=%q\n' "$root"
    printf 'java=%q\n' "$JAVA_HOME/bin/java"
    for module in $runnables; do
      case $module in
        */*) ;;
        *) printf '%s_classpath=%q\n' "$module" "$(classpath_of "$module")" ;;
      esac
    done
  } >"$stamp.new"
  touch -r "$1" "$stamp.new"
  mv "$stamp.new" "$stamp"
}
