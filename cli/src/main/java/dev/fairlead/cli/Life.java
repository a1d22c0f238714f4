package dev.fairlead.cli;

/** The process's own end, as commands see it. */
interface Life {
  /** Has something done if the process is told to stop; closing takes that back. */
  Registration whenStopped(Runnable action);

  /** Whether the process has been told to stop. What breaks from then on is nobody's news. */
  boolean isStopping();

  /** Waits until the process is told to stop. */
  void awaitStop();

  /** Undoes {@link #whenStopped}. */
  interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
