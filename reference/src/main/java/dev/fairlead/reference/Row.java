package dev.fairlead.reference;

import java.util.Optional;

/**
 * Something that the systems before this one did, and that is looked for here.
 *
 * @param id family and number, like {@code F033}
 * @param title what it is, in a few words
 * @param superseded the sentence of the design that has it otherwise
 * @param lacking what no test shows yet
 * @param differs the sentence of the design that has a part of it otherwise, where the rest passes
 */
record Row(
    String id,
    String title,
    Optional<String> superseded,
    Optional<String> lacking,
    Optional<String> differs) {
  /** Where a row stands. */
  enum State {
    PASSING("tests of the build show all of it"),
    SUPERSEDED("the design has it otherwise, in the sentence quoted"),
    MISSING("not there yet, or not all of it shown by a test");

    private final String meaning;

    State(String meaning) {
      this.meaning = meaning;
    }

    String meaning() {
      return meaning;
    }
  }
}
