package dev.fairlead.core.agenda;

import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The payload of an operation of type {@code agenda} that names a template instead of being a
 * document.
 *
 * @param version the latest unless given
 * @param parameters what the template is run with
 */
public record TemplateCall(String name, Optional<Long> version, Json parameters) {
  private static final String TEMPLATE = "template";
  private static final String VERSION = "version";
  private static final String PARAMETERS = "parameters";

  /** As templates are named, see {@code TemplateName}. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private static final FieldNames FIELDS =
      new FieldNames(List.of(TEMPLATE, VERSION, PARAMETERS), Set.of(), Set.of());

  /** Whether a payload is one. */
  public static boolean is(Json payload) {
    return payload instanceof Json.Obj fields && fields.field(TEMPLATE).isPresent();
  }

  /** Reads a payload whose references are replaced; only good for use if nothing was found. */
  public static TemplateCall read(Json payload, JsonPointer place, Findings findings) {
    return read(payload, place, _ -> false, findings);
  }

  /**
   * The same before that.
   *
   * @param isLater of which values nothing is known yet
   */
  static TemplateCall read(
      Json payload, JsonPointer place, Predicate<Json> isLater, Findings findings) {
    if (!(payload instanceof Json.Obj fields)) {
      findings.wrongType(place, "payload", "an object");
      return new TemplateCall("", Optional.empty(), Json.EMPTY);
    }
    findings.unknownFields(fields, place, FIELDS);
    Json name = fields.field(TEMPLATE).orElse(Json.NULL);
    boolean isName = name instanceof Json.Str(String text) && NAME.matcher(text).matches();
    if (!isName && !isLater.test(name)) {
      findings.add(
          place.child(TEMPLATE),
          ProblemCode.INVALID_TEMPLATE_NAME,
          "The field template is the name of a template.");
    }
    Json version = fields.field(VERSION).orElse(Json.NULL);
    Optional<Long> number =
        version instanceof Json.Num given ? given.whole().filter(n -> n > 0) : Optional.empty();
    if (number.isEmpty() && !version.equals(Json.NULL) && !isLater.test(version)) {
      findings.add(
          place.child(VERSION), ProblemCode.INVALID_VERSION, "A version is a whole number from 1.");
    }
    return new TemplateCall(
        name instanceof Json.Str(String text) ? text : "",
        number,
        fields.field(PARAMETERS).orElse(Json.EMPTY));
  }
}
