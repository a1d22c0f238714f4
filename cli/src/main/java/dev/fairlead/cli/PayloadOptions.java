package dev.fairlead.cli;

import dev.fairlead.catalog.Parameter;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a template is called with. */
final class PayloadOptions {
  private static final String PLACE = "/payload";

  @Option(
      names = {"-p", "--payload"},
      paramLabel = "FILE",
      description = "The payload, YAML or JSON; - for stdin. An empty object unless given.")
  private @Nullable String file;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description =
          "Sets a field of the payload; the value is JSON where it can be read as that, else text.")
  private Map<String, String> fields = new LinkedHashMap<>();

  /** A payload, and where it was written. */
  record Payload(Optional<DocumentText> text, Json value) {}

  Payload read(InputStream stdin) {
    Optional<DocumentText> text =
        Optional.ofNullable(file).map(named -> DocumentFile.require(named, stdin));
    Json value = text.map(PayloadOptions::parsed).orElse(Json.EMPTY);
    if (fields.isEmpty()) {
      return new Payload(text, value);
    }
    if (!(value instanceof Json.Obj object)) {
      throw new CliException(
          ExitCode.INVALID, "--set needs a payload that is an object; this one is none.");
    }
    for (var field : fields.entrySet()) {
      object = object.with(field.getKey(), jsonOrText(field.getValue()));
    }
    // Problems of what was set stand nowhere in the file.
    return new Payload(Optional.empty(), object);
  }

  private static Json parsed(DocumentText text) {
    try {
      return text.parse();
    } catch (FairleadException malformed) {
      throw text.refusal(malformed.problems());
    }
  }

  private static Json jsonOrText(String value) {
    try {
      return JsonText.parse(value);
    } catch (FairleadException text) {
      return Json.of(value);
    }
  }

  /** Calls a template; what it refuses of the payload is shown where it stands in its file. */
  static Json.Obj call(ApiClient api, Route route, Map<Parameter, String> values, Payload payload) {
    return api.send(
        route,
        values,
        Json.object().put("payload", payload.value()).build(),
        (status, problem) -> {
          var problems = problem.map(body -> problems(body, "problems")).orElse(List.of());
          return status != 400 || problems.isEmpty()
              ? Refusal.of(status, problem)
              : refusal(values, payload, problems);
        });
  }

  /** What a template and a payload are refused for, which a plan tells as well. */
  static DocumentRefusal refusal(
      Map<Parameter, String> values, Payload payload, List<DocumentProblem> problems) {
    if (payload.text().isPresent()
        && problems.stream().allMatch(problem -> problem.path().startsWith(PLACE))) {
      var text = payload.text().get();
      var inPayload = problems.stream().map(PayloadOptions::inPayload).toList();
      return new DocumentRefusal(text.file(), text.placed(inPayload));
    }
    return new DocumentRefusal("template " + values.get(Parameter.TEMPLATE_NAME), problems);
  }

  static List<DocumentProblem> problems(Json.Obj answer, String field) {
    return AgendaView.items(answer, field).stream().map(DocumentProblem::of).toList();
  }

  private static DocumentProblem inPayload(DocumentProblem problem) {
    return new DocumentProblem(
        problem.path().substring(PLACE.length()),
        problem.code(),
        problem.message(),
        problem.suggestion(),
        problem.position());
  }
}
