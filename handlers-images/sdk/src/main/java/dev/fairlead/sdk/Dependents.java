package dev.fairlead.sdk;

/**
 * What an attempt has beside itself: pods of its agenda, with a cpu and memory of their own, which
 * end with it. What they may use together is what the agenda's document says of the operation's
 * {@code dependents}; outside of pods they are processes, which nobody counts. Thread-safe.
 */
public interface Dependents {
  /**
   * Starts one. Returns once it is asked for, which is before it runs. It goes on while this
   * attempt does, whether it is awaited or not. Cost: 1 request to Kubernetes.
   *
   * @param name 1 to 40 small letters, digits and dashes; used once in an attempt
   * @throws HandlerFailure with code {@code dependents} if nobody can be asked: there is no service
   *     account, or the work is a queue worker's
   * @throws IllegalArgumentException if the name was used before, or its payload is nothing that
   *     {@link Shapes} writes
   */
  Dependent start(String name, DependentPod pod) throws HandlerFailure, InterruptedException;
}
