package dev.fairlead.aws;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Addresses of queues by their logical names, asked for once. */
final class QueueUrls {
  private final OnDemand<SqsClient> client;
  private final String prefix;
  private final ConcurrentHashMap<String, String> known = new ConcurrentHashMap<>();

  QueueUrls(OnDemand<SqsClient> client, String prefix) {
    this.client = client;
    this.prefix = prefix;
  }

  /** Calls with the queue's address; a queue that is gone is looked up anew the next time. */
  <T> T with(String queue, String doing, Function<String, T> call) {
    try {
      return call.apply(urlOf(queue));
    } catch (QueueDoesNotExistException e) {
      known.remove(queue);
      throw Faults.ofRepeatable(doing, e);
    } catch (SdkException e) {
      throw Faults.ofRepeatable(doing, e);
    }
  }

  private String urlOf(String queue) {
    String url = known.get(queue);
    if (url == null) {
      // Not computeIfAbsent: a slow answer would block other queues that share the bin.
      url = client.value().getQueueUrl(request -> request.queueName(prefix + queue)).queueUrl();
      known.put(queue, url);
    }
    return url;
  }
}
