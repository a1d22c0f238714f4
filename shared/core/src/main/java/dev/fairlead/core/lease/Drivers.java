package dev.fairlead.core.lease;

import java.util.Collections;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The drivers on the class path, by name. */
public final class Drivers {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final SortedMap<String, BlueprintDriver> FOUND = found();

  private Drivers() {}

  /** The driver of that name. */
  public static Optional<BlueprintDriver> find(String name) {
    return Optional.ofNullable(FOUND.get(name));
  }

  /** Their names, in order. */
  public static SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeMap<>(FOUND).navigableKeySet());
  }

  private static SortedMap<String, BlueprintDriver> found() {
    var found = new TreeMap<String, BlueprintDriver>();
    // Not the thread's class loader: which threads ask must not change which drivers there are.
    for (var each :
        ServiceLoader.load(BlueprintDriver.class, BlueprintDriver.class.getClassLoader())) {
      if (!NAME.matcher(each.type()).matches() || found.put(each.type(), each) != null) {
        throw new IllegalStateException("Two drivers, or none, may be called " + each.type());
      }
    }
    return found;
  }
}
