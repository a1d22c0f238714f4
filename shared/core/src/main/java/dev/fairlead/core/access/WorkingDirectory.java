package dev.fairlead.core.access;

import java.util.ArrayList;
import java.util.List;

/**
 * A stack of directories, each in the one below it, the lowest in the lease's own.
 *
 * @param stack paths as {@link RelativePath} takes them
 */
public record WorkingDirectory(List<String> stack) {
  /** The lease's own. */
  public static final WorkingDirectory OF_LEASE = new WorkingDirectory(List.of());

  public WorkingDirectory {
    stack = List.copyOf(stack);
  }

  /** One further in. */
  public WorkingDirectory push(String directory) {
    var longer = new ArrayList<>(stack);
    longer.add(directory);
    return new WorkingDirectory(longer);
  }

  /** Where it was before the last push; the lease's own stays. */
  public WorkingDirectory pop() {
    return stack.isEmpty() ? this : new WorkingDirectory(stack.subList(0, stack.size() - 1));
  }

  /**
   * From the lease's directory; empty for that itself.
   *
   * @throws AccessException with OUTSIDE if it is not within that
   */
  public RelativePath path() {
    return RelativePath.of(String.join("/", stack));
  }
}
