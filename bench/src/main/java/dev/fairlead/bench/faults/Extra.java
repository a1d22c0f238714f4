package dev.fairlead.bench.faults;

import dev.fairlead.core.quota.Amounts;
import java.util.List;
import java.util.Optional;

/**
 * What makes more, or less, of a {@link PlannedOperation} than one piece of work.
 *
 * @param when what must be so for it to start
 * @param items what it is done once for each of
 * @param element what it is the work for, if it is one of those
 * @param adds operations that the agenda has once this one has succeeded
 * @param child the agenda that does it
 * @param change what it does to its agenda's inventory
 * @param isTold whether it is told a secret, and says it on
 * @param requests what it says that it uses; nothing where it does not say
 */
record Extra(
    Optional<When> when,
    Optional<Items> items,
    Optional<Element> element,
    List<PlannedOperation> adds,
    Optional<PlannedAgenda> child,
    Optional<InventoryWork> change,
    boolean isTold,
    Amounts requests) {
  static final Extra NONE =
      new Extra(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          false,
          Amounts.NONE);

  Extra {
    adds = List.copyOf(adds);
  }

  /**
   * A condition.
   *
   * @param subject the operation that it speaks of, which is waited for
   */
  record When(String subject, Kind kind) {
    /** What is asked of the subject. */
    enum Kind {
      /** That it succeeded, and not only had nothing to do. */
      SUCCEEDED(".outcome == \"succeeded\""),
      /** That its first attempt did. */
      AT_ONCE(".out.attempt == 1"),
      /** What never is so. */
      NEVER(".out.op == \"nobody\"");

      private final String text;

      Kind(String text) {
        this.text = text;
      }
    }

    String text() {
      return subject + kind.text;
    }

    /**
     * Whether it is so.
     *
     * @param succeeded whether the subject did
     * @param attempt of the subject, that counted
     */
    boolean holds(boolean succeeded, int attempt) {
      return switch (kind) {
        case SUCCEEDED -> succeeded;
        case AT_ONCE -> attempt == 1;
        case NEVER -> false;
      };
    }
  }

  /**
   * A list.
   *
   * @param failing of each item, how many attempts fail
   * @param maxConcurrency how many are worked at, at most
   * @param tolerated how many may come to nothing
   */
  record Items(List<Integer> failing, int maxConcurrency, int tolerated) {
    Items {
      failing = List.copyOf(failing);
    }

    int count() {
      return failing.size();
    }
  }

  /** The work for one item of an operation's list. */
  record Element(String of, int index) {}

  static Extra when(When condition) {
    return new Extra(
        Optional.of(condition),
        NONE.items,
        NONE.element,
        NONE.adds,
        NONE.child,
        NONE.change,
        NONE.isTold,
        NONE.requests);
  }

  static Extra list(Items items) {
    return new Extra(
        NONE.when,
        Optional.of(items),
        NONE.element,
        NONE.adds,
        NONE.child,
        NONE.change,
        NONE.isTold,
        NONE.requests);
  }

  static Extra element(String of, int index) {
    return new Extra(
        NONE.when,
        NONE.items,
        Optional.of(new Element(of, index)),
        NONE.adds,
        NONE.child,
        NONE.change,
        NONE.isTold,
        NONE.requests);
  }

  static Extra adding(List<PlannedOperation> operations) {
    return new Extra(
        NONE.when,
        NONE.items,
        NONE.element,
        operations,
        NONE.child,
        NONE.change,
        NONE.isTold,
        NONE.requests);
  }

  static Extra child(PlannedAgenda agenda) {
    return new Extra(
        NONE.when,
        NONE.items,
        NONE.element,
        NONE.adds,
        Optional.of(agenda),
        NONE.change,
        NONE.isTold,
        NONE.requests);
  }

  /** The same, and it changes its agenda's inventory. */
  Extra changing(InventoryWork work) {
    return new Extra(when, items, element, adds, child, Optional.of(work), isTold, requests);
  }

  /** The same, and it is told a secret. */
  Extra told() {
    return new Extra(when, items, element, adds, child, change, true, requests);
  }

  /** The same, and it says what it uses. */
  Extra requesting(Amounts amounts) {
    return new Extra(when, items, element, adds, child, change, isTold, amounts);
  }

  /** The same, and it adds these instead. */
  Extra addingInstead(List<PlannedOperation> operations) {
    return new Extra(when, items, element, operations, child, change, isTold, requests);
  }
}
