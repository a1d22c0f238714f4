package dev.fairlead.reference;

import static dev.fairlead.reference.Markdown.code;
import static dev.fairlead.reference.Markdown.link;

import dev.fairlead.catalog.ApiSpec;
import dev.fairlead.catalog.Body;
import dev.fairlead.catalog.Form;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.RouteSpec;
import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.Kind;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.endpoint.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What callers of the API see. */
final class ApiPages {
  private static final String SCHEMAS =
      "../../shared/catalog/src/main/resources/dev/fairlead/catalog/schemas/";

  private ApiPages() {}

  static List<Page> all() {
    return List.of(routes(), errors(), problems());
  }

  private static Page routes() {
    var page =
        Page.markdown(
            "routes.md",
            "Routes",
            "The HTTPS API. [openapi.json](openapi.json) says the same for programs.");
    page.paragraph(
        "Every call carries `Authorization: Bearer` and an API token. Access `ADMIN` includes the"
            + " others. Every call may carry, and may be refused with, what is listed under"
            + " [Every route](#every-route).");
    page.line("").header("route", "what it does", "access", "function");
    for (Route route : Route.all()) {
      page.row(
          link(code(route.method() + " " + route.path()), "#" + anchor(route)),
          route.spec().summary(),
          code(route.access().name()),
          code(route.function().functionName()));
    }
    for (Route route : Route.all()) {
      describe(route.method() + " " + route.path(), route.spec(), page);
    }
    page.section("Every route");
    parameters(ApiSpec.PARAMETERS, page);
    page.paragraph("Refusals: " + refusals(ApiSpec.REFUSALS) + ".");
    return page.page();
  }

  private static void describe(String title, RouteSpec spec, Markdown page) {
    page.section(title).line(spec.summary());
    if (!spec.parameters().isEmpty()) {
      page.line("");
      parameters(spec.parameters(), page);
    }
    spec.request()
        .ifPresent(body ->
            page.paragraph(
                "Body: "
                    + schema(body)
                    + " as "
                    + body.mediaTypes().stream()
                        .map(Markdown::code)
                        .collect(Collectors.joining(" or "))
                    + "."));
    page.line("").header("status", "body", "when");
    for (RouteSpec.Answer answer : spec.answers()) {
      page.row(code(String.valueOf(answer.status())), schema(answer.body()), answer.meaning());
    }
    if (!spec.refusals().isEmpty()) {
      page.paragraph("Refusals of its own: " + refusals(spec.refusals()) + ".");
    }
  }

  private static void parameters(List<Parameter> parameters, Markdown page) {
    page.header("parameter", "in", "value", "meaning");
    for (Parameter parameter : parameters) {
      page.row(
          code(parameter.wireName()),
          Words.spaced(Words.pascal(parameter.place().name())),
          value(parameter.form()),
          parameter.meaning());
    }
  }

  private static String value(Form form) {
    return switch (form) {
      case Form.Text text -> text.words();
      case Form.Whole whole -> whole.words() + "; " + whole.usual() + " unless given";
    };
  }

  private static String refusals(Set<String> codes) {
    return Stream.of(ErrorCode.values())
        .filter(code -> codes.contains(code.name()))
        .map(code -> link(code(code.name()), "errors.md") + " (" + HttpStatus.of(code) + ")")
        .collect(Collectors.joining(", "));
  }

  private static String schema(Body body) {
    return link(body.schemaName(), SCHEMAS + body.schemaName() + ".json");
  }

  /** As renderers make it of a heading. */
  private static String anchor(Route route) {
    return (route.method() + " " + route.path())
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }

  private static Page errors() {
    var page =
        Page.markdown(
            "errors.md",
            "Errors",
            "The codes of refusals and failures: field `code` of every answer from 400 on.");
    page.paragraph(
        "Codes are stable: never renamed, never reused. What is wrong with an input in particular"
            + " is in the field `problems`; see [problems](problems.md).");
    page.line("").header("code", "status", "kind", "send again?", "meaning");
    for (ErrorCode error : ErrorCode.values()) {
      page.row(
          code(error.name()),
          String.valueOf(HttpStatus.of(error)),
          code(error.kind().name()),
          error.isRetryable() ? "yes" : "no",
          error.sentence());
    }
    page.section("Kinds").header("kind", "meaning");
    for (Kind kind : Kind.values()) {
      page.row(code(kind.name()), kind.meaning());
    }
    return page.page();
  }

  private static Page problems() {
    var page =
        Page.markdown(
            "problems.md",
            "Problems",
            "What can be wrong with an input: field `code` of each entry of `problems`.");
    page.paragraph(
        "An answer names every problem at once, each with its place, and often with a suggestion."
            + " `fairlead lint` finds the same ones in a file. Codes are stable: never renamed,"
            + " never reused.");
    page.line("").header("code", "meaning");
    for (ProblemCode problem : ProblemCode.values()) {
      page.row(code(problem.text()), problem.meaning());
    }
    return page.page();
  }
}
