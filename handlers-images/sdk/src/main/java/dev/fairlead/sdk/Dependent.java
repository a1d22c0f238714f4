package dev.fairlead.sdk;

/** A pod that an attempt has started beside itself. Thread-safe. */
public interface Dependent {
  /** As its attempt calls it. */
  String name();

  /**
   * Waits until it is over, however often its own retries have it tried, and gives its result.
   *
   * @param type of the result, as {@link Shapes} reads it; of at most 4 KiB
   * @throws DependentRefused if it was never started, with every reason
   * @throws HandlerFailure if it came to nothing, with its code; with code {@code result} if what
   *     it gave has another form; with code {@code cancelled} if this attempt is asked to end
   *     meanwhile
   */
  <R> R await(Class<R> type) throws HandlerFailure, InterruptedException;
}
