package dev.fairlead.local;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.fairlead.core.port.MessageQueue.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Deliveries as the events that SQS would give a function. */
public final class QueueEvents {
  private QueueEvents() {}

  /** One event with all of the messages. */
  public static SQSEvent of(String queue, List<Delivery> deliveries) {
    var event = new SQSEvent();
    event.setRecords(deliveries.stream().map(delivery -> message(queue, delivery)).toList());
    return event;
  }

  /** Ids of the messages that a function wants again. */
  public static Set<String> failed(SQSBatchResponse response) {
    return response.getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static SQSMessage message(String queue, Delivery delivery) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("ApproximateReceiveCount", Integer.toString(delivery.receiveCount()));
    delivery.group().ifPresent(group -> attributes.put("MessageGroupId", group));
    var message = new SQSMessage();
    message.setMessageId(delivery.messageId());
    message.setReceiptHandle(delivery.receipt());
    message.setBody(delivery.body());
    message.setAttributes(attributes);
    message.setEventSource("aws:sqs");
    message.setEventSourceArn("arn:aws:sqs:local:000000000000:" + queue);
    return message;
  }
}
