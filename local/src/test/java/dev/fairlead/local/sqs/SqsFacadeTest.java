package dev.fairlead.local.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The facade as an ordinary SQS client sees it. */
@Timeout(120)
class SqsFacadeTest {
  private final ListedQueues queues = new ListedQueues();
  private SqsFacade facade;
  private SqsClient client;
  private String work;
  private String completions;

  @BeforeEach
  void open() throws IOException {
    var ids = new Ids(InstantSource.system(), new SecureRandom());
    facade = SqsFacade.start(queues, EnumSet.of(QueueSpec.SAMPLE_WORK, QueueSpec.COMPLETIONS), ids);
    client = client(facade.accessKeyId());
    work = facade.queueUrl(QueueSpec.SAMPLE_WORK);
    completions = facade.queueUrl(QueueSpec.COMPLETIONS);
  }

  @AfterEach
  void close() {
    client.close();
    facade.close();
  }

  @Test
  void sendsToAGroup() {
    client.sendMessage(r ->
        r.queueUrl(completions)
            .messageBody("grüße \uD83D\uDE00")
            .messageGroupId("acme/1")
            .messageDeduplicationId("d1"));

    assertThat(queues.asked).containsExactly("send completions.fifo");
    assertThat(queues.sent).containsExactly(Outgoing.inGroup("grüße \uD83D\uDE00", "acme/1", "d1"));
  }

  @Test
  void sendsABatchInOrder() {
    var answer =
        client.sendMessageBatch(r ->
            r.queueUrl(work)
                .entries(
                    List.of(
                        SendMessageBatchRequestEntry.builder().id("x").messageBody("one").build(),
                        SendMessageBatchRequestEntry.builder()
                            .id("y")
                            .messageBody("two")
                            .delaySeconds(7)
                            .build())));

    assertThat(answer.successful()).extracting(sent -> sent.id()).containsExactly("x", "y");
    assertThat(queues.sent)
        .containsExactly(Outgoing.of("one"), Outgoing.later("two", Duration.ofSeconds(7)));
  }

  @Test
  void receivesWithTheQueuesOwnVisibilityUnlessTold() {
    queues.ready.add(new Delivery("m1", "r1", "body", 2, Optional.of("acme/1")));

    var answer = client.receiveMessage(r -> r.queueUrl(work).maxNumberOfMessages(5));
    client.receiveMessage(r -> r.queueUrl(work).visibilityTimeout(9).waitTimeSeconds(20));

    var message = answer.messages().getFirst();
    assertThat(message.messageId()).isEqualTo("m1");
    assertThat(message.receiptHandle()).isEqualTo("r1");
    assertThat(message.body()).isEqualTo("body");
    assertThat(message.attributes())
        .isEqualTo(
            Map.of(
                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2",
                MessageSystemAttributeName.MESSAGE_GROUP_ID, "acme/1"));
    assertThat(queues.asked)
        .containsExactly("receive work-sample 5 PT30S PT0S", "receive work-sample 1 PT9S PT20S");
  }

  @Test
  void deletesAndHides() {
    client.deleteMessage(r -> r.queueUrl(work).receiptHandle("r1"));
    client.deleteMessageBatch(batch ->
        batch
            .queueUrl(work)
            .entries(
                Stream.of("r2", "r3")
                    .map(r ->
                        DeleteMessageBatchRequestEntry.builder().id(r).receiptHandle(r).build())
                    .toList()));
    client.changeMessageVisibility(r -> r.queueUrl(work).receiptHandle("r4").visibilityTimeout(30));

    assertThat(queues.asked)
        .containsExactly(
            "delete work-sample r1",
            "delete work-sample r2",
            "delete work-sample r3",
            "hide work-sample r4 PT30S");
  }

  @Test
  void tellsUrlAndDepth() {
    assertThat(client.getQueueUrl(r -> r.queueName("work-sample")).queueUrl()).isEqualTo(work);
    assertThat(
            client
                .getQueueAttributes(r -> r.queueUrl(work).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "3");
  }

  @Test
  void hidesQueuesThatWereNotOpened() {
    var permits = work.replace("work-sample", QueueSpec.PERMITS.queueName());

    assertThatThrownBy(() -> client.sendMessage(r -> r.queueUrl(permits).messageBody("x")))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThatThrownBy(() -> client.getQueueUrl(r -> r.queueName("permits")))
        .isInstanceOf(QueueDoesNotExistException.class);
    assertThat(queues.asked).isEmpty();
  }

  @Test
  void refusesAnotherAccessKey() {
    try (var stranger = client("FAIRLEADother")) {
      var refused =
          catchThrowableOfType(
              SqsException.class, () -> stranger.receiveMessage(r -> r.queueUrl(work)));

      assertThat(refused.statusCode()).isEqualTo(403);
    }
    assertThat(queues.asked).isEmpty();
  }

  @Test
  void refusesARequestWithoutASignature() throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(facade.endpoint())
              .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
              .POST(BodyPublishers.ofString("{\"QueueUrl\":\"" + work + "\"}"))
              .build();

      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }
    assertThat(queues.asked).isEmpty();
  }

  @Test
  void namesWhatIsWrong() {
    assertThatThrownBy(() -> client.receiveMessage(r -> r.queueUrl(work).maxNumberOfMessages(11)))
        .hasMessageContaining("MaxNumberOfMessages is 1 to 10");
    assertThatThrownBy(() -> client.purgeQueue(r -> r.queueUrl(work)))
        .hasMessageContaining("PurgeQueue");
  }

  @Test
  void passesOnThatTheQueueIsAway() {
    queues.fault = Optional.of(new PortException(Fault.UNAVAILABLE, "as told"));

    var failed =
        catchThrowableOfType(
            SqsException.class, () -> client.sendMessage(r -> r.queueUrl(work).messageBody("x")));

    assertThat(failed.statusCode()).isEqualTo(503);
    assertThat(failed.getMessage()).doesNotContain("as told");
  }

  private SqsClient client(String accessKeyId) {
    return SqsClient.builder()
        .endpointOverride(facade.endpoint())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "any")))
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .overrideConfiguration(c -> c.retryStrategy(b -> b.maxAttempts(1)))
        .build();
  }
}
