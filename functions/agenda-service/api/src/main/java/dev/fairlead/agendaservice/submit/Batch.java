package dev.fairlead.agendaservice.submit;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of a bulk submit. */
record Batch(List<Item> items) {
  /** Agendas in one batch: so many take a few seconds, and the call has 28. */
  static final int MAX_AGENDAS = 100;

  private static final int MAX_KEY = 256;
  private static final List<String> ITEM_FIELDS = List.of("document", "idempotencyKey");
  private static final List<String> FIELDS = List.of("agendas");

  Batch {
    items = List.copyOf(items);
  }

  /**
   * An agenda of it.
   *
   * @param document not yet known to be one
   */
  record Item(Json document, Optional<String> key) {}

  /**
   * Reads a body.
   *
   * @throws FairleadException with every problem of the batch itself; those of its documents are
   *     told one by one
   */
  static Batch of(Json body) {
    var findings = new Findings();
    var items = read(body, findings);
    if (!findings.problems().isEmpty()) {
      throw new FairleadException(
          ErrorCode.INVALID_REQUEST, "This is no batch of agendas.", findings.problems());
    }
    return new Batch(items);
  }

  private static List<Item> read(Json body, Findings findings) {
    var place = JsonPointer.WHOLE.child("agendas");
    if (!(body instanceof Json.Obj object)) {
      findings.add(JsonPointer.WHOLE, ProblemCode.WRONG_TYPE, "A batch is an object.");
      return List.of();
    }
    findings.onlyFields(object, JsonPointer.WHOLE, FIELDS);
    var given = findings.present(object, "agendas");
    if (given.isEmpty()) {
      findings.add(place, ProblemCode.MISSING_FIELD, "The field agendas is missing.");
      return List.of();
    }
    if (!(given.get() instanceof Json.Arr(List<Json> agendas)) || agendas.isEmpty()) {
      findings.wrongType(place, "agendas", "a list of at least one");
      return List.of();
    }
    if (agendas.size() > MAX_AGENDAS) {
      findings.add(
          place,
          ProblemCode.TOO_MANY_AGENDAS,
          "A batch has at most " + MAX_AGENDAS + " agendas, not " + agendas.size() + ".");
      return List.of();
    }
    var items = new ArrayList<Item>();
    for (int i = 0; i < agendas.size(); i++) {
      item(agendas.get(i), place.child(i), findings).ifPresent(items::add);
    }
    return items;
  }

  private static Optional<Item> item(Json given, JsonPointer place, Findings findings) {
    if (!(given instanceof Json.Obj item)) {
      findings.add(place, ProblemCode.WRONG_TYPE, "An agenda of a batch is {document: …}.");
      return Optional.empty();
    }
    findings.onlyFields(item, place, ITEM_FIELDS);
    var key = findings.text(item, place, "idempotencyKey", MAX_KEY);
    if (key.filter(String::isBlank).isPresent()) {
      findings.add(
          place.child("idempotencyKey"),
          ProblemCode.INVALID_IDEMPOTENCY_KEY,
          "An idempotency key is not blank.");
    }
    var document = item.field("document");
    if (document.isEmpty()) {
      findings.add(
          place.child("document"), ProblemCode.MISSING_FIELD, "The field document is missing.");
    }
    return document.map(found -> new Item(found, key));
  }
}
