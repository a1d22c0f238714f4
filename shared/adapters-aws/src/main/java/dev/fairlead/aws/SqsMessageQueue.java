package dev.fairlead.aws;

import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/**
 * Messages in SQS. What the port promises more narrowly than SQS does (bodies of 256 KB where SQS
 * takes 1 MiB by now, groups only on FIFO queues) is checked here, because SQS would take it.
 */
final class SqsMessageQueue implements MessageQueue, AutoCloseable {
  static final Duration LONGEST_VISIBILITY = Duration.ofHours(12);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

  /** What SQS says of a receipt that no longer holds; the words differ between kinds of queues. */
  private static final Set<String> STALE_RECEIPT =
      Set.of(
          "ReceiptHandleIsInvalid",
          "InvalidParameterValue",
          "MessageNotInflight",
          "AWS.SimpleQueueService.MessageNotInflight");

  private final OnDemand<SqsClient> client;
  private final QueueUrls urls;

  SqsMessageQueue(OnDemand<SqsClient> client, String queuePrefix) {
    this.client = client;
    this.urls = new QueueUrls(client, queuePrefix);
  }

  @Override
  public void send(String queue, List<Outgoing> messages) {
    for (List<SendMessageBatchRequestEntry> batch : SendBatches.of(queue, messages)) {
      String doing = "sending to " + queue;
      List<BatchResultErrorEntry> failed =
          urls.with(
              queue,
              doing,
              url ->
                  client
                      .value()
                      .sendMessageBatch(request -> request.queueUrl(url).entries(batch))
                      .failed());
      if (!failed.isEmpty()) {
        throw partialFailure(queue, batch.size(), failed);
      }
    }
  }

  @Override
  public List<Delivery> receive(String queue, int max, Duration visibility, Duration wait) {
    if (max < 1 || max > 10) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "a receive takes 1 to 10 messages, not " + max);
    }
    Seconds.requireWithin("visibility", visibility, LONGEST_VISIBILITY);
    Seconds.requireWithin("wait", wait, LONGEST_WAIT);
    // The time limits of other calls would cut a long poll short.
    var limits =
        ReceiveMessageRequest.builder()
            .overrideConfiguration(call ->
                call.apiCallAttemptTimeout(Clients.QUEUE_TRY.plus(wait))
                    .apiCallTimeout(Clients.QUEUE_CALL.plus(wait)));
    return urls.with(
        queue,
        "receiving from " + queue,
        url ->
            client
                .value()
                .receiveMessage(
                    limits
                        .queueUrl(url)
                        .maxNumberOfMessages(max)
                        .visibilityTimeout(Seconds.roundedUp(visibility))
                        .waitTimeSeconds(Seconds.roundedUp(wait))
                        .messageSystemAttributeNames(
                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                            MessageSystemAttributeName.MESSAGE_GROUP_ID)
                        .build())
                .messages()
                .stream()
                .map(SqsMessageQueue::delivery)
                .toList());
  }

  @Override
  public void delete(String queue, String receipt) {
    urls.with(
        queue,
        "deleting from " + queue,
        url ->
            unlessStale(() ->
                client.value().deleteMessage(call -> call.queueUrl(url).receiptHandle(receipt))));
  }

  @Override
  public void changeVisibility(String queue, String receipt, Duration visibility) {
    Seconds.requireWithin("visibility", visibility, LONGEST_VISIBILITY);
    urls.with(
        queue,
        "changing a visibility in " + queue,
        url ->
            unlessStale(() ->
                client
                    .value()
                    .changeMessageVisibility(call ->
                        call.queueUrl(url)
                            .receiptHandle(receipt)
                            .visibilityTimeout(Seconds.roundedUp(visibility)))));
  }

  @Override
  public int depth(String queue) {
    var counts =
        List.of(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED);
    Map<QueueAttributeName, String> found =
        urls.with(
            queue,
            "counting " + queue,
            url ->
                client
                    .value()
                    .getQueueAttributes(call -> call.queueUrl(url).attributeNames(counts))
                    .attributes());
    return counts.stream().mapToInt(name -> Integer.parseInt(found.getOrDefault(name, "0"))).sum();
  }

  /** Builds the client now. */
  void open() {
    client.value();
  }

  @Override
  public void close() {
    client.close();
  }

  private static Delivery delivery(Message message) {
    var attributes = message.attributes();
    return new Delivery(
        message.messageId(),
        message.receiptHandle(),
        message.body(),
        Integer.parseInt(
            attributes.getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1")),
        Optional.ofNullable(attributes.get(MessageSystemAttributeName.MESSAGE_GROUP_ID)));
  }

  /** A receipt that no longer holds names nothing of ours, so there is nothing left to do. */
  private static boolean unlessStale(Runnable call) {
    try {
      call.run();
      return true;
    } catch (AwsServiceException e) {
      if (STALE_RECEIPT.contains(e.awsErrorDetails().errorCode())) {
        return false;
      }
      throw e;
    }
  }

  static PortException partialFailure(String queue, int size, List<BatchResultErrorEntry> failed) {
    Fault fault = Fault.UNAVAILABLE;
    if (failed.stream().anyMatch(entry -> Boolean.TRUE.equals(entry.senderFault()))) {
      fault = Fault.LIMIT_EXCEEDED;
    } else if (failed.stream().anyMatch(entry -> entry.code().contains("Throttl"))) {
      fault = Fault.THROTTLED;
    }
    return new PortException(
        fault,
        "%d of %d messages to %s failed, the first by %s: %s"
            .formatted(
                failed.size(), size, queue, failed.getFirst().code(), failed.getFirst().message()));
  }
}
