package dev.fairlead.core.agenda;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rules of a document that stands in the payload of an operation of type {@code agenda}, as far
 * as they can be told before its operation has its turn. What comes from results is told then.
 *
 * @param depth how many agendas are around the documents that are held to the rules
 * @param inventories that agendas around them hold meanwhile
 */
public record SubAgendaRules(int depth, Set<InventoryName> inventories) {
  /** The type's name. */
  public static final String TYPE = "agenda";

  /** Agendas around an agenda. */
  public static final int MAX_DEPTH = 5;

  /** Of documents in operations of a document that is in none. */
  static final SubAgendaRules OUTERMOST = new SubAgendaRules(0, Set.of());

  public SubAgendaRules {
    inventories = Set.copyOf(inventories);
  }

  /** The same one agenda further in. */
  SubAgendaRules below(Optional<InventoryName> inventory) {
    var held = new HashSet<>(inventories);
    inventory.ifPresent(held::add);
    return new SubAgendaRules(depth + 1, held);
  }

  /** Notes all that is wrong with a payload, by its place in the outermost document. */
  void check(Json payload, JsonPointer place, KnownTypes types, Findings findings) {
    if (!(payload instanceof Json.Obj document)
        || TemplateCall.is(payload)
        || !isWritten(document)) {
      return;
    }
    if (depth > MAX_DEPTH) {
      findings.add(
          place, ProblemCode.TOO_DEEP, "Agendas lie at most " + MAX_DEPTH + " deep in each other.");
      return;
    }
    for (Problem problem : DocumentRules.problemsOfChild(document, types, this)) {
      findings.add(
          JsonPointer.parse(problem.path()).map(place::child).orElse(place),
          problem.code(),
          problem.message(),
          problem.suggestion());
    }
  }

  /** Notes what can't be in an agenda that another waits for. */
  void checkWaited(AgendaDocument document, Findings findings) {
    if (document.doNotRun()) {
      findings.add(
          JsonPointer.WHOLE.child("params").child("doNotRun"),
          ProblemCode.UNKNOWN_VALUE,
          "A sub-agenda with doNotRun would never end.");
    }
    document
        .inventory()
        .filter(inventories::contains)
        .ifPresent(_ ->
            findings.add(
                JsonPointer.WHOLE.child("inventory"),
                ProblemCode.INVENTORY_HELD,
                "An agenda that waits for this one has the inventory meanwhile."));
  }

  /**
   * Whether the document stands there, but for what its operations work on: no list of operations,
   * no name and no policy in it comes from a result.
   */
  private static boolean isWritten(Json.Obj document) {
    return document.fields().entrySet().stream()
        .allMatch(field ->
            switch (field.getKey()) {
              case "operations", "finally" -> areWritten(field.getValue());
              case "title", "linkId", "externalId" -> true;
              default -> References.isFreeOf(field.getValue());
            });
  }

  private static boolean areWritten(Json list) {
    return !(list instanceof Json.Str)
        && (!(list instanceof Json.Arr(List<Json> operations))
            || operations.stream().allMatch(SubAgendaRules::isWrittenOperation));
  }

  private static boolean isWrittenOperation(Json operation) {
    return !(operation instanceof Json.Obj(Map<String, Json> fields))
        ? !(operation instanceof Json.Str)
        : fields.entrySet().stream()
            .filter(field -> !field.getKey().equals("payload"))
            .filter(field -> !field.getKey().equals("forEach"))
            .allMatch(field -> References.isFreeOf(field.getValue()));
  }
}
