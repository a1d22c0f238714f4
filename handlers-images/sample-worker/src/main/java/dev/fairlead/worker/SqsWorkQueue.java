package dev.fairlead.worker;

import dev.fairlead.wire.ReportMessage;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** The queues on SQS. */
final class SqsWorkQueue implements WorkQueue {
  private static final int LONGEST_POLL_SECONDS = 20;

  private final SqsClient sqs;
  private final WorkerSettings settings;

  SqsWorkQueue(SqsClient sqs, WorkerSettings settings) {
    this.sqs = sqs;
    this.settings = settings;
  }

  @Override
  public Optional<Delivery> receive(Duration visibility) {
    return sqs
        .receiveMessage(request ->
            request
                .queueUrl(settings.workQueueUrl())
                .maxNumberOfMessages(1)
                .waitTimeSeconds(LONGEST_POLL_SECONDS)
                .visibilityTimeout(Math.toIntExact(visibility.toSeconds()))
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
        .messages()
        .stream()
        .findFirst()
        .map(message ->
            new Delivery(
                message.receiptHandle(),
                message.body(),
                Integer.parseInt(
                    message
                        .attributes()
                        .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"))));
  }

  @Override
  public void extend(String receipt, Duration visibility) {
    sqs.changeMessageVisibility(request ->
        request
            .queueUrl(settings.workQueueUrl())
            .receiptHandle(receipt)
            .visibilityTimeout(Math.toIntExact(visibility.toSeconds())));
  }

  @Override
  public void delete(String receipt) {
    sqs.deleteMessage(request -> request.queueUrl(settings.workQueueUrl()).receiptHandle(receipt));
  }

  @Override
  public void report(ReportMessage report) {
    sqs.sendMessage(request ->
        request
            .queueUrl(settings.completionQueueUrl())
            .messageBody(report.body())
            .messageGroupId(report.agenda().toString())
            .messageDeduplicationId(report.deduplicationKey()));
  }
}
