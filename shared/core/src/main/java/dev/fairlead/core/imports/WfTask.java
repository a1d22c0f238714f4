package dev.fairlead.core.imports;

import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.util.List;

/**
 * A task of a WfFormat instance.
 *
 * @param place in the instance
 * @param id by which others know it; empty if it has none
 * @param parents those it waits for, as it says itself
 * @param children those that wait for it, as it says itself
 * @param seconds how long it ran
 */
record WfTask(
    JsonPointer place,
    String id,
    List<Mention> parents,
    List<Mention> children,
    BigDecimal seconds) {
  /** Another task's id, and where it stands. */
  record Mention(JsonPointer place, String id) {}

  WfTask {
    parents = List.copyOf(parents);
    children = List.copyOf(children);
  }
}
