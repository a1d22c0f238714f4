package dev.fairlead.core.error;

import java.io.Serializable;
import java.util.Comparator;

/**
 * One thing that is wrong with an input.
 *
 * @param path JSON Pointer (RFC 6901) of the place; empty for the whole document
 * @param code stable, lower case with dashes, e.g. {@code unknown-dependency}
 * @param message one sentence for people, with a "did you mean" where one is near
 */
public record Problem(String path, String code, String message) implements Serializable {
  /** By place, then code: the order in which problems are shown. */
  public static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::path)
          .thenComparing(Problem::code)
          .thenComparing(Problem::message);
}
