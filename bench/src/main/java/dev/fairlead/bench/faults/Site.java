package dev.fairlead.bench.faults;

/** A call of a port as a function makes it. */
record Site(String function, PortCall call) implements Comparable<Site> {
  @Override
  public int compareTo(Site other) {
    int byFunction = function.compareTo(other.function);
    return byFunction == 0 ? call.compareTo(other.call) : byFunction;
  }

  @Override
  public String toString() {
    return function + " " + call.label();
  }
}
