package dev.fairlead.templates;

import dev.fairlead.core.agenda.AgendaDocument;
import dev.fairlead.core.agenda.DocumentRules;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.template.AgendaTemplate;
import dev.fairlead.core.template.TemplateExpansion;
import dev.fairlead.core.template.TemplateRules;
import dev.fairlead.templates.schema.PayloadSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes agendas of templates, as far as that can be done without accepting them. */
public final class Planning {
  private static final String PAYLOAD = "/payload";

  private final KnownTypes types;

  /**
   * Plans.
   *
   * @param types the operation types that agendas may have
   */
  public Planning(KnownTypes types) {
    this.types = types;
  }

  /**
   * What a payload makes of a template.
   *
   * @param document if the references could be replaced
   * @param agenda if there is no problem at all
   * @param problems by place: {@code /payload/…} in the call, anything else in the template
   */
  public record Plan(
      Optional<Json.Obj> document, Optional<AgendaDocument> agenda, List<Problem> problems) {
    public Plan {
      problems = List.copyOf(problems);
    }
  }

  /** All that is wrong with a template, or nothing. */
  public List<Problem> problems(Json template) {
    return switch (TemplateRules.check(template, types)) {
      case TemplateRules.Invalid(var problems) -> withSchemas(problems, template);
      case TemplateRules.Valid _ -> withSchemas(List.of(), template);
    };
  }

  private static List<Problem> withSchemas(List<Problem> problems, Json template) {
    if (template instanceof Json.Obj object
        && object.field("parameters").orElse(Json.NULL) instanceof Json.Obj schema) {
      return Stream.concat(
              problems.stream(),
              new PayloadSchema(schema).problems().stream().map(p -> below("/parameters", p)))
          .sorted(Problem.BY_PLACE)
          .toList();
    }
    return problems;
  }

  /**
   * The rules may have grown since the template was accepted, so it is held to them again.
   *
   * @param template as stored
   */
  public Plan plan(Json template, Json payload) {
    return switch (TemplateRules.check(template, types)) {
      case TemplateRules.Invalid(var problems) ->
          new Plan(Optional.empty(), Optional.empty(), problems);
      case TemplateRules.Valid(AgendaTemplate valid) -> plan(valid, payload);
    };
  }

  private Plan plan(AgendaTemplate template, Json payload) {
    var problems = new ArrayList<Problem>();
    if (template.parameters().orElse(Json.NULL) instanceof Json.Obj schema) {
      new PayloadSchema(schema)
          .violations(payload)
          .forEach(problem -> problems.add(below(PAYLOAD, problem)));
    }
    switch (TemplateExpansion.expand(template, payload)) {
      case TemplateExpansion.Unresolvable(var unresolved) -> {
        problems.addAll(unresolved);
        return new Plan(Optional.empty(), Optional.empty(), problems);
      }
      case TemplateExpansion.Expanded(Json.Obj document) -> {
        return checked(document, problems);
      }
    }
  }

  private Plan checked(Json.Obj document, List<Problem> problems) {
    switch (DocumentRules.check(document, types)) {
      case DocumentRules.Invalid(var found) -> {
        found.forEach(problem -> problems.add(TemplateRules.inTemplate(problem)));
        return new Plan(Optional.of(document), Optional.empty(), problems);
      }
      case DocumentRules.Valid(AgendaDocument agenda) -> {
        return new Plan(
            Optional.of(document), Optional.of(agenda).filter(_ -> problems.isEmpty()), problems);
      }
    }
  }

  private static Problem below(String place, Problem problem) {
    return new Problem(
        place + problem.path(),
        problem.code(),
        problem.message(),
        problem.suggestion(),
        problem.position());
  }
}
