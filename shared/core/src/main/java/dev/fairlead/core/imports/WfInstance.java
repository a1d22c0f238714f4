package dev.fairlead.core.imports;

import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;

/**
 * A WfFormat instance.
 *
 * @param name its own, if it has one
 * @param place where the list of tasks stands
 * @param tasks in its order
 */
record WfInstance(Optional<String> name, JsonPointer place, List<WfTask> tasks) {
  WfInstance {
    tasks = List.copyOf(tasks);
  }
}
