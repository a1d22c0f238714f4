package dev.fairlead.sdk;

import java.time.Duration;
import java.util.Optional;

/** What a handler knows and may say of the attempt that it does. Thread-safe. */
public interface Context {
  /** Whose work this is: {@code customer/agenda/operation}. */
  String operationKey();

  /** Which attempt this is, 1 and up. The two together are a key for effects that must be one. */
  int attempt();

  /**
   * Says how far it is. Returns at once: the latest goes on its way within seconds. What was said
   * of parameters before stays.
   *
   * @param percent 0 to 100; what is beyond counts as the nearer of the two
   * @param message what it is doing, for people; cut at 2,000 characters
   * @throws IllegalStateException if the handler has ended: its end is the last thing said
   */
  void progress(int percent, String message);

  /**
   * Says how far it is, and what the next attempt should know, should there be one.
   *
   * @param parameters such as the id of a job elsewhere: a record, or what else {@link Shapes}
   *     writes, of at most 8 KiB as JSON
   * @throws IllegalArgumentException if they are larger; nothing is said then
   * @throws IllegalStateException if the handler has ended
   */
  void progress(int percent, String message, Object parameters);

  /** Says that it is alive though nothing is new: a line of its log, at most every five seconds. */
  void heartbeat();

  /**
   * The parameters that the attempt before this one said last.
   *
   * @return empty if there were none, or none of this form: another version of the handler may have
   *     said them
   */
  <T> Optional<T> lastProgress(Class<T> type);

  /** What it starts beside itself. */
  Dependents dependents();

  /** Whether it is asked to end: its outcome is not wanted any more. */
  boolean isCancelled();

  /** Has this run, once, when it is asked to end; at once if it was already. Must be quick. */
  void onCancel(Runnable callback);

  /**
   * Waits.
   *
   * @return whether the time has passed; else it is asked to end
   * @throws InterruptedException as every wait
   */
  boolean pause(Duration time) throws InterruptedException;
}
