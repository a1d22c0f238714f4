package dev.fairlead.core.agenda;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a JSON value is an agenda document.
 *
 * <p>POP's documents are accepted unchanged: null fields count as absent; {@code id}, {@code cid},
 * {@code addedTime}, {@code updatedTime}, {@code jobId}, {@code progressId}, {@code agendaInsight}
 * and an operation's {@code id} are kept without effect; {@code params} may hold anything, of which
 * {@code dependsOn}, {@code maximumAttempts} and {@code externalId} mean something. What this
 * release can't do is refused with {@code not-supported-yet}, among it {@code params.doNotRun}: POP
 * stores such an agenda and never schedules it, whatever the value, and running it instead would be
 * the one thing its author did not want.
 */
public final class DocumentRules {
  /** Operations in one agenda. */
  public static final int MAX_OPERATIONS = 10_000;

  private static final JsonPointer ROOT = JsonPointer.WHOLE;
  private static final List<String> FAILURE_POLICIES = List.of("drain", "cancel", "continue");
  private static final int MAX_TEXT = 1024;
  private static final int MAX_ABSOLUTE_PRIORITY = 10;
  private static final int MAX_TIME_SCALE = 1000;

  private DocumentRules() {}

  /** What a check came to. */
  public sealed interface Outcome {}

  /** Every rule holds. */
  public record Valid(AgendaDocument document) implements Outcome {}

  /**
   * Some rule is broken.
   *
   * @param problems at least one, by place; all there are, up to 1,000 (then a last one with code
   *     {@code more-problems} says that there are more)
   */
  public record Invalid(List<Problem> problems) implements Outcome {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Checks everything at once. Cost: linear in the document.
   *
   * @param knownTypes the operation types that have a handler
   */
  public static Outcome check(Json document, Set<String> knownTypes) {
    var findings = new Findings();
    if (!(document instanceof Json.Obj object)) {
      findings.add(ROOT, ProblemCode.WRONG_TYPE, "An agenda document is an object.");
      return new Invalid(findings.problems());
    }
    var read = read(object, knownTypes, findings);
    var problems = findings.problems();
    return problems.isEmpty() ? new Valid(read) : new Invalid(problems);
  }

  private static AgendaDocument read(Json.Obj document, Set<String> knownTypes, Findings findings) {
    findings.unknownFields(document, ROOT, FieldNames.AGENDA);
    findings.text(document, ROOT, "customerId", MAX_TEXT);
    checkFailurePolicy(document, findings);
    var params = findings.object(document, ROOT, "params").orElse(Json.EMPTY);
    var paramsPlace = ROOT.child("params");
    if (params.field("doNotRun").isPresent()) {
      findings.notSupportedYet(paramsPlace.child("doNotRun"), "An agenda that is not to be run");
    }
    var attempts = OperationRules.maximumAttempts(params, paramsPlace, findings);
    var rules =
        new OperationRules(knownTypes, attempts.map(RetryPolicy::new).orElse(RetryPolicy.ONCE));
    var externalId = findings.text(document, ROOT, "externalId", MAX_TEXT);
    var externalIdAsPop = findings.text(params, paramsPlace, "externalId", MAX_TEXT);
    return new AgendaDocument(
        findings.text(document, ROOT, "title", MAX_TEXT),
        findings.text(document, ROOT, "linkId", MAX_TEXT),
        externalId.or(() -> externalIdAsPop),
        findings
            .whole(document, ROOT, "priority", -MAX_ABSOLUTE_PRIORITY, MAX_ABSOLUTE_PRIORITY)
            .orElse(0),
        findings.positive(document, ROOT, "timeScale", MAX_TIME_SCALE).orElse(1.0),
        operations(document, rules, findings),
        document);
  }

  private static void checkFailurePolicy(Json.Obj document, Findings findings) {
    var place = ROOT.child("onFailure");
    Optional<String> policy = findings.text(document, ROOT, "onFailure", MAX_TEXT);
    if (policy.isEmpty() || policy.get().equals("drain")) {
      return;
    }
    if (FAILURE_POLICIES.contains(policy.get())) {
      findings.notSupportedYet(place, "The failure policy " + policy.get());
    } else {
      findings.add(
          place,
          ProblemCode.UNKNOWN_VALUE,
          "The field onFailure is drain, cancel or continue.",
          findings.nearest(policy.get(), FAILURE_POLICIES));
    }
  }

  private static List<OperationSpec> operations(
      Json.Obj document, OperationRules rules, Findings findings) {
    var place = ROOT.child("operations");
    var given = findings.present(document, "operations");
    if (given.isEmpty()) {
      findings.add(place, ProblemCode.MISSING_FIELD, "The field operations is missing.");
      return List.of();
    }
    if (!(given.get() instanceof Json.Arr(List<Json> items))) {
      findings.wrongType(place, "operations", "a list");
      return List.of();
    }
    if (items.isEmpty()) {
      findings.add(place, ProblemCode.NO_OPERATIONS, "An agenda has at least one operation.");
      return List.of();
    }
    if (items.size() > MAX_OPERATIONS) {
      findings.add(
          place,
          ProblemCode.TOO_MANY_OPERATIONS,
          "An agenda has at most " + MAX_OPERATIONS + " operations, not " + items.size() + ".");
      return List.of();
    }
    var drafts = new ArrayList<OperationDraft>(items.size());
    for (int i = 0; i < items.size(); i++) {
      drafts.add(rules.read(items.get(i), place.child(i), findings));
    }
    return new DependencyRules(drafts, findings).check();
  }
}
