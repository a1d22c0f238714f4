package dev.fairlead.cdk;

import java.util.Locale;
import software.amazon.awscdk.CfnElement;
import software.constructs.IConstruct;

/**
 * Logical ids, from the catalog's names and not from the tree of constructs: moving a construct
 * must never make CloudFormation replace a table.
 */
final class LogicalIds {
  private LogicalIds() {}

  /** {@code Queue}, {@code work-sample} become {@code QueueWorkSample}. */
  static String of(String kind, String name) {
    var id = new StringBuilder(kind);
    for (String word : name.split("[^A-Za-z0-9]+", -1)) {
      if (!word.isEmpty()) {
        id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
      }
    }
    return id.toString();
  }

  /** Gives the construct's one resource its id; returns the construct. */
  static <T extends IConstruct> T fix(T construct, String id) {
    IConstruct resource =
        construct instanceof CfnElement ? construct : construct.getNode().getDefaultChild();
    if (!(resource instanceof CfnElement element)) {
      throw new IllegalStateException(id + " has no resource of its own");
    }
    element.overrideLogicalId(id);
    return construct;
  }
}
