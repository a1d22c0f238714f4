package dev.fairlead.core.agenda;

import dev.fairlead.core.agenda.DocumentRules.Growth;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether what an attempt asks for beside itself is an operation: by the rules of
 * documents, with fewer fields, and of a type that operators registered. Whether there is room for
 * it is not asked here.
 */
public final class DependentRules {
  /** They are part of names of annotations, of which Kubernetes takes 63 characters. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  private DependentRules() {}

  /**
   * Checks one. Cost: linear in the operations that are present.
   *
   * @param name that the attempt gives it
   * @param asked paths of problems start at it
   * @param by the operation whose attempt asks
   * @param present those that the agenda has
   */
  public static Growth check(
      String name,
      Json asked,
      OperationSpec by,
      int attempt,
      List<OperationSpec> present,
      KnownTypes types) {
    var findings = new Findings();
    if (!NAME.matcher(name).matches()) {
      findings.add(
          JsonPointer.WHOLE,
          ProblemCode.BAD_NAME,
          "The name of a dependent has 1 to 40 small letters, digits and dashes, none at its"
              + " ends.");
    }
    var drafts = List.of(read(name, asked, by, types, findings));
    // What an attempt gives may not ask for secrets.
    var open = types.takingSecrets(false);
    var specs = new DependencyRules(present, drafts, Set.of(), open, false, findings).check();
    return new Growth(
        specs.stream().map(spec -> spec.dependent(by.name(), attempt)).toList(),
        findings.problems());
  }

  /** One that was taken, as it was then. Cost: linear in what was asked. */
  public static OperationSpec taken(
      String name, Json asked, OperationSpec by, int attempt, KnownTypes types) {
    return read(name, asked, by, types.everRegistered(), new Findings())
        .withDependencies(List.of())
        .dependent(by.name(), attempt);
  }

  private static OperationDraft read(
      String name, Json asked, OperationSpec by, KnownTypes types, Findings findings) {
    var rules = new OperationRules(types.askedOnce(), Optional.empty());
    if (!(asked instanceof Json.Obj given)) {
      return rules.read(asked, JsonPointer.WHOLE, by.phase(), findings);
    }
    findings.unknownFields(given, JsonPointer.WHOLE, FieldNames.DEPENDENT);
    var known = Json.object();
    FieldNames.DEPENDENT.read().forEach(field -> known.putIfPresent(field, given.field(field)));
    known.put("name", Expansion.Dependent.nameOf(by.name(), name));
    OperationDraft draft = rules.read(known.build(), JsonPointer.WHOLE, by.phase(), findings);
    if (types.names().contains(draft.type())) {
      findings.add(
          JsonPointer.WHOLE.child("type"),
          ProblemCode.UNKNOWN_TYPE,
          "The type "
              + draft.type()
              + " is no pod's; a dependent is of a type that operators registered with an image.");
    }
    return draft;
  }
}
