package dev.fairlead.sdk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a run is still wanted; once it is not, it is so for good. */
public final class Cancellation {
  private final CountDownLatch cancelled = new CountDownLatch(1);
  private final List<Runnable> callbacks = new ArrayList<>();

  /** Asks the run to end. What a callback throws keeps no other from being called. */
  public void cancel() {
    List<Runnable> called;
    synchronized (callbacks) {
      cancelled.countDown();
      called = List.copyOf(callbacks);
      callbacks.clear();
    }
    RuntimeException first = null;
    for (Runnable callback : called) {
      try {
        callback.run();
      } catch (RuntimeException broken) {
        if (first == null) {
          first = broken;
        } else {
          first.addSuppressed(broken);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  boolean isCancelled() {
    return cancelled.getCount() == 0;
  }

  void whenCancelled(Runnable callback) {
    synchronized (callbacks) {
      if (!isCancelled()) {
        callbacks.add(callback);
        return;
      }
    }
    callback.run();
  }

  boolean pause(Duration time) throws InterruptedException {
    return !cancelled.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }
}
