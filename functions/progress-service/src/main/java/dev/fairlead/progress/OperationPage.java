package dev.fairlead.progress;

import dev.fairlead.core.agenda.Expansion;
import dev.fairlead.core.agenda.OperationSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Plan;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which of a run's operations are shown: in the order of the plan, so many, and no more text than
 * an answer may have.
 *
 * @param itemsOf the operation whose items' work is asked for; empty for all that is no item's
 * @param after the last one of the page before
 * @param limit 0 and up
 */
record OperationPage(Optional<String> itemsOf, Optional<String> after, int limit) {
  /** An answer has at most 5 MiB; one operation, whose result is 8 KiB at most, may overstep. */
  private static final int MAX_TEXT = 3 * 1024 * 1024;

  /**
   * What is on the page.
   *
   * @param next the last one, if there are more
   */
  record Shown(List<Json> operations, Optional<String> next) {}

  /**
   * Turns the page. O(operations).
   *
   * @throws FairleadException {@code INVALID_REQUEST} if what it is to begin after, or whose items
   *     are asked for, is no operation of the plan
   */
  Shown of(Plan plan, Function<OperationSpec, Json> view) {
    itemsOf.ifPresent(name -> require(plan, "itemsOf", name));
    after.ifPresent(name -> require(plan, "after", name));
    var shown = new ArrayList<Json>();
    long text = 0;
    boolean hasBegun = after.isEmpty();
    Optional<String> last = Optional.empty();
    for (OperationSpec spec : plan.operations().values()) {
      if (hasBegun && isAsked(spec)) {
        if (shown.size() == limit || text > MAX_TEXT) {
          return new Shown(shown, last.or(() -> after));
        }
        Json operation = view.apply(spec);
        shown.add(operation);
        text += JsonText.write(operation).length();
        last = Optional.of(spec.name());
      }
      hasBegun |= after.filter(spec.name()::equals).isPresent();
    }
    return new Shown(shown, Optional.empty());
  }

  private boolean isAsked(OperationSpec spec) {
    return spec.expansion() instanceof Expansion.Element element
        ? itemsOf.filter(element.of()::equals).isPresent()
        : itemsOf.isEmpty();
  }

  private static void require(Plan plan, String parameter, String name) {
    if (!plan.operations().containsKey(name)) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST,
          "The agenda has no operation " + name + ", which " + parameter + " names.");
    }
  }
}
