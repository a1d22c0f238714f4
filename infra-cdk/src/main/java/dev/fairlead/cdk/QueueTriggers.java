package dev.fairlead.cdk;

import dev.fairlead.catalog.QueueTrigger;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping;
import software.amazon.awscdk.services.lambda.CfnEventSourceMapping.ScalingConfigProperty;

/** Has Lambda read the queues of the catalog for their functions. */
final class QueueTriggers {
  private QueueTriggers() {}

  /** Adds a mapping for each trigger to a stack. */
  static void in(Stack stack, FairleadEnvironment environment, DeployedFunctions functions) {
    var names = environment.names();
    for (QueueTrigger trigger : QueueTrigger.values()) {
      String id = LogicalIds.of("Trigger", PhysicalNames.stem(trigger.queue()));
      LogicalIds.fix(
          CfnEventSourceMapping.Builder.create(stack, id)
              .eventSourceArn(names.queueArn(trigger.queue()))
              .functionName(functions.aliasOf(trigger.function()).getFunctionArn())
              // What nobody sends to is not asked, for that would cost.
              .enabled(environment.runs(trigger.function()))
              .batchSize(trigger.batchSize())
              // What the functions answer: the messages of a batch that are to come again.
              .functionResponseTypes(List.of("ReportBatchItemFailures"))
              .scalingConfig(
                  ScalingConfigProperty.builder()
                      .maximumConcurrency(trigger.maxConcurrency())
                      .build())
              .build(),
          id);
    }
  }
}
