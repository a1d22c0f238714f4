# Sourced by ./build and ./fairlead: finds the tools, in particular a JDK 25 or newer, and reads Maven.

# Prints the feature version of the JDK at $1; fails when there is none (a JRE has no javac).
jdk_feature() {
  [ -x "$1/bin/javac" ] || return 1
  feature=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null) || feature=
  if [ -z "$feature" ]; then
    feature=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
  fi
  [ -n "$feature" ] && echo "$feature"
}

is_jdk25() {
  found=$(jdk_feature "$1") && [ "$found" -ge 25 ]
}

# Sets and exports JAVA_HOME: what it names already, then PATH, then the usual folders.
find_jdk() {
  seen=
  on_path=$(command -v javac 2>/dev/null) || on_path=
  if [ -n "$on_path" ]; then
    on_path=$(readlink -f "$on_path" 2>/dev/null || echo "$on_path")
    on_path=${on_path%/bin/javac}
  fi
  for home in "${JAVA_HOME:-}" "$on_path" \
    /usr/lib/jvm/* /opt/* /opt/*/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$home" ] || continue
    if is_jdk25 "$home"; then
      export JAVA_HOME="$home"
      return 0
    fi
    [ -z "${found:-}" ] || seen="$seen $found"
  done
  seen=$(printf '%s\n' $seen | sort -un | tr '\n' ' ')
  echo "Fairlead needs JDK 25; found ${seen:-no JDK }in JAVA_HOME, PATH and the usual folders. Get one from https://adoptium.net or your package manager, or set JAVA_HOME." >&2
  return 2
}

# Refuses with one line when the tool named $1 is missing; $2 says how to get it.
need_tool() {
  command -v "$1" >/dev/null 2>&1 && return 0
  echo "Fairlead needs $1, which is not on PATH. $2" >&2
  return 2
}

need_maven() {
  need_tool mvn "Get Maven 3.8.7 or newer from https://maven.apache.org or your package manager." || return 2
  # Flags that only a JDK 25 knows, so not for .mvn/jvm.config: Maven's own libraries use what it warns of.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  maven=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9][0-9.]*\).*/\1/p')
  lowest=$(printf '%s\n' 3.8.7 "${maven:-0}" | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1)
  [ "$lowest" = 3.8.7 ] && return 0
  echo "Fairlead needs Maven 3.8.7 or newer; found ${maven:-none that runs}. Get one from https://maven.apache.org or your package manager." >&2
  return 2
}

# From Maven's output: a line a module, warnings, errors, and what belongs to them.
what_matters() {
  awk '
    # What follows an error without a level of its own (a diff, a stack trace) belongs to it.
    { gsub(/\033\[[0-9;]*m/, ""); sub(/ -> \[Help [0-9]+\]$/, "") }
    /^\[INFO\] Building fairlead-/ { print "· " $3; fflush() }
    /^\[(INFO|DEBUG)\]/ { shown = 0; next }
    /^\[(ERROR|WARNING)\]/ { shown = 1 }
    /^\[WARNING\] (Overwriting |I\/O error reading dependency state)|^\[ERROR\] *$|^\[ERROR\] \[Help|re-run Maven|Re-run Maven|For more information about|resume the build|mvn <args>/ { next }
    # At the end Maven repeats what it said.
    /^\[ERROR\] Failed to execute goal/ { last = 1 }
    { key = $0; sub(/^\[ERROR\] */, "", key); sub(/^ +/, "", key) }
    shown && !(last && said[key]) { print; fflush(); said[key] = 1 }
  '
}
