package dev.fairlead.core.agenda;

import java.util.List;
import java.util.Set;

/**
 * The fields an object may have.
 *
 * @param read those that mean something
 * @param ignored those that POP's documents carry, and {@code $schema} by which editors find the
 *     language's schema: kept and without effect here
 * @param later those of the document language that this release refuses rather than ignores
 */
record FieldNames(List<String> read, Set<String> ignored, Set<String> later) {
  static final FieldNames AGENDA =
      new FieldNames(
          List.of(
              "operations",
              "title",
              "customerId",
              "linkId",
              "externalId",
              "priority",
              "timeScale",
              "onFailure",
              "timeout",
              "deadline",
              "retry",
              "finally",
              "inventory",
              "reserve",
              "params"),
          Set.of(
              "$schema",
              "id",
              "cid",
              "addedTime",
              "updatedTime",
              "jobId",
              "progressId",
              "agendaInsight"),
          Set.of());

  static final FieldNames OPERATION =
      new FieldNames(
          List.of(
              "name",
              "type",
              "payload",
              "dependsOn",
              "when",
              "forEach",
              "sequentialGroup",
              "verb",
              "component",
              "provider",
              "componentId",
              "retry",
              "timeouts",
              "requests",
              "dependents",
              "params"),
          Set.of("id"),
          Set.of());

  /** Of what an attempt asks for beside itself; its name goes without saying. */
  static final FieldNames DEPENDENT =
      new FieldNames(
          List.of("type", "payload", "requests", "retry", "timeouts"), Set.of(), Set.of());

  static final FieldNames RETRY =
      new FieldNames(
          List.of("maxAttempts", "backoff", "factor", "maxBackoff", "jitter", "on", "growMemory"),
          Set.of(),
          Set.of());

  static final FieldNames AGENDA_RETRY =
      new FieldNames(
          List.of("maxAttempts", "backoff", "factor", "maxBackoff", "jitter"),
          Set.of(),
          Set.of("on"));

  static final FieldNames FOR_EACH =
      new FieldNames(
          List.of("items", "as", "maxConcurrency", "toleratedFailures"), Set.of(), Set.of());

  static final FieldNames GENERATOR =
      new FieldNames(
          List.of("operationsJsonPointer", "paramsJsonPointer", "logOnly"), Set.of(), Set.of());

  static final FieldNames TIMEOUTS =
      new FieldNames(List.of("queued", "starting", "heartbeat", "running"), Set.of(), Set.of());

  FieldNames {
    read = List.copyOf(read);
    ignored = Set.copyOf(ignored);
    later = Set.copyOf(later);
  }

  boolean isKnown(String name) {
    return read.contains(name) || ignored.contains(name);
  }

  List<String> suggestions() {
    return read;
  }
}
