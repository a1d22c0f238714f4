package dev.fairlead.bench.coldstart;

import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.HostRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report;
import dev.fairlead.store.identity.NewToken;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ReportMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a function is asked first, and what it has to answer where there is nothing but one token.
 *
 * @param event in JSON
 * @param right whether an answer is the right one
 */
record FirstCall(String event, Predicate<Json> right) {
  private static final String AGENDA = "acme/01m80hyphcksdyrkv91t7ay769";

  static FirstCall of(FunctionSpec function, NewToken token) {
    return switch (function) {
      case AUTHORIZER -> authorizer(token);
      case AGENDA_SERVICE ->
          get(Route.Agenda.LIST.target(Map.of()), token, 200, "{\"agendas\":[]}");
      case PROGRESS_SERVICE ->
          get(
              Route.Progress.GET.target(Map.of(Parameter.AGENDA_ID, agenda())),
              token,
              404,
              "not-found");
      case LEASE_ACCESS ->
          get(
              HostRoute.GET_FILE.target(
                  Map.of(Parameter.LEASE_ID, agenda(), Parameter.FILE_PATH, "a")),
              token,
              404,
              "not-found");
      case SCHEDULER -> message(QueueSpec.WAKE, "default");
      case PERMIT -> message(QueueSpec.PERMITS, "default");
      case EXECUTOR ->
          message(
              QueueSpec.COMPLETIONS,
              ReportMessage.of(AgendaKey.parse(AGENDA), new Report.Tick()).body());
      case ALARM -> message(QueueSpec.ALARMS, AGENDA);
      case POD_LAUNCHER ->
          message(
              QueueSpec.PODS,
              new PodMessage.Release(OperationKey.parse(AGENDA + "/a"), 1, "none").body());
      case ALLOCATOR -> message(QueueSpec.LEASES, "type/host");
      case SCHEDULER_TICK,
          RECLAIMER,
          OUTBOX_SWEEPER,
          PERMIT_SWEEPER,
          DATA_OBJECT_REAPER,
          ALLOCATOR_TICK,
          INSIGHT_PROVISIONER,
          POD_MONITOR,
          POD_REAPER ->
          schedule();
    };
  }

  private static String agenda() {
    return AgendaKey.parse(AGENDA).agenda().value();
  }

  /** Whether an answer's text is the right one. */
  boolean isRight(String answer) {
    return right.test(JsonText.parse(answer));
  }

  private static FirstCall authorizer(NewToken token) {
    var event =
        Json.object()
            .put("type", "TOKEN")
            .put("authorizationToken", "Bearer " + token.secret())
            .put(
                "methodArn",
                "arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/prod/GET/v1/agendas")
            .build();
    return new FirstCall(
        JsonText.write(event),
        answer ->
            answer instanceof Json.Obj policy
                && policy.text("principalId").equals(Optional.of(token.identity().tokenId()))
                && JsonText.write(policy).contains("\"Allow\""));
  }

  private static FirstCall get(String path, NewToken token, int status, String inBody) {
    var identity = token.identity();
    var event =
        Json.object()
            .put("resource", "/{proxy+}")
            .put("path", path)
            .put("httpMethod", "GET")
            .put("headers", Json.object().put("Accept", "application/json").build())
            .put("queryStringParameters", Json.NULL)
            .put(
                "requestContext",
                Json.object()
                    .put("stage", "prod")
                    .put(
                        "authorizer",
                        Json.object()
                            .put("customerId", identity.customer().value())
                            .put("access", "READ")
                            .put("tokenId", identity.tokenId())
                            .build())
                    .build())
            .put("body", Json.NULL)
            .put("isBase64Encoded", false)
            .build();
    return new FirstCall(
        JsonText.write(event),
        answer ->
            answer instanceof Json.Obj reply
                && reply.whole("statusCode").filter(found -> found == status).isPresent()
                && reply.text("body").filter(body -> body.contains(inBody)).isPresent());
  }

  private static FirstCall message(QueueSpec queue, String body) {
    var attributes =
        Json.object()
            .put("ApproximateReceiveCount", "1")
            .put("SentTimestamp", "1793527200000")
            .put("MessageGroupId", AGENDA)
            .build();
    var message =
        Json.object()
            .put("messageId", "059f36b4-87a3-44ab-83d2-661975830a7d")
            .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
            .put("body", body)
            .put("attributes", attributes)
            .put("messageAttributes", Json.EMPTY)
            .put("eventSource", "aws:sqs")
            .put(
                "eventSourceARN",
                "arn:aws:sqs:eu-west-1:123456789012:fairlead-bench-" + queue.queueName())
            .put("awsRegion", "eu-west-1")
            .build();
    return new FirstCall(
        JsonText.write(Json.object().put("Records", Json.array(List.of(message))).build()),
        Json.object().put("batchItemFailures", Json.array(List.of())).build()::equals);
  }

  private static FirstCall schedule() {
    var event =
        Json.object()
            .put("version", "0")
            .put("id", "53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa")
            .put("detail-type", "Scheduled Event")
            .put("source", "aws.events")
            .put("time", "2026-11-01T10:00:00Z")
            .put("region", "eu-west-1")
            .put("detail", Json.EMPTY)
            .build();
    return new FirstCall(JsonText.write(event), Json.NULL::equals);
  }
}
