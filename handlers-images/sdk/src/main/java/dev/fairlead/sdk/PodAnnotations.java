package dev.fairlead.sdk;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The annotations of one's own pod, and what lies beside it. */
interface PodAnnotations {
  /** What became of setting some. */
  sealed interface Answer {
    record Done() implements Answer {}

    /** Worth another try. */
    record Again(String why) implements Answer {}

    /** No try will do better: it is not allowed, too large, or the pod is gone. */
    record Never(String why) implements Answer {}
  }

  /** Takes these away. Cost: 1 request, of at most 10 s. */
  Answer remove(Set<String> names) throws InterruptedException;

  /** Gives all that there are. Cost: 1 request, of at most 10 s. */
  Answer read(Consumer<Map<String, String>> reader) throws InterruptedException;

  /**
   * Leaves a part of a result beside the pod, with which it goes. One that is there is the same.
   * Cost: 1 request, of at most 10 s.
   *
   * @param number 0 and up
   */
  Answer leave(int number, byte[] part) throws InterruptedException;

  /** Sets these and leaves others as they are. Cost: 1 request, of at most 10 s. */
  Answer set(Map<String, String> annotations) throws InterruptedException;
}
