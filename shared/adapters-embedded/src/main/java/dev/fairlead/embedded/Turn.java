package dev.fairlead.embedded;

import dev.fairlead.core.port.PortException;
import java.util.function.Supplier;

/**
 * One caller's change, from when it asks to when it is committed. Guarded by the engine's write
 * lock.
 */
final class Turn<T> {
  private final Supplier<T> change;
  private Supplier<T> answer = this::neverRun;
  private boolean over;

  Turn(Supplier<T> change) {
    this.change = change;
  }

  void run() {
    try {
      T value = change.get();
      answer = () -> value;
    } catch (PortException e) {
      answer = () -> refuse(e);
    }
  }

  void end() {
    over = true;
  }

  void fail(PortException e) {
    answer = () -> refuse(e);
    over = true;
  }

  boolean isOver() {
    return over;
  }

  T answer() {
    return answer.get();
  }

  private T refuse(PortException e) {
    throw e;
  }

  private T neverRun() {
    throw new IllegalStateException("answered before it ran");
  }
}
