package dev.fairlead.core.agenda;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.Optional;

/** What operations gave, for references. */
@FunctionalInterface
public interface OperationOutputs {
  /**
   * An operation's output, or as much of it as is needed to find what is at a place in it; empty if
   * there is none. A null output counts as an empty object, as POP had it.
   *
   * @param operation its name as the reference spells it; look it up ignoring case
   * @param at where the reference points in it
   */
  Optional<Json> find(String operation, JsonPointer at);
}
