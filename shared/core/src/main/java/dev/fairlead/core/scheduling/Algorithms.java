package dev.fairlead.core.scheduling;

import java.util.Collections;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The algorithms on the class path, by name. */
public final class Algorithms {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final SortedMap<String, Algorithm> FOUND = found();

  private Algorithms() {}

  /** The algorithm of that name. */
  public static Optional<Algorithm> find(String name) {
    return Optional.ofNullable(FOUND.get(name));
  }

  /** Their names, in order. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeMap<>(FOUND).navigableKeySet());
  }

  private static SortedMap<String, Algorithm> found() {
    var found = new TreeMap<String, Algorithm>();
    // Not the thread's class loader: which threads ask must not change which algorithms there are.
    for (var each : ServiceLoader.load(Algorithm.class, Algorithm.class.getClassLoader())) {
      if (!NAME.matcher(each.name()).matches() || found.put(each.name(), each) != null) {
        throw new IllegalStateException("Two algorithms, or none, may be called " + each.name());
      }
    }
    return found;
  }
}
