package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.template.TemplateName;
import dev.fairlead.wire.YamlText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fairlead template}: {@code create}, {@code get}, {@code ls}, {@code delete}. */
@Command(
    name = "template",
    mixinStandardHelpOptions = true,
    description = "Keeps agenda templates, and runs them.")
final class TemplateCommand {
  private static final String NAME = "Name of the template.";

  /** Where it may be one that another customer shares. */
  static final String SHARED_NAME = "Name of the template; OWNER/NAME of one that is shared.";

  private final Fairlead fairlead;

  /** All of it, with the commands that are classes of their own. */
  static CommandLine commandLine(Fairlead fairlead) {
    return new CommandLine(new TemplateCommand(fairlead))
        .addSubcommand(new TemplatePlanCommand(fairlead))
        .addSubcommand(new TemplateRunCommand(fairlead));
  }

  private TemplateCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Makes a template, or its next version.",
        "A text that the latest version has already is no new version."
      })
  int create(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Parameters(paramLabel = "FILE", description = "The template, YAML or JSON; - for stdin.")
          String file,
      @Option(
              names = "--if-version",
              paramLabel = "N",
              description = "Only if this is the latest version; 0 if there is none yet.")
          @Nullable Integer latest) {
    var surroundings = fairlead.surroundings();
    var connection = server.connection(surroundings.settings());
    var values = values(name);
    condition(latest, values);
    var template = DocumentFile.require(file, surroundings.in());
    try (var api = new ApiClient(connection)) {
      var answer =
          api.send(
              Route.Agenda.PUT_TEMPLATE,
              values,
              template,
              (status, problem) -> Refusal.of(status, problem, template));
      output.write(
          surroundings.out(),
          answer,
          () ->
              List.of(
                  "Template " + named(answer) + " is at version " + version(answer) + ".",
                  "See what it would run with: fairlead template plan " + named(answer)));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = "Shows a template; as a table, only its text, as YAML.")
  int get(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "[OWNER/]NAME", description = SHARED_NAME) String name,
      @Mixin VersionOption version) {
    var surroundings = fairlead.surroundings();
    var values = sharedValues(name);
    version.addTo(values);
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.ask(Route.Agenda.GET_TEMPLATE, values);
      output.write(
          surroundings.out(),
          answer,
          () ->
              List.of(
                  "# Template %s, version %s of %s"
                      .formatted(named(answer), version(answer), answer.whole("latest").orElse(0L)),
                  YamlText.write(answer.field("template").orElse(Json.NULL)).stripTrailing()));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists your templates, by name.")
  int list(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Option(names = "--title", paramLabel = "TITLE", description = "Only those with this title.")
          @Nullable String title) {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = all(api, Optional.ofNullable(title));
      var out = surroundings.out();
      output.write(out, answer, () -> lines(answer, title != null, out));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private List<String> lines(Json.Obj answer, boolean isSearched, Screen out) {
    var templates = AgendaView.items(answer, "templates");
    if (templates.isEmpty() && isSearched) {
      return List.of("No template has this title.");
    }
    if (templates.isEmpty()) {
      return List.of("No templates yet. Make one with: fairlead template create NAME FILE");
    }
    var table = new Table("NAME", "VERSION", "PUT", "TITLE");
    for (var template : templates) {
      table.add(
          Table.Cell.of(template.text("name").orElse("")),
          Table.Cell.of(version(template)),
          Table.Cell.of(template.text("createdAt").orElse("")),
          Table.Cell.of(template.text("title").orElse("")));
    }
    return table.lines(out.size().get().columns(), fairlead.style(out));
  }

  /** All pages as one answer. */
  private static Json.Obj all(ApiClient api, Optional<String> title) {
    var templates = new ArrayList<Json>();
    Optional<String> next = Optional.empty();
    do {
      var values = new EnumMap<Parameter, String>(Map.of(Parameter.LIMIT, "200"));
      next.ifPresent(name -> values.put(Parameter.AFTER_TEMPLATE, name));
      title.ifPresent(text -> values.put(Parameter.TITLE, text));
      var page = api.ask(Route.Agenda.LIST_TEMPLATES, values);
      templates.addAll(AgendaView.items(page, "templates"));
      next = page.text("next");
    } while (next.isPresent());
    return Json.object().put("templates", Json.array(templates)).build();
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes a template with all its versions. Agendas made of it stay.")
  int delete(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "NAME", description = NAME) String name,
      @Option(
              names = "--if-version",
              paramLabel = "N",
              description = "Only if this is the latest version.")
          @Nullable Integer latest) {
    var surroundings = fairlead.surroundings();
    var values = values(name);
    condition(latest, values);
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.ask(Route.Agenda.DELETE_TEMPLATE, values);
      output.write(
          surroundings.out(),
          answer,
          () ->
              List.of(
                  "Template "
                      + named(answer)
                      + " is gone; its latest version was "
                      + version(answer)
                      + "."));
      return ExitCode.SUCCEEDED.number();
    }
  }

  /** The path of what has this name; a name that no template has is refused before it is sent. */
  static Map<Parameter, String> values(String name) {
    if (!TemplateName.isValid(name)) {
      throw new CliException(
          ExitCode.INVALID,
          "'"
              + name
              + "' is no template's name: 1 to 64 letters, digits, dots, underscores and"
              + " dashes, a letter or digit first.");
    }
    return new EnumMap<>(Map.of(Parameter.TEMPLATE_NAME, name));
  }

  /** The same of a template that may be another's, {@code OWNER/NAME}. */
  static Map<Parameter, String> sharedValues(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      return values(name);
    }
    var owner = name.substring(0, slash);
    if (!CustomerId.isValid(owner)) {
      throw new CliException(ExitCode.INVALID, "'" + owner + "' is no customer's id.");
    }
    var values = values(name.substring(slash + 1));
    values.put(Parameter.TEMPLATE_OWNER, owner);
    return values;
  }

  private static void condition(@Nullable Integer latest, Map<Parameter, String> values) {
    if (latest == null) {
      return;
    }
    if (latest < 0) {
      throw new CliException(ExitCode.INVALID, "--if-version is 0 or more.");
    }
    if (latest == 0) {
      values.put(Parameter.IF_NONE_MATCH, "*");
    } else {
      values.put(Parameter.IF_MATCH, "\"" + latest + "\"");
    }
  }

  static String named(Json.Obj answer) {
    return Text.line(answer.text("name").or(() -> answer.text("template")).orElse("?"));
  }

  static String version(Json.Obj answer) {
    return answer.whole("version").map(String::valueOf).orElse("?");
  }
}
