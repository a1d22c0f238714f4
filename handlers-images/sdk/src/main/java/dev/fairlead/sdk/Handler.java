package dev.fairlead.sdk;

import java.util.List;

/**
 * What does one type of operation, wherever it runs. Safe to run twice: a node may be lost and
 * another begin again.
 *
 * @param <P> the payload: a record, or what else {@link Shapes} reads
 * @param <R> the result: a record, or what else {@link Shapes} writes
 */
@FunctionalInterface
public interface Handler<P, R> {
  /**
   * Does the work. What it throws is the end of an attempt that failed.
   *
   * @param payload what to do
   * @param context where to say how far it is, and to learn whether it is still wanted
   * @return what becomes the operation's output
   * @throws HandlerFailure to fail with a code that the agenda's author can decide on
   * @throws Exception any other fails the attempt with code {@code exception}
   */
  R handle(P payload, Context context) throws Exception;

  /**
   * What is wrong with a payload that has the right form, each in a sentence. If anything is, no
   * work is begun and the attempt fails with code {@code payload}.
   */
  default List<String> validate(P payload) {
    return List.of();
  }
}
