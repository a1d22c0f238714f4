package dev.fairlead.lambda;

import com.amazonaws.services.lambda.runtime.events.APIGatewayCustomAuthorizerEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.fairlead.core.json.Json;
import java.util.Set;

/**
 * Reads an event's JSON into AWS's type for it: those fields that our shells look at. Fields that
 * nobody asks for are left alone; an event of another kind throws {@link ForeignEventException}.
 *
 * <p>Lambda's runtime would do this for a typed handler, by reflection over every field there is:
 * that alone is a third of a cold start, and takes any object for any event.
 */
final class EventReading {
  private static final Set<String> AUTHORIZER_TYPES = Set.of("TOKEN", "REQUEST");
  private static final Set<String> SCHEDULERS = Set.of("aws.events", "aws.scheduler");

  private EventReading() {}

  /** A request that an API Gateway REST API hands on by proxy integration (format 1.0). */
  static APIGatewayProxyRequestEvent proxyRequest(Json event) {
    var fields = EventFields.of(event, "proxy requests of an API Gateway REST API");
    if (fields.text("methodArn") != null) {
      throw fields.foreign("is a question to an authorizer");
    }
    var found = fields.inner("requestContext");
    if (found.isEmpty()) {
      throw fields.foreign("has no requestContext");
    }
    var context = new ProxyRequestContext();
    context.setAuthorizer(found.get().values("authorizer"));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod(fields.required("httpMethod"))
        .withPath(fields.required("path"))
        .withHeaders(fields.texts("headers"))
        .withMultiValueHeaders(fields.textLists("multiValueHeaders"))
        .withQueryStringParameters(fields.texts("queryStringParameters"))
        .withMultiValueQueryStringParameters(fields.textLists("multiValueQueryStringParameters"))
        .withRequestContext(context)
        .withBody(fields.text("body"))
        .withIsBase64Encoded(fields.flag("isBase64Encoded"));
  }

  /** A question of API Gateway to its custom authorizer, of type TOKEN or REQUEST. */
  static APIGatewayCustomAuthorizerEvent authorization(Json event) {
    var fields = EventFields.of(event, "API Gateway's questions to its authorizer");
    var type = fields.required("type");
    if (!AUTHORIZER_TYPES.contains(type)) {
      throw fields.foreign("is of type " + type);
    }
    return APIGatewayCustomAuthorizerEvent.builder()
        .withType(type)
        .withMethodArn(fields.required("methodArn"))
        .withAuthorizationToken(fields.text("authorizationToken"))
        .withHeaders(fields.texts("headers"))
        .build();
  }

  /** Messages of an SQS queue. */
  static SQSEvent queueBatch(Json event) {
    var fields = EventFields.of(event, "batches of an SQS queue");
    var batch = new SQSEvent();
    batch.setRecords(fields.objects("Records").stream().map(EventReading::message).toList());
    return batch;
  }

  private static SQSMessage message(EventFields record) {
    var source = record.required("eventSource");
    if (!source.equals("aws:sqs")) {
      throw record.foreign("has a record from " + source);
    }
    var message = new SQSMessage();
    message.setEventSource(source);
    message.setEventSourceArn(record.required("eventSourceARN"));
    message.setMessageId(record.required("messageId"));
    message.setBody(record.required("body"));
    message.setAttributes(record.texts("attributes"));
    return message;
  }

  /** The event of a schedule: of an EventBridge rule, or of EventBridge Scheduler. */
  static ScheduledEvent schedule(Json event) {
    var fields = EventFields.of(event, "the events of a schedule");
    var source = fields.required("source");
    var detailType = fields.required("detail-type");
    if (!SCHEDULERS.contains(source) || !detailType.equals("Scheduled Event")) {
      throw fields.foreign("is a " + detailType + " from " + source);
    }
    return new ScheduledEvent().withSource(source).withDetailType(detailType);
  }
}
