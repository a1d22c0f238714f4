package dev.fairlead.core.objects;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.access.ShellScript;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.Selection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How operations of a type are done that operators registered for hosts: each attempt holds a lease
 * of its own, and its command runs in the lease's directory.
 *
 * @param type what kind of resource is leased; what the first blueprint makes unless given
 * @param selection from what the lease is served
 * @param command the program and what it is told, at least one; with its quotes at most {@value
 *     #MAX_COMMAND} bytes
 * @param env variables of its environment, in the order of their names; a PATH among them is the
 *     command's alone; together as much as the command
 * @param startsWithin an attempt whose command has not started so long after its lease was active
 *     has failed; 1 s to 1 d
 * @param silence an attempt that printed nothing for so long has timed out; 10 s to 1 d; absent, it
 *     may be silent
 */
public record HostTerms(
    Optional<String> type,
    Selection selection,
    List<String> command,
    Map<String, String> env,
    Duration startsWithin,
    Optional<Duration> silence) {
  /** The field that says so. */
  public static final String HOST = "host";

  private static final String COMMAND = "command";
  private static final String ENV = "env";
  private static final String STARTS_WITHIN = "startsWithin";
  private static final String SILENCE = "silence";
  private static final String TYPE = "type";
  private static final String POOL = "resourcePoolId";
  private static final String BLUEPRINTS = "blueprintIds";
  private static final String LABELS = "labels";

  /** Fields of a handler that say nothing of a host. */
  private static final List<String> OF_PODS =
      List.of("image", "args", "requests", "limits", "idempotent", "pod");

  private static final int MAX_TEXT = 256;
  private static final int MAX_BLUEPRINTS = 40;
  private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Duration SHORTEST_START = Duration.ofSeconds(1);
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** In bytes: a host takes no more than 128 KiB at once, and our scripts need some of it. */
  static final int MAX_COMMAND = 64 * 1024;

  public HostTerms {
    command = List.copyOf(command);
    env = SpecJson.byName(env);
  }

  /** Whether a handler's fields speak of hosts. */
  public static boolean isMeant(Json.Obj fields) {
    return fields.field(HOST).filter(said -> !said.equals(Json.NULL)).isPresent();
  }

  /** What a handler's fields, which are known to be right, say about hosts. */
  public static HostTerms of(Json.Obj fields) {
    return read(fields, new Findings());
  }

  /**
   * Reads a handler's terms.
   *
   * @param findings gets every problem; with any, the answer means nothing
   */
  static HostTerms read(Json.Obj given, Findings findings) {
    var fields = new SpecFields(given, JsonPointer.WHOLE, findings);
    OF_PODS.stream()
        .filter(fields::has)
        .forEach(name -> fields.contradiction(name, "is for pods, and this handler names a host"));
    var command = fields.texts(COMMAND, KubernetesText.ARGUMENT);
    if (!fields.has(COMMAND)) {
      fields.missing(COMMAND);
    } else if (command.isEmpty() || command.getFirst().isEmpty()) {
      findings.add(
          JsonPointer.WHOLE.child(COMMAND), ProblemCode.BLANK, "A command begins with a program.");
    }
    var env = variables(fields);
    limit(COMMAND, command.stream(), findings);
    limit(ENV, Stream.concat(env.keySet().stream(), env.values().stream()), findings);
    var host = findings.object(given, JsonPointer.WHOLE, HOST).orElse(Json.EMPTY);
    var at = JsonPointer.WHOLE.child(HOST);
    findings.onlyFields(host, at, List.of(TYPE, POOL, BLUEPRINTS, LABELS));
    var type = findings.text(host, at, TYPE, MAX_TEXT);
    var blueprints =
        ObjectFields.texts(host, BLUEPRINTS, at.child(BLUEPRINTS), MAX_BLUEPRINTS, findings);
    if (type.isEmpty() && blueprints.isEmpty()) {
      findings.add(
          at,
          ProblemCode.MISSING_FIELD,
          "The field host says which blueprintIds to lease from, or which type of resource.");
    }
    var labels =
        new SpecFields(host, at, findings)
            .textsByName(LABELS, KubernetesText.ARGUMENT, KubernetesText.ARGUMENT);
    return new HostTerms(
        type,
        new Selection(
            findings.text(host, at, POOL, MAX_TEXT),
            blueprints,
            labels,
            Optional.empty(),
            Optional.empty()),
        command,
        env,
        findings
            .duration(given, JsonPointer.WHOLE, STARTS_WITHIN, SHORTEST_START, LONGEST)
            .orElse(HandlerTerms.USUAL_START),
        findings.duration(given, JsonPointer.WHOLE, SILENCE, SHORTEST_SILENCE, LONGEST));
  }

  private static void limit(String name, Stream<String> texts, Findings findings) {
    int bytes = texts.mapToInt(text -> ShellScript.quoted(text).getBytes(UTF_8).length).sum();
    if (bytes > MAX_COMMAND) {
      findings.add(
          JsonPointer.WHOLE.child(name),
          ProblemCode.TOO_LARGE,
          "The field "
              + name
              + " has at most "
              + MAX_COMMAND
              + " bytes as a shell reads it; put files on the host, or give them as payload.");
    }
  }

  /** A shell of a host takes fewer names than a pod does. */
  private static Map<String, String> variables(SpecFields fields) {
    var env =
        fields.without(
            HandlerTerms.OWN_VARIABLES,
            ENV,
            fields.textsByName(ENV, KubernetesText.ARGUMENT, KubernetesText.ARGUMENT));
    env.keySet().stream()
        .filter(name -> !VARIABLE.matcher(name).matches())
        .forEach(name ->
            fields
                .findings()
                .add(
                    JsonPointer.WHOLE.child(ENV).child(name),
                    ProblemCode.BAD_NAME,
                    "A variable is named by letters, digits and underscores, no digit first."));
    return env;
  }

  /** What is not as it is without being said; durations as they are written. */
  void putInto(Json.Builder json, Json.Obj given) {
    var host = Json.object().putText(TYPE, type).putText(POOL, selection.pool());
    SpecJson.putTexts(host, BLUEPRINTS, selection.blueprints());
    SpecJson.putTexts(host, LABELS, SpecJson.byName(selection.labels()));
    json.put(HOST, host.build());
    SpecJson.putTexts(json, COMMAND, command);
    SpecJson.putTexts(json, ENV, env);
    json.putText(STARTS_WITHIN, given.text(STARTS_WITHIN));
    json.putText(SILENCE, given.text(SILENCE));
  }
}
