package dev.fairlead.core.template;

import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.agenda.Reference;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.agenda.Token;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.objects.Sharing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides whether a JSON value is an agenda template. All that can be known before a payload comes
 * is checked here, the rules of {@link DocumentRules} on its agenda among it; whether {@code
 * parameters} is a JSON Schema is for whoever has a library for that.
 *
 * <p>POP's templates are accepted: {@code id}, {@code cid}, {@code addedTime}, {@code updatedTime},
 * {@code params} and {@code isDefaultTemplate} are kept without effect.
 */
public final class TemplateRules {
  private static final JsonPointer ROOT = JsonPointer.WHOLE;
  private static final int MAX_TEXT = 1024;
  private static final int MAX_DESCRIPTION = 16 * 1024;
  private static final int MAX_NAME = 256;

  private static final List<String> FIELDS =
      List.of(
          "title",
          "description",
          "customerId",
          "allowedCustomerIds",
          "isGlobal",
          "staticParameters",
          "parameters",
          "agenda");
  private static final Set<String> IGNORED =
      Set.of("id", "cid", "addedTime", "updatedTime", "params", "isDefaultTemplate");

  /** What references mean already, in one pass or the other. */
  private static final Set<String> TAKEN =
      Stream.concat(
              Stream.of(Token.values()).map(Token::text),
              Stream.of("pop.payload", "pop.transformRequest"))
          .collect(Collectors.toUnmodifiableSet());

  private final Findings findings = new Findings();
  private final KnownTypes types;

  private TemplateRules(KnownTypes types) {
    this.types = types;
  }

  /** What a check came to. */
  public sealed interface Outcome {}

  /** Every rule holds. */
  public record Valid(AgendaTemplate template) implements Outcome {}

  /**
   * Some rule is broken.
   *
   * @param problems at least one, by place, as {@link DocumentRules.Invalid} lists them
   */
  public record Invalid(List<Problem> problems) implements Outcome {
    public Invalid {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Checks everything at once. Cost: linear in the template.
   *
   * @param types those that its operations may have
   */
  public static Outcome check(Json template, KnownTypes types) {
    return new TemplateRules(types).check(template);
  }

  private Outcome check(Json given) {
    if (!(given instanceof Json.Obj template)) {
      findings.add(ROOT, ProblemCode.WRONG_TYPE, "An agenda template is an object.");
      return new Invalid(findings.problems());
    }
    checkFields(template);
    var title = findings.text(template, ROOT, "title", MAX_TEXT);
    findings.text(template, ROOT, "description", MAX_DESCRIPTION);
    findings.text(template, ROOT, "customerId", MAX_TEXT);
    Sharing.read(template, findings);
    var parameters = findings.present(template, "parameters");
    if (parameters.filter(schema -> !(schema instanceof Json.Obj)).isPresent()) {
      findings.wrongType(ROOT.child("parameters"), "parameters", "a JSON Schema, an object");
    }
    var statics = staticParameters(template);
    if (findings.present(template, "agenda").isEmpty()) {
      findings.add(ROOT.child("agenda"), ProblemCode.MISSING_FIELD, "The field agenda is missing.");
    }
    var agenda = findings.object(template, ROOT, "agenda").orElse(Json.EMPTY);
    var problems =
        Stream.concat(problemsOf(agenda, statics).stream(), findings.problems().stream())
            .sorted(Problem.BY_PLACE)
            .toList();
    return problems.isEmpty()
        ? new Valid(new AgendaTemplate(title, statics, parameters, agenda, template))
        : new Invalid(problems);
  }

  private void checkFields(Json.Obj template) {
    template
        .fields()
        .keySet()
        .forEach(name -> {
          if (!FIELDS.contains(name) && !IGNORED.contains(name)) {
            findings.add(
                ROOT.child(name),
                ProblemCode.UNKNOWN_FIELD,
                "There is no field " + Quoted.name(name) + " here.",
                findings.nearest(name, FIELDS));
          }
        });
  }

  private Map<String, Json> staticParameters(Json.Obj template) {
    var given = findings.object(template, ROOT, "staticParameters").orElse(Json.EMPTY);
    var place = ROOT.child("staticParameters");
    var statics = new LinkedHashMap<String, Json>();
    given
        .fields()
        .forEach((name, value) -> {
          var wrong = wrongWith(name, value);
          if (wrong.isEmpty()) {
            statics.put(name, value);
          } else {
            findings.add(place.child(name), ProblemCode.BAD_PARAMETER, wrong);
          }
        });
    return statics;
  }

  /** A sentence, or nothing. */
  private static String wrongWith(String name, Json value) {
    if (TAKEN.contains(name)) {
      return "Parameter [" + name + "] is duplicated: references know something else by that name.";
    }
    if (name.isBlank() || name.length() > MAX_NAME || !isReferable(name)) {
      return "No reference could name the parameter " + Quoted.name(name) + ".";
    }
    if (name.endsWith(".out") || name.startsWith("secret:")) {
      return Quoted.name(name) + " is how references name outputs and secrets.";
    }
    if (!References.isFreeOf(value)) {
      return "The value of a static parameter holds no references.";
    }
    return "";
  }

  private static boolean isReferable(String name) {
    var parts = Reference.parse("@<" + name + ">");
    return parts.size() == 1
        && parts.getFirst() instanceof Reference reference
        && reference.name().equals(name);
  }

  private void checkOpenPlaces(Json.Obj agenda) {
    References.visit(
        agenda,
        ROOT,
        (place, part) -> {
          if (part instanceof Reference reference
              && TemplateExpansion.PAYLOAD_NAMES.contains(reference.name())
              && !OpenPlaces.contains(place.tokens(), holdsDocuments(agenda, place))) {
            findings.add(
                inAgenda(place),
                ProblemCode.NOT_OPEN,
                Quoted.plain(reference.text())
                    + " can't stand here: a payload decides only what is in an operation's payload,"
                    + " and the agenda's title, linkId, externalId and priority.");
          }
        });
  }

  private static boolean holdsDocuments(Json.Obj agenda, JsonPointer place) {
    return OpenPlaces.isInOperation(place.tokens())
        && new JsonPointer(place.tokens().subList(0, 2)).find(agenda).orElse(Json.NULL)
            instanceof Json.Obj operation
        && OpenPlaces.holdsDocuments(operation);
  }

  private static JsonPointer inAgenda(JsonPointer place) {
    return new JsonPointer(
        Stream.concat(TemplateExpansion.AGENDA.tokens().stream(), place.tokens().stream())
            .toList());
  }

  /** Static parameters first: a type that comes from one closes places like any other. */
  private List<Problem> problemsOf(Json.Obj agenda, Map<String, Json> statics) {
    return switch (References.resolveOnly(agenda, TemplateExpansion.AGENDA, statics)) {
      case References.Unresolvable(var problems) -> problems;
      case References.Resolved(Json.Obj resolved, _) -> problemsOf(resolved);
      case References.Resolved(Json other, _) ->
          throw new IllegalStateException("an object became " + other.getClass());
    };
  }

  private List<Problem> problemsOf(Json.Obj agenda) {
    if (agenda.fields().isEmpty()) {
      return List.of();
    }
    checkOpenPlaces(agenda);
    return switch (DocumentRules.checkFrame(TemplateExpansion.withoutPayload(agenda), types)) {
      case DocumentRules.Valid _ -> List.of();
      case DocumentRules.Invalid(var problems) ->
          problems.stream().map(TemplateRules::inTemplate).toList();
    };
  }

  /** A problem of the agenda by itself, at its place in the template. */
  public static Problem inTemplate(Problem problem) {
    return problem.code() == ProblemCode.MORE_PROBLEMS
        ? problem
        : new Problem(
            TemplateExpansion.AGENDA + problem.path(),
            problem.code(),
            problem.message(),
            problem.suggestion(),
            problem.position());
  }
}
