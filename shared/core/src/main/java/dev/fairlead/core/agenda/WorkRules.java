package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How an operation says what it does with which component. */
final class WorkRules {
  private static final int MAX_ID = 512;

  /** Ended by whoever approves it, apart from the steps that know of inventories. */
  private static final String APPROVAL = "approval";

  /** No dots: they part the words of a subject. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private static final List<String> FIELDS =
      List.of("verb", "component", "provider", "componentId");

  private WorkRules() {}

  /**
   * Reads it.
   *
   * @param name of the operation
   * @param type of the operation
   */
  static Optional<ComponentWork> read(
      Json.Obj operation, JsonPointer place, String name, String type, Findings findings) {
    if (FIELDS.stream().allMatch(field -> findings.present(operation, field).isEmpty())) {
      return Optional.empty();
    }
    var verb = verb(operation, place, findings).orElse(Verb.RUN);
    if (type.equals(APPROVAL) && verb != Verb.RUN) {
      findings.notSupportedYet(place.child("verb"), "A verb for type " + APPROVAL);
    }
    return Optional.of(
        new ComponentWork(
            verb,
            word(operation, place, "component", findings).orElse(type),
            word(operation, place, "provider", findings).orElse(ComponentWork.OWN),
            id(operation, place, findings).orElse(name)));
  }

  /** The same, where an operation's group is meant. */
  static Optional<String> group(Json.Obj operation, JsonPointer place, Findings findings) {
    return word(operation, place, "sequentialGroup", findings);
  }

  /** The inventory that an agenda's operations change. */
  static Optional<InventoryName> inventory(
      Json.Obj document, JsonPointer place, Findings findings) {
    var given = findings.text(document, place, "inventory", Integer.MAX_VALUE);
    var name = given.flatMap(InventoryName::of);
    if (given.isPresent() && name.isEmpty()) {
      findings.add(
          place.child("inventory"),
          ProblemCode.BAD_NAME,
          "An inventory's name has 1 to 64 letters, digits, dots, underscores, dashes, and begins"
              + " with a letter or digit.");
    }
    return name;
  }

  private static Optional<Verb> verb(Json.Obj operation, JsonPointer place, Findings findings) {
    var given = findings.text(operation, place, "verb", Integer.MAX_VALUE);
    var verb = given.flatMap(Verb::of);
    if (given.isPresent() && verb.isEmpty()) {
      findings.add(
          place.child("verb"),
          ProblemCode.UNKNOWN_VALUE,
          "There is no verb " + Quoted.name(given.get()) + ".",
          findings.nearest(given.get(), Verb.words()));
    }
    return verb;
  }

  private static Optional<String> word(
      Json.Obj operation, JsonPointer place, String field, Findings findings) {
    return checked(
        findings.text(operation, place, field, Integer.MAX_VALUE),
        place.child(field),
        text -> WORD.matcher(text).matches(),
        "It has 1 to 64 letters, digits, underscores, dashes, and begins with a letter or digit.",
        findings);
  }

  private static Optional<String> id(Json.Obj operation, JsonPointer place, Findings findings) {
    return checked(
        findings.text(operation, place, "componentId", MAX_ID),
        place.child("componentId"),
        text ->
            !text.isEmpty()
                && text.equals(text.strip())
                && text.chars().noneMatch(Character::isISOControl),
        "An id is not empty, has no control characters, and no blanks at its ends.",
        findings);
  }

  private static Optional<String> checked(
      Optional<String> given,
      JsonPointer place,
      Predicate<String> rule,
      String message,
      Findings findings) {
    if (given.filter(rule.negate()).isPresent()) {
      findings.add(place, ProblemCode.BAD_NAME, message);
    }
    return given.filter(rule);
  }
}
