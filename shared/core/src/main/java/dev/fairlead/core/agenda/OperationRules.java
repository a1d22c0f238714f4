package dev.fairlead.core.agenda;

import dev.fairlead.core.agenda.OperationDraft.Mention;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.quota.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rules an operation must keep by itself.
 *
 * <p>A name may hold anything but control characters and blanks at its ends, for POP's names must
 * work. That includes a trailing {@code .out}: the output of {@code a.out} is {@code @<a.out.out>}.
 * A name with {@code ::}, {@code ?} or {@code >} can't be referenced, one with a comma can't stand
 * in {@code params.dependsOn}; {@code dependsOn} takes both.
 */
final class OperationRules {
  private static final int MAX_NAME = 256;
  private static final int MAX_ATTEMPTS = 100;
  private static final int MAX_CONDITION = 4096;

  private final KnownTypes types;
  private final Optional<SubAgendaRules> children;

  /**
   * Rules for operations.
   *
   * @param children for documents in their payloads; empty if payloads are looked at when they have
   *     their turn
   */
  OperationRules(KnownTypes types, Optional<SubAgendaRules> children) {
    this.types = types;
    this.children = children;
  }

  OperationDraft read(Json given, JsonPointer place, Phase phase, Findings findings) {
    if (!(given instanceof Json.Obj operation)) {
      findings.add(place, ProblemCode.WRONG_TYPE, "An operation is an object.");
      return new OperationDraft(
          place,
          "",
          "",
          phase,
          Json.EMPTY,
          List.of(),
          RetryPolicy.ONCE,
          Timeouts.NONE,
          Expansion.NONE,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Amounts.NONE,
          Amounts.NONE,
          Json.EMPTY);
    }
    findings.unknownFields(operation, place, FieldNames.OPERATION);
    var params = findings.object(operation, place, "params").orElse(Json.EMPTY);
    var paramsPlace = place.child("params");
    var name = name(operation, place, findings);
    var type = type(operation, place, findings);
    var payload = findings.present(operation, "payload").orElse(Json.EMPTY);
    children.ifPresent(rules -> {
      PayloadRules.check(type, payload, place.child("payload"), findings);
      if (type.equals(SubAgendaRules.TYPE)) {
        rules.check(payload, place.child("payload"), types, findings);
      }
    });
    var retry =
        PolicyRules.retry(
            operation, place, maximumAttempts(params, paramsPlace, findings), findings);
    var requests = Requests.read(operation, place, type, payload, findings);
    PolicyRules.checkGrowth(retry, requests, place, findings);
    return new OperationDraft(
        place,
        name,
        type,
        phase,
        payload,
        dependsOn(operation, params, place, findings),
        retry,
        PolicyRules.timeouts(operation, place, findings),
        ExpansionRules.read(operation, params, type, place, findings),
        when(operation, place, findings),
        WorkRules.group(operation, place, findings),
        WorkRules.read(operation, place, name, type, findings),
        requests,
        Requests.ofDependents(operation, place, findings),
        params);
  }

  /** POP's way to say how often to try. */
  static Optional<Integer> maximumAttempts(
      Json.Obj params, JsonPointer paramsPlace, Findings findings) {
    return findings.wholeOrDigits(params, paramsPlace, "maximumAttempts", 1, MAX_ATTEMPTS);
  }

  private static String name(Json.Obj operation, JsonPointer place, Findings findings) {
    if (findings.present(operation, "name").isEmpty()) {
      findings.add(place.child("name"), ProblemCode.MISSING_FIELD, "An operation has a name.");
      return "";
    }
    var name = findings.text(operation, place, "name", MAX_NAME);
    if (name.isEmpty()) {
      return "";
    }
    var text = name.get();
    if (text.isEmpty()
        || !text.equals(text.strip())
        || text.chars().anyMatch(Character::isISOControl)) {
      findings.add(
          place.child("name"),
          ProblemCode.BAD_NAME,
          "A name is not empty, has no control characters, and no blanks at its ends.");
      return "";
    }
    return text;
  }

  private String type(Json.Obj operation, JsonPointer place, Findings findings) {
    if (findings.present(operation, "type").isEmpty()) {
      findings.add(place.child("type"), ProblemCode.MISSING_FIELD, "An operation has a type.");
      return "";
    }
    var type = findings.text(operation, place, "type", MAX_NAME);
    if (type.isEmpty() || types.contains(type.get())) {
      return type.orElse("");
    }
    findings.add(
        place.child("type"),
        ProblemCode.UNKNOWN_TYPE,
        "There is no operation type " + Quoted.name(type.get()) + ".",
        findings.nearest(type.get(), types.names()));
    return "";
  }

  private static Optional<Condition> when(
      Json.Obj operation, JsonPointer place, Findings findings) {
    var condition = findings.text(operation, place, "when", MAX_CONDITION).map(Condition::of);
    condition
        .flatMap(given -> ConditionLanguage.installed().flatMap(known -> known.problem(given)))
        .ifPresent(why ->
            findings.add(
                place.child("when"), ProblemCode.BAD_CONDITION, "It is no condition: " + why));
    return condition;
  }

  private static List<Mention> dependsOn(
      Json.Obj operation, Json.Obj params, JsonPointer place, Findings findings) {
    var mentions = new ArrayList<Mention>();
    var listed = place.child("dependsOn");
    findings
        .present(operation, "dependsOn")
        .ifPresent(given -> mentions.addAll(listed(given, listed, findings)));
    var asPop = place.child("params").child("dependsOn");
    findings
        .text(params, place.child("params"), "dependsOn", Integer.MAX_VALUE)
        .ifPresent(names -> {
          for (var name : names.split(",", -1)) {
            if (!name.isBlank()) {
              mentions.add(new Mention(asPop, name.strip()));
            }
          }
        });
    return mentions;
  }

  private static List<Mention> listed(Json given, JsonPointer place, Findings findings) {
    if (!(given instanceof Json.Arr(List<Json> items))) {
      findings.wrongType(place, "dependsOn", "a list of names");
      return List.of();
    }
    var mentions = new ArrayList<Mention>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Json.Str(String name)) {
        mentions.add(new Mention(place.child(i), name));
      } else {
        findings.add(
            place.child(i), ProblemCode.WRONG_TYPE, "A dependency is the name of an operation.");
      }
    }
    return mentions;
  }
}
