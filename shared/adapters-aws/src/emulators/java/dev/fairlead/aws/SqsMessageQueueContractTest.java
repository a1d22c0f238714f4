package dev.fairlead.aws;

import dev.fairlead.core.port.MessageQueue;
import java.net.URI;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The message queue on ElasticMQ. */
class SqsMessageQueueContractTest extends SqsQueues {
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
  SqsClient client() {
    return client;
  }
}
