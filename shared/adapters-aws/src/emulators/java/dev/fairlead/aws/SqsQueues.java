package dev.fairlead.aws;

import dev.fairlead.testkit.contracts.MessageQueueContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The message queue's contract on whatever speaks as SQS does. */
abstract class SqsQueues extends MessageQueueContract {
  private static final int MAX_RECEIVES = 3;

  /** Who makes the queues. */
  abstract SqsClient client();

  @Override
  protected String create(String name) {
    String deadLetters = createQueue(deadLettersOf(name), Map.of());
    String arn =
        client()
            .getQueueAttributes(
                call ->
                    call.queueUrl(deadLetters).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    createQueue(
        name,
        Map.of(
            QueueAttributeName.REDRIVE_POLICY,
            "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":\"%d\"}"
                .formatted(arn, MAX_RECEIVES)));
    return name;
  }

  private String createQueue(String name, Map<QueueAttributeName, String> attributes) {
    var all = new HashMap<>(attributes);
    if (name.endsWith(".fifo")) {
      all.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    return client()
        .createQueue(call -> call.queueName(EmulatedAws.PREFIX + name).attributes(all))
        .queueUrl();
  }

  @Override
  protected int maxReceives() {
    return MAX_RECEIVES;
  }

  /** How late the emulator's own timers may be. */
  Duration slack() {
    return Duration.ofMillis(100);
  }

  /** An emulator takes no clock, so time has to pass. */
  @Override
  protected void passTime(Duration time) {
    long end = System.nanoTime() + time.plus(slack()).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
