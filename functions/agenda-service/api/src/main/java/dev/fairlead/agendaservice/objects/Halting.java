package dev.fairlead.agendaservice.objects;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.objects.Halt;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.MessageQueue;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.Write;
import dev.fairlead.endpoint.Call;
import dev.fairlead.endpoint.Reply;
import dev.fairlead.store.AuditEntry;
import dev.fairlead.store.AuditRows;
import dev.fairlead.store.Author;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import dev.fairlead.store.WakeUp;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Holds, drains and releases insights and resource pools. What was done is told in the transaction
 * that does it. Cost: that of a change, and 2 write units a shelf for the telling.
 */
final class Halting {
  private static final int MAX_REASON = 500;
  private static final int TRIES = 5;

  /** Insights of a released pool that are woken at once; the others are found by the tick. */
  private static final int WOKEN = 10;

  private final ObjectKind kind;
  private final ObjectEndpoints objects;
  private final ObjectRows rows;
  private final MessageQueue queues;
  private final Ids ids;
  private final InstantSource clock;

  Halting(ObjectKind kind, ObjectEndpoints objects, Ports ports, Ids ids, InstantSource clock) {
    this.kind = kind;
    this.objects = objects;
    this.rows = new ObjectRows(ports.items());
    this.queues = ports.queues();
    this.ids = ids;
    this.clock = clock;
  }

  Reply hold(Call call) {
    return halt(call, AuditEntry.Action.HOLD, Optional.of(Halt.How.HELD));
  }

  Reply drain(Call call) {
    if (kind == ObjectKind.INSIGHT && Insight.isDefault(call.path(objects.idParameter()))) {
      throw new FairleadException(
          ErrorCode.IN_USE,
          "The default insight takes whatever no other does; it can be held, not drained.");
    }
    return halt(call, AuditEntry.Action.DRAIN, Optional.of(Halt.How.DRAINING));
  }

  Reply release(Call call) {
    return halt(call, AuditEntry.Action.RELEASE, Optional.empty());
  }

  private Reply halt(Call call, AuditEntry.Action action, Optional<Halt.How> how) {
    String reason = reason(call);
    Author author = Authors.of(call.caller());
    for (int i = 0; i < TRIES; i++) {
      Instant now = clock.instant();
      boolean isNew = objects.isNotStored(call) && call.caller().isOperator();
      StoredObject before = isNew ? builtIn(call.caller().customer(), now) : objects.owned(call);
      if (how.isEmpty() && before.halt().isEmpty()) {
        return ObjectEndpoints.reply(200, before);
      }
      Optional<Halt> halt = how.map(some -> new Halt(some, author.toldToAll(), now, reason));
      StoredObject after = before.halted(halt, now);
      var entry =
          AuditEntry.of(
              author, ids.newUlid(), now, before.owner(), action, kind.noun(), before.id(), reason);
      List<Write> told = AuditRows.put(entry, author);
      boolean isWritten =
          isNew
              ? rows.add(after, Optional.of(told.getFirst()), Optional.empty()).isWritten()
              : rows.replace(before, after, told).isWritten();
      if (isWritten) {
        if (how.isEmpty()) {
          wake(after);
        }
        return ObjectEndpoints.reply(200, after);
      }
    }
    throw objects.busy();
  }

  /** Until now it was there without being stored. */
  private static StoredObject builtIn(CustomerId operator, Instant now) {
    return StoredObject.added(
        ObjectKind.INSIGHT, Insight.DEFAULT.id(), operator, Insight.DEFAULT.fields(), now);
  }

  private void wake(StoredObject released) {
    List<String> insights =
        kind == ObjectKind.INSIGHT
            ? List.of(released.id())
            : rows.list(ObjectKind.INSIGHT, List.of(Shelf.OPERATORS), 200, "").objects().stream()
                .filter(insight -> insight.pool().equals(Optional.of(released.id())))
                .map(StoredObject::id)
                .limit(WOKEN)
                .toList();
    insights.forEach(insight -> WakeUp.of(insight).hint(queues, ids));
  }

  private static String reason(Call call) {
    var findings = new Findings();
    var body = JsonText.parse(call.body()) instanceof Json.Obj object ? object : Json.EMPTY;
    Optional<String> reason = findings.text(body, JsonPointer.WHOLE, "reason", MAX_REASON);
    if (reason.filter(text -> !text.isBlank()).isEmpty() && findings.problems().isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child("reason"),
          ProblemCode.MISSING_FIELD,
          "The field reason says why, to all who wait for it.");
    }
    if (!findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "That needs a reason.", findings.problems());
    }
    return reason.orElseThrow();
  }
}
