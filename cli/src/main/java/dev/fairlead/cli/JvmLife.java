package dev.fairlead.cli;

import java.util.concurrent.CountDownLatch;

/** The JVM's life: told to stop by Ctrl-C, a closed terminal, or {@code kill}. */
final class JvmLife implements Life {
  private final CountDownLatch stopping = new CountDownLatch(1);

  @Override
  public Registration whenStopped(Runnable action) {
    var hook =
        Thread.ofPlatform()
            .name("stop")
            .unstarted(() -> {
              stopping.countDown();
              action.run();
            });
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException alreadyStopping) {
        // The hook runs, and does the same as whoever wanted to take it back.
      }
    };
  }

  @Override
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  @Override
  public void awaitStop() {
    try {
      // The JVM ends with its last hook, so this need not come back in time to do anything.
      stopping.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
