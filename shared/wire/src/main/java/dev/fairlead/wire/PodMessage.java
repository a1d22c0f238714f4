package dev.fairlead.wire;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.secret.SecretUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A message to the launcher of pods. All kinds may come twice, late, or not at all: the executor
 * asks again.
 */
public sealed interface PodMessage {
  /** Memory as the handler says. */
  int UNGROWN = 100;

  /** The operation. */
  OperationKey key();

  /** Which attempt of it; 1 and up. */
  int attempt();

  /** The operation's type, by which its handler is found. */
  String type();

  /**
   * The attempt is to run, or to be told of.
   *
   * @param correlationId of the request that the agenda came with, for logs
   * @param since when it was launched first
   * @param isStarted it is known to have started: if its pod is gone it is lost, and not started
   *     again
   * @param payload with references resolved; what is too large for a message is in the agenda's
   *     blobs
   * @param secrets where they are still to be put into it
   * @param lastProgress what the attempt before this one said last
   * @param requests cpu and memory that the document asks for; 0 is as the handler says
   * @param memoryPercent of the memory that the handler allows, 100 to 800: more than 100 after
   *     attempts that were killed for want of it
   * @param longest it is ended so long after its start
   * @param parent of one that another attempt asked for: it is beside that one's pod, and goes with
   *     it
   */
  record Launch(
      OperationKey key,
      int attempt,
      String type,
      CorrelationId correlationId,
      Instant since,
      boolean isStarted,
      Payload payload,
      List<SecretUse> secrets,
      Optional<OperationProgress.OfAttempt> lastProgress,
      Amounts requests,
      int memoryPercent,
      Duration longest,
      Optional<Parent> parent)
      implements PodMessage {
    public Launch {
      secrets = List.copyOf(secrets);
    }
  }

  /** An attempt of the same agenda. */
  record Parent(String operation, int attempt, String type) {}

  /**
   * The attempt is told what came of what it asked for beside itself.
   *
   * @param answers by the names that it gives them
   */
  record Answer(OperationKey key, int attempt, String type, SortedMap<String, Json> answers)
      implements PodMessage {
    public Answer {
      answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
  }

  /** The attempt no longer counts: its pod is to go. */
  record Release(OperationKey key, int attempt, String type) implements PodMessage {}

  /** What the handler is to do. */
  sealed interface Payload {
    record Inline(Json json) implements Payload {}

    record InBlob(Output.Spilled blob) implements Payload {}
  }

  /**
   * Reads a message's body.
   *
   * @throws dev.fairlead.core.error.FairleadException {@code MALFORMED_JSON} or {@code
   *     INVALID_REQUEST}, naming the first place it stumbled on
   */
  static PodMessage parse(String body) {
    var fields = Fields.ofMessage(JsonText.parseStored(body));
    OperationKey key = fields.parsed("key", "customer/agendaId/operation", OperationKey::parse);
    int attempt = fields.whole("attempt");
    String type = fields.text("type");
    return switch (fields.text("kind")) {
      case "launch" ->
          new Launch(
              key,
              attempt,
              type,
              fields.parsed("correlationId", "a correlation id", CorrelationId::new),
              fields.time("since"),
              fields.value("isStarted").equals(Json.of(true)),
              payload(fields),
              SecretUseText.read(fields.object().field("secrets")),
              fields.object().field("lastProgress").flatMap(ProgressText::lastOf),
              Amounts.ofMap(
                  Map.of(
                      "cpu", (long) fields.whole("cpuMillis"),
                      "memory", (long) fields.whole("memoryMib"))),
              fields.object().field("memoryPercent").isPresent()
                  ? fields.whole("memoryPercent")
                  : UNGROWN,
              Duration.ofSeconds(fields.whole("longestSeconds")),
              fields.object().field("parent").isPresent()
                  ? Optional.of(parent(fields.fields("parent")))
                  : Optional.empty());
      case "answer" ->
          new Answer(key, attempt, type, new TreeMap<>(fields.fields("answers").object().fields()));
      case "release" -> new Release(key, attempt, type);
      default -> throw fields.wrong("kind", "launch, answer or release");
    };
  }

  private static Parent parent(Fields fields) {
    return new Parent(fields.text("operation"), fields.whole("attempt"), fields.text("type"));
  }

  private static Payload payload(Fields fields) {
    if (fields.object().field("payloadBlob").isEmpty()) {
      return new Payload.Inline(fields.value("payload"));
    }
    var blob = fields.fields("payloadBlob");
    return new Payload.InBlob(new Output.Spilled(blob.text("sha256"), blob.whole("bytes")));
  }

  private static Json json(Parent parent) {
    return Json.object()
        .put("operation", parent.operation())
        .put("attempt", parent.attempt())
        .put("type", parent.type())
        .build();
  }

  /** The message's body. */
  default String body() {
    var json =
        Json.object()
            .put("v", Fields.VERSION)
            .put("key", key().toString())
            .put("attempt", attempt())
            .put("type", type());
    switch (this) {
      case Release _ -> json.put("kind", "release");
      case Answer answer ->
          json.put("kind", "answer").put("answers", new Json.Obj(answer.answers()));
      case Launch launch -> {
        json.put("kind", "launch")
            .put("correlationId", launch.correlationId().value())
            .put("since", Fields.time(launch.since()))
            .put("isStarted", launch.isStarted())
            .put("cpuMillis", launch.requests().cpuMillis())
            .put("memoryMib", launch.requests().memoryMib())
            .putIfPresent(
                "memoryPercent",
                Optional.of(launch.memoryPercent())
                    .filter(percent -> percent != UNGROWN)
                    .map(Json::of))
            .put("longestSeconds", launch.longest().toSeconds())
            .putIfPresent("lastProgress", launch.lastProgress().map(ProgressText::json))
            .putIfPresent("parent", launch.parent().map(PodMessage::json));
        if (!launch.secrets().isEmpty()) {
          json.put("secrets", SecretUseText.write(launch.secrets()));
        }
        switch (launch.payload()) {
          case Payload.Inline(Json payload) -> json.put("payload", payload);
          case Payload.InBlob(Output.Spilled(String sha256, long bytes)) ->
              json.put(
                  "payloadBlob", Json.object().put("sha256", sha256).put("bytes", bytes).build());
        }
      }
    }
    return JsonText.write(json.build());
  }
}
