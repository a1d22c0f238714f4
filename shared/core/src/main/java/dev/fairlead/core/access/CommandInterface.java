package dev.fairlead.core.access;

/** Runs programs in a lease's directory. */
public interface CommandInterface extends ResourceInterface {
  /**
   * Starts a command. Once this returns, it runs.
   *
   * @throws AccessException if it could not be started: NOT_FOUND if its directory is not there,
   *     OUTSIDE if that is not within the lease's, or a fault of the connection. After
   *     CONNECTION_LOST and FAILED it may run all the same.
   */
  Running start(Command command);

  /** Runs a command to its end, and waits no longer than its time limit and a few seconds. */
  default CommandEnd run(Command command) {
    return start(command).await();
  }

  /** A command that was started. */
  interface Running {
    /**
     * Waits for its end.
     *
     * @throws AccessException with CONNECTION_LOST if its end will never be known, since nobody can
     *     hear of it; or with FAILED if the thread was interrupted, and then it was told to end
     */
    CommandEnd await();

    /**
     * Tells it and what it started to end, and makes them after two seconds; {@link #await} says
     * CANCELLED then, unless it had ended before. May be asked again, by any thread.
     */
    void cancel();
  }
}
