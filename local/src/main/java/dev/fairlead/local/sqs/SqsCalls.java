package dev.fairlead.local.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.MessageQueue.Delivery;
import dev.fairlead.core.port.MessageQueue.Outgoing;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQS's actions, from the request's JSON to the answer's. */
final class SqsCalls {
  private static final int MAX_BATCH = 10;

  private final MessageQueue queues;
  private final Map<String, QueueSpec> open;
  private final Ids ids;
  private final URI account;

  /**
   * Answers for some queues.
   *
   * @param open by name, the queues that can be reached
   * @param account what queue URLs begin with, with a slash at the end
   */
  SqsCalls(MessageQueue queues, Map<String, QueueSpec> open, Ids ids, URI account) {
    this.queues = queues;
    this.open = Map.copyOf(open);
    this.ids = ids;
    this.account = account;
  }

  Json answer(String action, Json.Obj request) throws SqsRefusal {
    return switch (action) {
      case "SendMessage" -> send(request);
      case "SendMessageBatch" -> sendBatch(request);
      case "ReceiveMessage" -> receive(request);
      case "DeleteMessage" -> {
        queues.delete(queue(request).queueName(), text(request, "ReceiptHandle"));
        yield Json.EMPTY;
      }
      case "DeleteMessageBatch" -> deleteBatch(request);
      case "ChangeMessageVisibility" -> {
        queues.changeVisibility(
            queue(request).queueName(),
            text(request, "ReceiptHandle"),
            seconds(request, "VisibilityTimeout", Optional.empty(), 43_200));
        yield Json.EMPTY;
      }
      case "GetQueueUrl" -> {
        var name = text(request, "QueueName");
        if (!open.containsKey(name)) {
          throw SqsRefusal.noSuchQueue();
        }
        yield Json.object().put("QueueUrl", url(name)).build();
      }
      case "GetQueueAttributes" -> attributes(queue(request));
      default -> throw SqsRefusal.unsupported("This facade has no " + action + ".");
    };
  }

  String url(String queue) {
    return account.resolve(queue).toString();
  }

  private Json send(Json.Obj request) throws SqsRefusal {
    queues.send(queue(request).queueName(), List.of(outgoing(request)));
    return sent(request).build();
  }

  private Json sendBatch(Json.Obj request) throws SqsRefusal {
    var messages = new ArrayList<Outgoing>();
    var answers = new ArrayList<Json>();
    for (var entry : entries(request)) {
      messages.add(outgoing(entry));
      answers.add(sent(entry).put("Id", text(entry, "Id")).build());
    }
    queues.send(queue(request).queueName(), messages);
    return Json.object()
        .put("Successful", Json.array(answers))
        .put("Failed", Json.array(List.of()))
        .build();
  }

  private static Outgoing outgoing(Json.Obj entry) throws SqsRefusal {
    if (entry.field("MessageAttributes").filter(a -> !a.equals(Json.EMPTY)).isPresent()) {
      throw SqsRefusal.unsupported("Message attributes are not kept.");
    }
    return new Outgoing(
        text(entry, "MessageBody"),
        seconds(entry, "DelaySeconds", Optional.of(Duration.ZERO), 900),
        entry.text("MessageGroupId"),
        entry.text("MessageDeduplicationId"));
  }

  /** The port gives no id on sending; the one told here only serves to satisfy clients. */
  private Json.Builder sent(Json.Obj entry) throws SqsRefusal {
    return Json.object()
        .put("MessageId", ids.newUlid())
        .put("MD5OfMessageBody", md5(text(entry, "MessageBody")));
  }

  private Json receive(Json.Obj request) throws SqsRefusal {
    var queue = queue(request);
    long max = whole(request, "MaxNumberOfMessages", Optional.of(1L), 1, MAX_BATCH);
    var messages =
        queues.receive(
            queue.queueName(),
            Math.toIntExact(max),
            seconds(request, "VisibilityTimeout", Optional.of(queue.visibility()), 43_200),
            seconds(request, "WaitTimeSeconds", Optional.of(Duration.ZERO), 20));
    return Json.object()
        .put("Messages", Json.array(messages.stream().map(SqsCalls::message).toList()))
        .build();
  }

  private static Json message(Delivery delivery) {
    return Json.object()
        .put("MessageId", delivery.messageId())
        .put("ReceiptHandle", delivery.receipt())
        .put("Body", delivery.body())
        .put("MD5OfBody", md5(delivery.body()))
        .put(
            "Attributes",
            Json.object()
                .put("ApproximateReceiveCount", Integer.toString(delivery.receiveCount()))
                .putText("MessageGroupId", delivery.group())
                .build())
        .build();
  }

  private Json deleteBatch(Json.Obj request) throws SqsRefusal {
    var queue = queue(request).queueName();
    var answers = new ArrayList<Json>();
    for (var entry : entries(request)) {
      queues.delete(queue, text(entry, "ReceiptHandle"));
      answers.add(Json.object().put("Id", text(entry, "Id")).build());
    }
    return Json.object()
        .put("Successful", Json.array(answers))
        .put("Failed", Json.array(List.of()))
        .build();
  }

  private Json attributes(QueueSpec queue) {
    var attributes =
        Json.object()
            .put("ApproximateNumberOfMessages", Integer.toString(queues.depth(queue.queueName())))
            .put("VisibilityTimeout", Long.toString(queue.visibility().toSeconds()));
    if (queue.queueName().endsWith(".fifo")) {
      attributes.put("FifoQueue", "true");
    }
    return Json.object().put("Attributes", attributes.build()).build();
  }

  private QueueSpec queue(Json.Obj request) throws SqsRefusal {
    var url = text(request, "QueueUrl");
    var queue = open.get(url.substring(url.lastIndexOf('/') + 1));
    if (queue == null) {
      throw SqsRefusal.noSuchQueue();
    }
    return queue;
  }

  private static List<Json.Obj> entries(Json.Obj request) throws SqsRefusal {
    var entries = new ArrayList<Json.Obj>();
    if (request.field("Entries").orElse(Json.NULL) instanceof Json.Arr(List<Json> items)) {
      for (var item : items) {
        if (!(item instanceof Json.Obj entry)) {
          throw SqsRefusal.invalid("An entry is an object.");
        }
        entries.add(entry);
      }
    }
    if (entries.isEmpty() || entries.size() > MAX_BATCH) {
      throw SqsRefusal.invalid("A batch has 1 to 10 entries.");
    }
    return entries;
  }

  private static String text(Json.Obj request, String name) throws SqsRefusal {
    return request
        .text(name)
        .orElseThrow(() -> SqsRefusal.invalid("The request lacks " + name + "."));
  }

  private static Duration seconds(
      Json.Obj request, String name, Optional<Duration> otherwise, long max) throws SqsRefusal {
    return Duration.ofSeconds(whole(request, name, otherwise.map(Duration::toSeconds), 0, max));
  }

  private static long whole(
      Json.Obj request, String name, Optional<Long> otherwise, long min, long max)
      throws SqsRefusal {
    var value = request.field(name).isPresent() ? request.whole(name) : otherwise;
    return value
        .filter(number -> number >= min && number <= max)
        .orElseThrow(() -> SqsRefusal.invalid(name + " is " + min + " to " + max + "."));
  }

  private static String md5(String body) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
