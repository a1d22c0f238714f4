package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.AmountName;
import dev.fairlead.core.quota.AmountText;
import dev.fairlead.core.quota.Amounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What an operation uses while it runs. Where its document says nothing it is one slot of {@code
 * operations}, and none for types that only wait, or that are done before anything else could be:
 * they would keep a slot from those that do work.
 *
 * <p>An operation of type {@code agenda} uses what its sub-agenda holds, which is at least the
 * floor of a document that stands in its payload. Of one that comes from a result, or of a
 * template, nothing is known: it is one slot, unless the operation requests more.
 */
public final class Requests {
  /** Types that hold no slot unless their operation requests one. */
  public static final Set<String> WITHOUT_SLOT =
      Set.of(
          "log",
          "logMessages",
          TransformPayload.TYPE,
          ExpansionRules.UPDATE_AGENDA,
          "wait",
          "approval");

  private static final String FIELD = "requests";

  private Requests() {}

  /** Reads what an operation says it uses, and adds what goes without saying. */
  static Amounts read(
      Json.Obj operation, JsonPointer place, String type, Json payload, Findings findings) {
    return read(operation, place, type, payload, 0, findings);
  }

  /**
   * The most that an operation's dependents use at once; one of them, where it says only how much.
   */
  static Amounts ofDependents(Json.Obj operation, JsonPointer place, Findings findings) {
    return AmountFields.work(operation, place, "dependents", findings)
        .map(said -> {
          Map<String, Long> all = new TreeMap<>(said);
          all.putIfAbsent(AmountName.OPERATIONS, 1L);
          return Amounts.ofMap(all);
        })
        .orElse(Amounts.NONE);
  }

  private static Amounts read(
      Json.Obj operation,
      JsonPointer place,
      String type,
      Json payload,
      int depth,
      Findings findings) {
    var said = AmountFields.work(operation, place, FIELD, findings);
    Amounts unsaid = type.equals(SubAgendaRules.TYPE) ? held(payload, depth) : slot(type);
    if (said.isEmpty()) {
      return unsaid;
    }
    Map<String, Long> all = new TreeMap<>(said.get());
    all.putIfAbsent(AmountName.OPERATIONS, unsaid.operations());
    Amounts requests = Amounts.ofMap(all);
    if (!type.equals(SubAgendaRules.TYPE)) {
      return requests;
    }
    said.get()
        .forEach((name, amount) -> {
          if (amount < unsaid.value(name)) {
            findings.add(
                place.child(FIELD).child(name),
                ProblemCode.REQUESTS_UNDER_CHILD,
                "The agenda in its payload holds "
                    + AmountText.text(name, unsaid.value(name))
                    + " of "
                    + name
                    + " from its begin to its end, which is to come out of this.");
          }
        });
    return requests.max(unsaid);
  }

  /** What an operation of a type uses that says nothing. */
  private static Amounts slot(String type) {
    return Amounts.of(0, WITHOUT_SLOT.contains(type) ? 0 : 1, 0, 0);
  }

  /** What an agenda holds that an operation waits for; it is no other agenda than its parent. */
  private static Amounts held(Json document, int depth) {
    return depth > SubAgendaRules.MAX_DEPTH
        ? slot(SubAgendaRules.TYPE)
        : listed(document, depth + 1).max(slot(SubAgendaRules.TYPE)).max(reserved(document));
  }

  private static Amounts reserved(Json document) {
    return document instanceof Json.Obj fields
        ? Floor.readReserve(fields, new Findings())
        : Amounts.NONE;
  }

  /** The most of everything that one operation uses which a document or payload lists. */
  static Amounts listed(Json document) {
    return listed(document, 1);
  }

  // What is wrong with them is told by whoever holds the document to the rules.
  private static Amounts listed(Json document, int depth) {
    var most = Amounts.NONE;
    for (String list : List.of("operations", "finally")) {
      for (Json operation : items(document, list)) {
        if (operation instanceof Json.Obj fields) {
          most = most.max(ofListed(fields, depth));
        }
      }
    }
    return most;
  }

  private static Amounts ofListed(Json.Obj operation, int depth) {
    String type = operation.text("type").orElse("");
    Json payload = operation.field("payload").orElse(Json.EMPTY);
    Amounts own = read(operation, JsonPointer.WHOLE, type, payload, depth, new Findings());
    own =
        retry(operation).most(own).plus(ofDependents(operation, JsonPointer.WHOLE, new Findings()));
    return type.equals(ExpansionRules.UPDATE_AGENDA) && depth <= SubAgendaRules.MAX_DEPTH
        ? own.max(listed(payload, depth + 1))
        : own;
  }

  private static RetryPolicy retry(Json.Obj operation) {
    var unheard = new Findings();
    var params = unheard.object(operation, JsonPointer.WHOLE, "params").orElse(Json.EMPTY);
    return PolicyRules.retry(
        operation,
        JsonPointer.WHOLE,
        OperationRules.maximumAttempts(params, JsonPointer.WHOLE, unheard),
        unheard);
  }

  private static List<Json> items(Json document, String list) {
    return Optional.of(document)
                .flatMap(given ->
                    given instanceof Json.Obj fields ? fields.field(list) : Optional.empty())
                .orElse(Json.NULL)
            instanceof Json.Arr(List<Json> items)
        ? items
        : List.of();
  }
}
