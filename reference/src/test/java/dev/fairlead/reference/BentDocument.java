package dev.fairlead.reference;

import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A good document in which a few fields are exchanged, dropped or added. */
final class BentDocument {
  private static final String GOOD =
      """
      { "title": "t", "customerId": "acme", "linkId": "l", "externalId": "e", "priority": 3,
        "timeScale": 0.5, "onFailure": "drain", "timeout": "1h30m", "retry": {"backoff": "1s"},
        "deadline": "2026-03-01T18:00:00Z", "inventory": "shop",
        "reserve": {"operations": 1},
          "id": "1", "agendaInsight": {"insightId": "i"},
        "params": {"maximumAttempts": "5", "externalId": "x", "anything": [1]},
        "operations": [
          {"name": "a", "type": "log", "payload": {"message": "m"}},
          {"id": 7, "name": "b", "type": "sample", "dependsOn": ["a"], "sequentialGroup": "g", "verb": "create",
           "requests": {"operations": 2, "cpu": "500m", "memory": "512Mi", "gpu": 1},
           "component": "vpc", "provider": "aws", "componentId": "vpc::b",
           "retry": {"maxAttempts": 2, "backoff": "2s", "factor": 1.5, "maxBackoff": "1m",
             "jitter": "full", "on": ["timeout", "exit:75"]},
           "timeouts": {"queued": "1h", "starting": "5m", "heartbeat": "30s", "running": "0.5h"},
           "params": {"dependsOn": "a", "maximumAttempts": 3}},
          {"name": "c", "type": "log", "payload": {"message": "@<r>"}, "forEach":
            {"items": ["x"], "as": "r", "maxConcurrency": 5, "toleratedFailures": "5%"}}],
        "finally": [{"name": "f", "type": "log", "payload": {"message": "bye"}}]}
      """;

  private static final List<String> NAMES =
      List.of(
          "$schema",
          "title",
          "inventory",
          "priority",
          "timeScale",
          "onFailure",
          "params",
          "operations",
          "name",
          "type",
          "payload",
          "dependsOn",
          "sequentialGroup",
          "requests",
          "reserve",
          "operations",
          "cpu",
          "memory",
          "verb",
          "component",
          "componentId",
          "retry",
          "maxAttempts",
          "backoff",
          "factor",
          "jitter",
          "on",
          "timeout",
          "deadline",
          "timeouts",
          "running",
          "finally",
          "maximumAttempts",
          "externalId",
          "id",
          "cid",
          "doNotRun",
          "agenda.operation.generator",
          "generatedOperationParent",
          "jobId");

  /** Fields that come with a later release; until then null is all that they may be. */
  private static final List<String> LATER = List.of("reserve", "when", "forEach", "requests");

  private static final List<Json> VALUES =
      Stream.of(
              "null true false 0 1 -10 -11 10 11 10.5 1.0 1e3 1001 1e-9 100 101 -1",
              "\"\" \"x\" \"drain\" \"cancel\" \"never\" \"log\" \"lag\" \"http\" \"5\" \"007\"",
              "\"1s\" \"1.5h2m\" \"5_s\" \"s\" \"1w\" \"full\" \"none\" \"continue\" [\"exit:1\"]"
                  + " [\"-\"]",
              "\"0\" \"101\" \"000000100\" \"-5\" \"5.0\" \"0000000001\" [] [\"a\"] [null] [1] {}",
              "{\"maxAttempts\":1} {\"maxAttempts\":0} {\"a\":null} [{}] [[]]")
          .flatMap(line -> Stream.of(line.split(" ", -1)))
          .map(JsonText::parse)
          .toList();

  private static final List<Json> TEXTS =
      List.of(
          Json.of(" x"),
          Json.of("x "),
          Json.of("a b"),
          Json.of("a\u0001b"),
          Json.of("x".repeat(256)),
          Json.of("x".repeat(257)),
          Json.of("x".repeat(1024)),
          Json.of("x".repeat(1025)));

  private final SplittableRandom chance;

  BentDocument(SplittableRandom chance) {
    this.chance = chance;
  }

  Json document() {
    Json document = JsonText.parse(GOOD);
    for (int bends = chance.nextInt(3); bends > 0; bends--) {
      document = bend(document);
    }
    return document;
  }

  /** Bends something in it: the value itself, or one thing that it holds. */
  private Json bend(Json value) {
    return switch (value) {
      case Json.Obj(Map<String, Json> fields) -> {
        var bent = new LinkedHashMap<>(fields);
        switch (chance.nextInt(8)) {
          case 0 -> bent.put(one(NAMES), any());
          case 1 -> bent.put(one(LATER), Json.of(1));
          case 2 -> bent.keySet().removeIf(name -> name.equals(name(fields)));
          default -> {
            if (!fields.isEmpty()) {
              bent.compute(name(fields), (_, old) -> old == null ? any() : bend(old));
            }
          }
        }
        yield new Json.Obj(bent);
      }
      case Json.Arr(List<Json> items) when !items.isEmpty() -> {
        var bent = new ArrayList<>(items);
        bent.set(chance.nextInt(items.size()), bend(items.get(chance.nextInt(items.size()))));
        yield Json.array(bent);
      }
      case Json.Arr _, Json.Str _, Json.Num _, Json.Bool _, Json.Null _ -> any();
    };
  }

  private Json any() {
    return chance.nextInt(4) == 0 ? one(TEXTS) : one(VALUES);
  }

  private String name(Map<String, Json> fields) {
    return fields.isEmpty() ? "" : one(List.copyOf(fields.keySet()));
  }

  private <T> T one(List<T> all) {
    return all.get(chance.nextInt(all.size()));
  }
}
