package dev.fairlead.cli;

import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What an object is to say. */
final class FieldOptions {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Its fields, YAML or JSON; - for stdin.")
  private @Nullable String file;

  @Option(
      names = "--set",
      paramLabel = "FIELD=VALUE",
      description = "Sets a field; the value is JSON where it can be read as that, else text.")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Option(names = "--clear", paramLabel = "FIELD", description = "Clears a field.")
  private List<String> cleared = new ArrayList<>();

  /** The body of a request: the file's fields, and those that are set or cleared. */
  Json.Obj read(InputStream stdin) {
    var body = Json.object();
    if (file != null) {
      var text = DocumentFile.require(file, stdin);
      try {
        if (!(text.parse() instanceof Json.Obj object)) {
          throw new CliException(ExitCode.INVALID, "'" + file + "' holds no object.");
        }
        object.fields().forEach(body::put);
      } catch (FairleadException malformed) {
        throw text.refusal(malformed.problems());
      }
    }
    fields.forEach((name, value) -> body.put(name, jsonOrText(value)));
    cleared.forEach(name -> body.put(name, Json.NULL));
    return body.build();
  }

  private static Json jsonOrText(String value) {
    try {
      return JsonText.parse(value);
    } catch (FairleadException text) {
      return Json.of(value);
    }
  }
}
