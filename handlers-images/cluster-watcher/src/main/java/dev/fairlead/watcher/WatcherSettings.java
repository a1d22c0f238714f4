package dev.fairlead.watcher;

import dev.fairlead.catalog.Setting;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a watcher is told beside what every function is (environment, bucket, region).
 *
 * @param namespaces {@code FAIRLEAD_WATCH_NAMESPACES}, with commas between them; none stands for
 *     all, which takes a role for all of the cluster
 * @param every {@code FAIRLEAD_WATCH_SECONDS}: how often all pods are looked at, beside what the
 *     watch tells; 20 unless given, 5 to 600
 * @param port {@code FAIRLEAD_HEALTH_PORT}: where probes are answered; 8080 unless given, 0 for any
 */
record WatcherSettings(SortedSet<String> namespaces, Duration every, int port) {
  private static final int MAX_PORT = 65_535;

  static WatcherSettings fromEnvironment() {
    return from(System.getenv());
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the first that is wrong
   */
  static WatcherSettings from(Map<String, String> environment) {
    SortedSet<String> namespaces =
        Arrays.stream(
                environment.getOrDefault(Setting.WATCH_NAMESPACES.variable(), "").split(",", -1))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : namespaces) {
      if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
        throw new IllegalArgumentException(
            Setting.WATCH_NAMESPACES.variable() + " names \"" + name + "\", which is no namespace");
      }
    }
    return new WatcherSettings(
        namespaces,
        Duration.ofSeconds(number(environment, Setting.WATCH_SECONDS, 20, 5, 600)),
        number(environment, Setting.HEALTH_PORT, 8080, 0, MAX_PORT));
  }

  private static int number(
      Map<String, String> environment, Setting setting, int usual, int least, int most) {
    String text = environment.getOrDefault(setting.variable(), "");
    if (text.isEmpty()) {
      return usual;
    }
    int value = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          setting.variable() + " is \"" + text + "\" but must be " + least + " to " + most);
    }
    return value;
  }
}
