package dev.fairlead.core.agenda;

import dev.fairlead.core.agenda.Expansion.Tolerance;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rules of how one operation becomes several: forEach and generators. */
final class ExpansionRules {
  private static final String FOR_EACH = "forEach";
  private static final String GENERATOR = "agenda.operation.generator";
  static final String UPDATE_AGENDA = "updateAgenda";
  private static final JsonPointer OPERATIONS = JsonPointer.WHOLE.child("operations");
  private static final JsonPointer PARAMS = JsonPointer.WHOLE.child("params");
  private static final String USUAL_NAME = "item";
  private static final int MAX_TEXT = 1024;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
  private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:[.][0-9]{1,6})?)%");

  private ExpansionRules() {}

  static Expansion read(
      Json.Obj operation, Json.Obj params, String type, JsonPointer place, Findings findings) {
    var forEach =
        findings
            .object(operation, place, FOR_EACH)
            .map(given -> forEach(given, place.child(FOR_EACH), findings));
    var generator = generator(params, type, place.child("params"), findings);
    if (forEach.isPresent() && generator.isPresent()) {
      findings.add(
          place.child(FOR_EACH),
          ProblemCode.UNKNOWN_VALUE,
          "An operation that generates others has no forEach.");
    }
    return forEach.or(() -> generator).orElse(Expansion.NONE);
  }

  private static Expansion forEach(Json.Obj given, JsonPointer at, Findings findings) {
    findings.unknownFields(given, at, FieldNames.FOR_EACH);
    return new Expansion.ForEach(
        items(given, at, findings),
        as(given, at, findings),
        findings
            .whole(given, at, "maxConcurrency", 1, Expansion.ForEach.MAX_ELEMENTS)
            .orElse(Expansion.ForEach.MAX_ELEMENTS),
        tolerated(given, at, findings));
  }

  private static Json items(Json.Obj given, JsonPointer at, Findings findings) {
    var items = findings.present(given, "items");
    if (items.isEmpty()) {
      findings.add(at.child("items"), ProblemCode.MISSING_FIELD, "The field items is missing.");
      return Json.EMPTY;
    }
    boolean isReference = items.get() instanceof Json.Str(String text) && Reference.isIn(text);
    if (!isReference && !(items.get() instanceof Json.Arr)) {
      findings.wrongType(at.child("items"), "items", "a list, or a reference to one");
    } else if (items.get() instanceof Json.Arr(List<Json> list)
        && list.size() > Expansion.ForEach.MAX_ELEMENTS) {
      findings.add(
          at.child("items"),
          ProblemCode.TOO_MANY_OPERATIONS,
          "A list has at most " + Expansion.ForEach.MAX_ELEMENTS + " items.");
    }
    return items.get();
  }

  private static String as(Json.Obj given, JsonPointer at, Findings findings) {
    var name = findings.text(given, at, "as", MAX_TEXT).orElse(USUAL_NAME);
    if (!NAME.matcher(name).matches()) {
      findings.add(
          at.child("as"),
          ProblemCode.BAD_NAME,
          "The field as is a letter, then up to 63 letters, digits, dashes and underscores.");
    }
    return name;
  }

  private static Tolerance tolerated(Json.Obj given, JsonPointer at, Findings findings) {
    var name = "toleratedFailures";
    return switch (findings.present(given, name).orElse(Json.of(0))) {
      case Json.Num number
          when number.whole().filter(n -> n >= 0 && n <= Integer.MAX_VALUE).isPresent() ->
          new Tolerance(number.whole().orElse(0L).intValue(), 0);
      case Json.Str(String text) when fraction(text).isPresent() ->
          new Tolerance(0, fraction(text).orElse(0.0));
      case Json _ -> {
        findings.wrongType(at.child(name), name, "a whole number, or a share such as 5%");
        yield Tolerance.NONE;
      }
    };
  }

  private static Optional<Double> fraction(String text) {
    var percent = PERCENT.matcher(text);
    return percent.matches()
        ? Optional.of(new BigDecimal(percent.group(1)).movePointLeft(2).doubleValue())
            .filter(fraction -> fraction <= 1)
        : Optional.empty();
  }

  /** As POP has it, under params; the type updateAgenda generates without being told to. */
  private static Optional<Expansion> generator(
      Json.Obj params, String type, JsonPointer at, Findings findings) {
    var given = findings.object(params, at, GENERATOR);
    if (given.isEmpty() && !type.equals(UPDATE_AGENDA)) {
      return Optional.empty();
    }
    var fields = given.orElse(Json.EMPTY);
    var place = at.child(GENERATOR);
    findings.unknownFields(fields, place, FieldNames.GENERATOR);
    var operationsAt = pointer(fields, place, "operationsJsonPointer", findings);
    var paramsAt = pointer(fields, place, "paramsJsonPointer", findings);
    var logOnly = findings.truth(fields, place, "logOnly").orElse(false);
    return logOnly
        ? Optional.empty()
        : Optional.of(
            new Expansion.Generator(
                operationsAt.orElse(OPERATIONS),
                type.equals(UPDATE_AGENDA) ? paramsAt.or(() -> Optional.of(PARAMS)) : paramsAt));
  }

  private static Optional<JsonPointer> pointer(
      Json.Obj fields, JsonPointer place, String name, Findings findings) {
    var text = findings.text(fields, place, name, MAX_TEXT);
    var read =
        text.flatMap(given -> JsonPointer.parse(given.startsWith("/") ? given : "/" + given));
    if (text.isPresent() && read.isEmpty()) {
      findings.wrongType(place.child(name), name, "a JSON Pointer");
    }
    return read;
  }
}
