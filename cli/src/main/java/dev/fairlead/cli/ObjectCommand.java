package dev.fairlead.cli;

import dev.fairlead.catalog.ObjectRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fairlead customer}, {@code insight}, {@code pool} and {@code handler}: {@code ls}, {@code
 * show}, {@code create}, {@code set}, {@code delete}; of insights and pools also {@code hold},
 * {@code drain}, {@code release}.
 */
@Command(mixinStandardHelpOptions = true)
final class ObjectCommand {
  private static final String PAGE = "200";
  private static final String ID = "Which one, by its id.";
  private static final String REASON = "Why, for all who wait for it; it is kept.";
  private static final String IF_VERSION = "Only if it is at this version.";

  private final Fairlead fairlead;
  private final ObjectWords words;

  /** The command of a kind of objects. */
  static CommandLine commandLine(Fairlead fairlead, ObjectKind kind) {
    var words = ObjectWords.of(kind);
    var commandLine =
        new CommandLine(new ObjectCommand(fairlead, words)).setCommandName(words.command());
    commandLine.getCommandSpec().usageMessage().description(words.description());
    if (!kind.isHalted()) {
      List.of("hold", "drain", "release").forEach(commandLine.getCommandSpec()::removeSubcommand);
    }
    if (kind != ObjectKind.INSIGHT) {
      commandLine.getCommandSpec().removeSubcommand("rebind");
    }
    return commandLine;
  }

  private ObjectCommand(Fairlead fairlead, ObjectWords words) {
    this.fairlead = fairlead;
    this.words = words;
  }

  @Command(name = "ls", mixinStandardHelpOptions = true, description = "Lists them, by id.")
  int list(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Option(names = "--title", paramLabel = "TITLE", description = "Only those with this title.")
          @Nullable String title,
      @Option(names = "--pool", paramLabel = "ID", description = "Only those in this pool.")
          @Nullable String pool) {
    var surroundings = fairlead.surroundings();
    var values = new EnumMap<Parameter, String>(Map.of(Parameter.LIMIT, PAGE));
    Optional.ofNullable(title).ifPresent(text -> values.put(Parameter.TITLE, text));
    if (pool != null) {
      if (!words.list().spec().parameters().contains(Parameter.IN_RESOURCE_POOL)) {
        throw new CliException(
            ExitCode.INVALID, "A " + words.kind().noun() + " is in no pool: leave --pool out.");
      }
      values.put(Parameter.IN_RESOURCE_POOL, requireId(ObjectKind.RESOURCE_POOL, pool));
    }
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var all = new ArrayList<Json>();
      Optional<String> next = Optional.empty();
      do {
        next.ifPresent(after -> values.put(Parameter.AFTER_OBJECT, after));
        var page = api.ask(words.list(), values);
        all.addAll(AgendaView.items(page, words.kind().plural()));
        next = page.text("next");
      } while (next.isPresent());
      var answer = Json.object().put(words.kind().plural(), Json.array(all)).build();
      var out = surroundings.out();
      output.write(
          out,
          answer,
          () ->
              words.table(
                  AgendaView.items(answer, words.kind().plural()),
                  out.size().get().columns(),
                  fairlead.style(out)));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one.")
  int show(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = ID) String id) {
    return one(server, output, words.get(), values(id));
  }

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = {
        "Makes one of a file's fields, or those that are set; an id is made up unless one is set,",
        "which for insights and pools takes an operator. A handler's is the type that it is for."
      })
  int create(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Mixin FieldOptions fields,
      @Option(
              names = "--idempotency-key",
              paramLabel = "KEY",
              description = "Makes it safe to repeat the command for 7 days.")
          @Nullable String key) {
    var values = new EnumMap<Parameter, String>(Parameter.class);
    Optional.ofNullable(key).ifPresent(text -> values.put(Parameter.IDEMPOTENCY_KEY, text));
    return send(server, output, words.create(), values, fields);
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = "Changes the fields that are named, and leaves the others.")
  int set(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Mixin FieldOptions fields,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--if-version", paramLabel = "N", description = IF_VERSION)
          @Nullable Integer version) {
    return send(server, output, words.update(), conditional(values(id), version), fields);
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes one that nothing needs any more.")
  int delete(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--if-version", paramLabel = "N", description = IF_VERSION)
          @Nullable Integer version) {
    var surroundings = fairlead.surroundings();
    var values = conditional(values(id), version);
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.ask(words.delete(), values);
      output.write(
          surroundings.out(),
          answer,
          () -> List.of("The " + words.kind().noun() + " " + id + " is gone."));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "hold",
      mixinStandardHelpOptions = true,
      description = "Has nothing dispatched until it is released; what waits goes on waiting.")
  int hold(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return halt(server, output, ObjectWords.Halting.HOLD, id, reason);
  }

  @Command(
      name = "drain",
      mixinStandardHelpOptions = true,
      description = "Lets no more agendas in; those that are there are finished.")
  int drain(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return halt(server, output, ObjectWords.Halting.DRAIN, id, reason);
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Lets one that is held or drained go on as usual.")
  int release(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return halt(server, output, ObjectWords.Halting.RELEASE, id, reason);
  }

  private int halt(
      ServerOptions server,
      OutputOptions output,
      ObjectWords.Halting verb,
      String id,
      String reason) {
    var surroundings = fairlead.surroundings();
    var route = words.halting(verb).orElseThrow();
    var body = Json.object().put("reason", reason).build();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.send(route, values(id), body, Refusal::of);
      output.write(
          surroundings.out(),
          answer,
          () ->
              List.of(
                  "The "
                      + words.kind().noun()
                      + " "
                      + id
                      + " is "
                      + answer.text("state").orElse("").toLowerCase(Locale.ROOT)
                      + (isKnownAtOnce(verb)
                          ? "."
                          : "; schedulers know of it within ten seconds.")));
      return ExitCode.SUCCEEDED.number();
    }
  }

  /** Insights are read in each turn, pools are remembered for a while; a release wakes them. */
  private boolean isKnownAtOnce(ObjectWords.Halting verb) {
    return verb == ObjectWords.Halting.RELEASE || words.kind() == ObjectKind.INSIGHT;
  }

  @Command(
      name = "rebind",
      mixinStandardHelpOptions = true,
      description = {
        "Binds all agendas anew that wait in one, by what the insights say now.",
        "They keep their age where they come to."
      })
  int rebind(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "ID", description = ID) String id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              required = true,
              description = RebindCommand.REASON)
          String reason) {
    var surroundings = fairlead.surroundings();
    var values = values(id);
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      long moved = 0;
      long stayed = 0;
      Optional<String> next = Optional.empty();
      do {
        var page =
            api.send(
                ObjectRoute.REBIND_INSIGHT, values, RebindCommand.body(reason, next), Refusal::of);
        moved += page.whole("moved").orElse(0L);
        stayed += page.whole("stayed").orElse(0L);
        next = page.text("next");
      } while (next.isPresent());
      var answer = Json.object().put("id", id).put("moved", moved).put("stayed", stayed).build();
      var said = moved + " agendas moved, " + stayed + " stay in insight " + id + ".";
      output.write(surroundings.out(), answer, () -> List.of(said));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private int one(
      ServerOptions server,
      OutputOptions output,
      ObjectRoute route,
      Map<Parameter, String> values) {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      return shown(output, api.ask(route, values));
    }
  }

  private int send(
      ServerOptions server,
      OutputOptions output,
      ObjectRoute route,
      Map<Parameter, String> values,
      FieldOptions fields) {
    var surroundings = fairlead.surroundings();
    var connection = server.connection(surroundings.settings());
    var body = fields.read(surroundings.in());
    try (var api = new ApiClient(connection)) {
      return shown(output, api.send(route, values, body, Refusal::of));
    }
  }

  private int shown(OutputOptions output, Json.Obj answer) {
    output.write(fairlead.surroundings().out(), answer, () -> ObjectLines.of(answer));
    return ExitCode.SUCCEEDED.number();
  }

  private Map<Parameter, String> values(String id) {
    return new EnumMap<>(Map.of(words.id(), requireId(words.kind(), id)));
  }

  private static Map<Parameter, String> conditional(
      Map<Parameter, String> values, @Nullable Integer version) {
    if (version != null) {
      if (version < 1) {
        throw new CliException(ExitCode.INVALID, "--if-version is 1 or more.");
      }
      values.put(Parameter.IF_MATCH, "\"" + version + "\"");
    }
    return values;
  }

  private static String requireId(ObjectKind kind, String id) {
    if (!kind.isId(id)) {
      throw new CliException(
          ExitCode.INVALID, "'" + id + "' is no " + kind.noun() + "'s id: " + kind.idWords() + ".");
    }
    return id;
  }
}
