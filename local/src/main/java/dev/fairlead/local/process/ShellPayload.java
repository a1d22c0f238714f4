package dev.fairlead.local.process;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the payload of a {@code shell} operation asks for:
 *
 * <pre>
 * {"command": ["prog", "arg", …]   or   "script": "text for sh",
 *  "env": {"NAME": "value", …}, "workingDirectory": "where", "result": "stdout"}
 * </pre>
 *
 * Exactly one of {@code command} (no shell looks at it) and {@code script} ({@code sh -e -c}); the
 * rest may be missing. With {@code "result": "stdout"} what the command prints on standard output
 * is its result, instead of going to the log.
 */
record ShellPayload(
    List<String> command,
    Map<String, String> environment,
    Optional<String> workingDirectory,
    boolean resultFromStdout) {
  private static final Set<String> FIELDS =
      Set.of("command", "script", "env", "workingDirectory", "result");

  /** The payload read, or what is wrong with it. */
  sealed interface Reading {
    record Valid(ShellPayload payload) implements Reading {}

    record Malformed(Diagnostic diagnostic) implements Reading {}
  }

  static Reading read(Json payload) {
    try {
      return new Reading.Valid(parse(payload));
    } catch (Wrong wrong) {
      return new Reading.Malformed(new Diagnostic("payload", wrong.sentence));
    }
  }

  private static ShellPayload parse(Json payload) throws Wrong {
    if (!(payload instanceof Json.Obj fields)) {
      throw new Wrong("The payload of a shell operation is an object.");
    }
    for (var name : fields.fields().keySet()) {
      if (!FIELDS.contains(name)) {
        throw new Wrong("The payload of a shell operation has no field \"" + name + "\".");
      }
    }
    var result = text(fields, "result");
    if (result.isPresent() && !result.get().equals("stdout")) {
      throw new Wrong("\"result\" is \"stdout\", or missing.");
    }
    return new ShellPayload(
        command(fields), environment(fields), text(fields, "workingDirectory"), result.isPresent());
  }

  private static List<String> command(Json.Obj fields) throws Wrong {
    var script = text(fields, "script");
    var command = fields.field("command");
    if (script.isPresent() == command.isPresent()) {
      throw new Wrong("The payload of a shell operation has either \"command\" or \"script\".");
    }
    if (script.isPresent()) {
      return List.of("sh", "-e", "-c", script.get());
    }
    var words = new ArrayList<String>();
    if (command.get() instanceof Json.Arr(List<Json> items)) {
      for (var item : items) {
        words.add(word(item, "\"command\" is a list of strings."));
      }
    }
    if (words.isEmpty()) {
      throw new Wrong("\"command\" is a list of strings, the program first.");
    }
    // The shell's exec would take it for an option, or look for a program without a name.
    if (words.getFirst().isEmpty() || words.getFirst().startsWith("-")) {
      throw new Wrong("\"command\" begins with the name of a program.");
    }
    return List.copyOf(words);
  }

  private static Map<String, String> environment(Json.Obj fields) throws Wrong {
    var variables = new LinkedHashMap<String, String>();
    switch (fields.field("env").orElse(Json.EMPTY)) {
      case Json.Obj(Map<String, Json> entries) -> {
        for (var entry : entries.entrySet()) {
          if (!entry.getKey().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new Wrong("\"env\" names variables by letters, digits and underscores.");
          }
          if (entry.getKey().startsWith("FAIRLEAD_")) {
            throw new Wrong("Variables that begin with FAIRLEAD_ are not for \"env\".");
          }
          variables.put(entry.getKey(), word(entry.getValue(), "\"env\" maps names to strings."));
        }
      }
      default -> throw new Wrong("\"env\" maps names to strings.");
    }
    return variables;
  }

  private static Optional<String> text(Json.Obj fields, String name) throws Wrong {
    var value = fields.field(name);
    return value.isEmpty()
        ? Optional.empty()
        : Optional.of(word(value.get(), "\"" + name + "\" is a string."));
  }

  private static String word(Json value, String otherwise) throws Wrong {
    // No process can be given a zero byte.
    if (value instanceof Json.Str(String text) && text.indexOf('\0') < 0) {
      return text;
    }
    throw new Wrong(otherwise);
  }

  private static final class Wrong extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;

    Wrong(String sentence) {
      super(sentence);
      this.sentence = sentence;
    }
  }
}
