package dev.fairlead.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A value made when first asked for, once, and closed if it was made. */
final class OnDemand<T extends AutoCloseable> {
  private final Supplier<T> maker;
  private final List<T> made = new ArrayList<>(1);

  OnDemand(Supplier<T> maker) {
    this.maker = maker;
  }

  synchronized T value() {
    if (made.isEmpty()) {
      made.add(maker.get());
    }
    return made.getFirst();
  }

  synchronized void close() {
    for (T value : made) {
      try {
        value.close();
      } catch (Exception e) {
        throw new IllegalStateException("a client could not be closed", e);
      }
    }
  }
}
