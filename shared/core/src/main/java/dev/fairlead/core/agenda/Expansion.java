package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.Optional;

/** How an operation becomes several, or came from one that did. */
public sealed interface Expansion {
  /** It stays what it is. */
  Expansion NONE = new None();

  /** It stays what it is. */
  record None() implements Expansion {}

  /**
   * It does its work once for each item of a list.
   *
   * @param items a list, or a reference to one
   * @param as what the payload calls the item: {@code @<as::/pointer>}
   * @param maxConcurrency elements that run at once, 1 and up
   * @param tolerated elements that may fail while the whole succeeds
   */
  record ForEach(Json items, String as, int maxConcurrency, Tolerance tolerated)
      implements Expansion {
    /** Elements of one operation. */
    public static final int MAX_ELEMENTS = 10_000;
  }

  /**
   * Its result lists operations that the agenda then has beside those of its document.
   *
   * @param paramsAt where the result has parameters, which the agenda then has, too
   */
  record Generator(JsonPointer operationsAt, Optional<JsonPointer> paramsAt) implements Expansion {
    /** Parameters of one result have about so many bytes at the most. */
    public static final int MAX_PARAMS_BYTES = 8 * 1024;
  }

  /**
   * It is the work for one item.
   *
   * @param of the operation with the list
   * @param index of the item, from 0
   */
  record Element(String of, int index, String as) implements Expansion {}

  /**
   * An attempt asked for it, and it ends with that.
   *
   * @param of the operation
   */
  record Dependent(String of, int attempt) implements Expansion {
    /** Of one attempt at once. */
    public static final int MAX_ASKED = 32;

    /** Of one attempt in all. */
    public static final int MAX_OF_ATTEMPT = 100;

    /** What is asked for, as JSON; about so many. */
    public static final int MAX_BYTES = 16 * 1024;

    /** What the operation is called that an attempt of another one calls by a name. */
    public static String nameOf(String of, String name) {
      return of + "[" + name + "]";
    }
  }

  /** How many of a number may fail. */
  record Tolerance(int count, double fraction) {
    /** None may. */
    public static final Tolerance NONE = new Tolerance(0, 0);

    public Tolerance {
      if (count < 0 || !(fraction >= 0 && fraction <= 1)) {
        throw new IllegalArgumentException("a tolerance is a count or a fraction up to 1");
      }
    }

    /** How many of so many may fail, rounded down. */
    public int of(int total) {
      // A third of 3 is 1, whatever the last bit of the fraction says.
      return Math.max(count, (int) Math.floor(total * fraction + 1e-9));
    }
  }
}
