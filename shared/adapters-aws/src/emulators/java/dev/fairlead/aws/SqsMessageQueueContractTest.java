package dev.fairlead.aws;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.testkit.contracts.MessageQueueContract;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The message queue on ElasticMQ. */
class SqsMessageQueueContractTest extends MessageQueueContract {
  private static final int MAX_RECEIVES = 3;

  private static SQSRestServer server;
  private static SqsClient client;
  private static AwsAdapters aws;

  @BeforeAll
  static void start() {
    server = SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    int port = server.waitUntilStarted().localAddress().getPort();
    var emulated = EmulatedAws.with().sqs(URI.create("http://127.0.0.1:" + port));
    client = EmulatedAws.CLIENTS.sqs(emulated.settings());
    aws = emulated.open();
  }

  @AfterAll
  static void stop() {
    aws.close();
    client.close();
    server.stopAndWait();
  }

  @Override
  protected MessageQueue queues() {
    return aws.queues();
  }

  @Override
  protected String create(String name) {
    String deadLetters = createQueue(deadLettersOf(name), Map.of());
    String arn =
        client
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

  private static String createQueue(String name, Map<QueueAttributeName, String> attributes) {
    var all = new HashMap<>(attributes);
    if (name.endsWith(".fifo")) {
      all.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    return client
        .createQueue(call -> call.queueName(EmulatedAws.PREFIX + name).attributes(all))
        .queueUrl();
  }

  @Override
  protected int maxReceives() {
    return MAX_RECEIVES;
  }

  /** ElasticMQ takes no clock, so time has to pass; a little more, for its own timers. */
  @Override
  protected void passTime(Duration time) {
    long end = System.nanoTime() + time.plusMillis(100).toNanos();
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
