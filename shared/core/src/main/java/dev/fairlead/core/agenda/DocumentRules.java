package dev.fairlead.core.agenda;

import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a JSON value is an agenda document.
 *
 * <p>{@code $schema} is for editors. POP's documents are accepted unchanged: null fields count as
 * absent; {@code id}, {@code cid}, {@code addedTime}, {@code updatedTime}, {@code jobId}, {@code
 * progressId}, {@code agendaInsight} and an operation's {@code id} are kept without effect; {@code
 * params} may hold anything, of which {@code dependsOn}, {@code maximumAttempts}, {@code
 * externalId} and {@code doNotRun} mean something, the last by being there, whatever its value.
 * What this release can't do is refused with {@code not-supported-yet}.
 */
public final class DocumentRules {
  /** Operations in one agenda. */
  public static final int MAX_OPERATIONS = 10_000;

  private static final JsonPointer ROOT = JsonPointer.WHOLE;
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
    return checkFrame(document, KnownTypes.of(knownTypes));
  }

  /**
   * The same where also registered types count. What payloads hold was looked at when the document
   * was accepted, or will be when it is.
   */
  public static Outcome checkFrame(Json document, KnownTypes types) {
    return check(document, types.takingSecrets(true), Optional.empty());
  }

  /**
   * The same for a document that is to be accepted now: some types may be given no secrets, and
   * documents in payloads are held to the rules as well.
   */
  public static Outcome check(Json document, KnownTypes types) {
    return check(document, types, Optional.of(SubAgendaRules.OUTERMOST));
  }

  private static Outcome check(Json document, KnownTypes types, Optional<SubAgendaRules> around) {
    var findings = new Findings();
    if (!(document instanceof Json.Obj object)) {
      findings.add(ROOT, ProblemCode.WRONG_TYPE, "An agenda document is an object.");
      return new Invalid(findings.problems());
    }
    var read = read(object, types.askedOnce(), around, findings);
    if (findings.problems().isEmpty()) {
      // Levels are those of a graph without cycles.
      Floor.checkReserve(read, findings);
    }
    var problems = findings.problems();
    return problems.isEmpty() ? new Valid(read) : new Invalid(problems);
  }

  /**
   * The problems of a document in an operation's payload. What its references name that it does not
   * have itself is of the documents around it, and is held to the rules with them.
   */
  static List<Problem> problemsOfChild(Json.Obj document, KnownTypes types, SubAgendaRules around) {
    var findings = new Findings();
    around.checkWaited(read(document, types, Optional.of(around), findings), findings);
    return findings.problems();
  }

  private static AgendaDocument read(
      Json.Obj document, KnownTypes types, Optional<SubAgendaRules> around, Findings findings) {
    findings.unknownFields(document, ROOT, FieldNames.AGENDA);
    findings.text(document, ROOT, "customerId", MAX_TEXT);
    var params = findings.object(document, ROOT, "params").orElse(Json.EMPTY);
    var paramsPlace = ROOT.child("params");
    var attempts =
        PolicyRules.agendaRetry(
            document, OperationRules.maximumAttempts(params, paramsPlace, findings), findings);
    var inventory = WorkRules.inventory(document, ROOT, findings);
    var rules = new OperationRules(types, around.map(given -> given.below(inventory)));
    var linkId = findings.text(document, ROOT, "linkId", MAX_TEXT);
    var externalIdAsPop = findings.text(params, paramsPlace, "externalId", MAX_TEXT);
    var externalId =
        findings.text(document, ROOT, "externalId", MAX_TEXT).or(() -> externalIdAsPop);
    return new AgendaDocument(
        findings.text(document, ROOT, "title", MAX_TEXT),
        linkId,
        externalId,
        findings
            .whole(document, ROOT, "priority", -MAX_ABSOLUTE_PRIORITY, MAX_ABSOLUTE_PRIORITY)
            .orElse(0),
        findings.positive(document, ROOT, "timeScale", MAX_TIME_SCALE).orElse(1.0),
        PolicyRules.onFailure(document, findings),
        PolicyRules.timeout(document, findings),
        PolicyRules.deadline(document, findings),
        attempts.maxAttempts(),
        attempts.backoff(),
        params.field("doNotRun").isPresent(),
        inventory,
        Floor.readReserve(document, findings),
        operations(
            document,
            rules,
            around.filter(given -> given.depth() > 0).isPresent(),
            absentTokens(linkId, externalId),
            types,
            findings),
        document);
  }

  /**
   * Checks operations that an agenda is to have beside those it has.
   *
   * @param given a list of operations; paths of problems start at it
   * @param present those that the agenda has
   * @param phase when the new ones have their turn
   * @param types what they may be
   * @param floor what the agenda can always have, in which each of them must fit
   */
  public static Growth grow(
      Json given, List<OperationSpec> present, Phase phase, KnownTypes types, Amounts floor) {
    var findings = new Findings();
    if (!(given instanceof Json.Arr(List<Json> items))) {
      findings.add(ROOT, ProblemCode.WRONG_TYPE, "Operations are a list.");
      return new Growth(List.of(), findings.problems());
    }
    if (items.size() + present.size() > MAX_OPERATIONS) {
      findings.add(
          ROOT,
          ProblemCode.TOO_MANY_OPERATIONS,
          "An agenda has at most " + MAX_OPERATIONS + " operations.");
      return new Growth(List.of(), findings.problems());
    }
    var drafts =
        read(items, ROOT, phase, new OperationRules(types.askedOnce(), Optional.empty()), findings);
    Floor.checkGrowth(drafts, floor, findings);
    // What an operation gives may not ask for secrets.
    var open = types.takingSecrets(false);
    var specs = new DependencyRules(present, drafts, Set.of(), open, false, findings).check();
    return new Growth(specs, findings.problems());
  }

  /**
   * Operations for an agenda to grow by.
   *
   * @param operations only good for use if there are no problems
   */
  public record Growth(List<OperationSpec> operations, List<Problem> problems) {
    public Growth {
      operations = List.copyOf(operations);
      problems = List.copyOf(problems);
    }
  }

  private static Set<Token> absentTokens(Optional<String> linkId, Optional<String> externalId) {
    var absent = EnumSet.noneOf(Token.class);
    if (linkId.isEmpty()) {
      absent.add(Token.LINK_ID);
    }
    if (externalId.isEmpty()) {
      absent.add(Token.EXTERNAL_ID);
    }
    return absent;
  }

  private static List<OperationSpec> operations(
      Json.Obj document,
      OperationRules rules,
      boolean isChild,
      Set<Token> absentTokens,
      KnownTypes types,
      Findings findings) {
    var place = ROOT.child("operations");
    if (findings.present(document, "operations").isEmpty()) {
      findings.add(place, ProblemCode.MISSING_FIELD, "The field operations is missing.");
      return List.of();
    }
    var main = items(document, "operations", findings);
    if (main.filter(List::isEmpty).isPresent()) {
      findings.add(place, ProblemCode.NO_OPERATIONS, "An agenda has at least one operation.");
    }
    var last = items(document, "finally", findings);
    int count = main.map(List::size).orElse(0) + last.map(List::size).orElse(0);
    if (count > MAX_OPERATIONS) {
      findings.add(
          place,
          ProblemCode.TOO_MANY_OPERATIONS,
          "An agenda has at most " + MAX_OPERATIONS + " operations, not " + count + ".");
      return List.of();
    }
    var drafts = new ArrayList<OperationDraft>(count);
    main.ifPresent(items -> drafts.addAll(read(items, place, Phase.MAIN, rules, findings)));
    last.ifPresent(
        items -> drafts.addAll(read(items, ROOT.child("finally"), Phase.FINALLY, rules, findings)));
    return new DependencyRules(List.of(), drafts, absentTokens, types, isChild, findings).check();
  }

  private static Optional<List<Json>> items(Json.Obj document, String name, Findings findings) {
    var given = findings.present(document, name);
    if (given.isPresent() && !(given.get() instanceof Json.Arr)) {
      findings.wrongType(ROOT.child(name), name, "a list");
    }
    return given.flatMap(value ->
        value instanceof Json.Arr(List<Json> items) ? Optional.of(items) : Optional.empty());
  }

  private static List<OperationDraft> read(
      List<Json> items, JsonPointer place, Phase phase, OperationRules rules, Findings findings) {
    var drafts = new ArrayList<OperationDraft>(items.size());
    for (int i = 0; i < items.size(); i++) {
      drafts.add(rules.read(items.get(i), place.child(i), phase, findings));
    }
    return drafts;
  }
}
