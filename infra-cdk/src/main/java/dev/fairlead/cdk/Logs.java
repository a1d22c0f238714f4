package dev.fairlead.cdk;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.LogGroup;

/** Log groups of our own: those that AWS makes by itself are kept, and paid, for ever. */
final class Logs {
  private Logs() {}

  /** A log group that goes with its stack. */
  static LogGroup group(Stack stack, String id, String name, int retentionDays) {
    var group =
        LogGroup.Builder.create(stack, id)
            .logGroupName(name)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    if (group.getNode().getDefaultChild() instanceof CfnLogGroup resource) {
      resource.setRetentionInDays(retentionDays);
    }
    return LogicalIds.fix(group, id);
  }
}
