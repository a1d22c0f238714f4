package dev.fairlead.bench.faults;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.QueueTrigger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A call of a port as a function, or who stands in for one, makes it. */
record Site(String function, PortCall call) implements Comparable<Site> {
  static final String LAUNCHER = "LAUNCHER";
  static final String WORKER = "WORKER";

  private static final Comparator<Site> ORDER =
      Comparator.comparing(Site::function).thenComparing(Site::call);

  /** Every site there could be, in an order that only grows at its end. */
  static List<Site> all() {
    var functions =
        Arrays.stream(FunctionSpec.values()).filter(Site::isSimulated).map(FunctionSpec::name);
    var others = Stream.of(LAUNCHER, WORKER);
    var pollers =
        Arrays.stream(QueueTrigger.values())
            .filter(trigger -> isSimulated(trigger.function()))
            .map(Site::pollerOf);
    return Stream.of(functions, others, pollers)
        .flatMap(names -> names)
        .flatMap(name -> Arrays.stream(PortCall.values()).map(call -> new Site(name, call)))
        .toList();
  }

  /** Nothing that is simulated runs as a pod, or asks for a lease. */
  static boolean isSimulated(FunctionSpec function) {
    return switch (function) {
      case ALLOCATOR, ALLOCATOR_TICK, LEASE_ACCESS, POD_LAUNCHER, POD_MONITOR, POD_REAPER -> false;
      default -> true;
    };
  }

  /** Who polls a queue for a function, on the host's side. */
  static String pollerOf(QueueTrigger trigger) {
    return "poller of " + trigger.function();
  }

  @Override
  public int compareTo(Site other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return function + " " + call.label();
  }
}
