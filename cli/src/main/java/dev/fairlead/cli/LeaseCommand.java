package dev.fairlead.cli;

import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
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
 * {@code fairlead lease}: {@code acquire}, {@code ls}, {@code show}, {@code log}, {@code renew},
 * {@code release}; {@code exec}, {@code put}, {@code get}.
 */
@Command(
    name = "lease",
    mixinStandardHelpOptions = true,
    description = "Asks for hosts and other resources, uses them, and lets them go.")
final class LeaseCommand {
  static final String ID = "The lease, by its id.";
  static final String PAGE = "200";

  private final Fairlead fairlead;

  private LeaseCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  /** The command with all below it. */
  static CommandLine commandLine(Fairlead fairlead) {
    return new CommandLine(new LeaseCommand(fairlead))
        .addSubcommand(new LeaseAcquireCommand(fairlead))
        .addSubcommand(new LeaseExecCommand(fairlead))
        .addSubcommand(new LeasePutCommand(fairlead))
        .addSubcommand(new LeaseGetCommand(fairlead));
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists your leases that are not over, newest first.")
  int list(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Option(
              names = {"-a", "--all"},
              description = "Also those that are over.")
          boolean isAll,
      @Option(
              names = "--state",
              paramLabel = "STATE",
              description = "Only those in this state, such as pending or active.")
          @Nullable String state,
      @Option(
              names = "--blueprint",
              paramLabel = "ID",
              description = "Only those on what this blueprint has made.")
          @Nullable String blueprint,
      @Option(
              names = "--holder",
              paramLabel = "WHO",
              description = "Only those of this holder, as the list shows it.")
          @Nullable String holder) {
    var surroundings = fairlead.surroundings();
    var values = new EnumMap<Parameter, String>(Map.of(Parameter.LIMIT, PAGE));
    put(values, Parameter.LEASE_STATE, Optional.ofNullable(state).map(LeaseCommand::upper));
    put(values, Parameter.OF_BLUEPRINT, Optional.ofNullable(blueprint));
    put(values, Parameter.HOLDER, Optional.ofNullable(holder));
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var leases = new ArrayList<Json>();
      Optional<String> next = Optional.empty();
      do {
        put(values, Parameter.AFTER_LEASE, next);
        var page = api.ask(LeaseRoute.LIST, values);
        AgendaView.items(page, "leases").stream()
            .filter(lease ->
                isAll
                    || values.containsKey(Parameter.LEASE_STATE)
                    || !LeaseText.text(lease, "state").equals("DESTROYED"))
            .forEach(leases::add);
        next = page.text("next");
      } while (next.isPresent());
      var answer = Json.object().put("leases", Json.array(leases)).build();
      var out = surroundings.out();
      output.write(
          out,
          answer,
          () ->
              LeaseText.leases(
                  AgendaView.items(answer, "leases"),
                  out.size().get().columns(),
                  fairlead.style(out)));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows a lease, what it is on, and why it waits or is over.")
  int show(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "LEASE", description = ID) String id) {
    var values = Map.of(Parameter.LEASE_ID, LeaseIds.require("lease", id));
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.ask(LeaseRoute.GET, values);
      output.write(surroundings.out(), answer, () -> LeaseText.fields(answer));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "Tells what happened to a lease.")
  int log(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "LEASE", description = ID) String id) {
    LeaseIds.require("lease", id);
    return log(fairlead, server, output, LeaseRoute.LOG, Parameter.LEASE_ID, id);
  }

  /** Writes the log of a lease or a resource. */
  static int log(
      Fairlead fairlead,
      ServerOptions server,
      OutputOptions output,
      LeaseRoute route,
      Parameter parameter,
      String id) {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var lines = lines(api, route, parameter, id, 0);
      var answer = Json.object().put("lines", Json.array(List.copyOf(lines))).build();
      output.write(surroundings.out(), answer, () -> LeaseText.log(lines));
      return ExitCode.SUCCEEDED.number();
    }
  }

  /** All lines of a log after one. */
  static List<Json.Obj> lines(
      ApiClient api, LeaseRoute route, Parameter parameter, String id, long after) {
    var all = new ArrayList<Json.Obj>();
    var values = new EnumMap<Parameter, String>(Map.of(parameter, id, Parameter.LIMIT, PAGE));
    long last = after;
    List<Json.Obj> page;
    do {
      values.put(Parameter.AFTER_EVENT, Long.toString(last));
      page = AgendaView.items(api.ask(route, values), "lines");
      all.addAll(page);
      last = page.isEmpty() ? last : page.getLast().whole("number").orElse(last);
    } while (page.size() == Integer.parseInt(PAGE));
    return all;
  }

  @Command(
      name = "renew",
      mixinStandardHelpOptions = true,
      description = {
        "Says that you want a lease still, which is its heartbeat; and until when.",
        "Without --for or --until it lasts as long as before."
      })
  int renew(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "LEASE", description = ID) String id,
      @Option(
              names = "--for",
              paramLabel = "DURATION",
              description = "Released after so long from now, such as 90m.")
          @Nullable String lasting,
      @Option(
              names = "--until",
              paramLabel = "TIME",
              description = "Released then, a time of ISO 8601.")
          @Nullable String until) {
    var values = Map.of(Parameter.LEASE_ID, LeaseIds.require("lease", id));
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var body =
          Json.object()
              .putText("for", Optional.ofNullable(lasting))
              .putText("until", Optional.ofNullable(until))
              .build();
      var answer = api.send(LeaseRoute.RENEW, values, body, Refusal::of);
      var said =
          "The lease "
              + id
              + answer.text("until").map(at -> " lasts until " + at + ".").orElse(" stays yours.");
      output.write(surroundings.out(), answer, () -> List.of(said));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Lets a lease go, also one that waits still; what it left behind is deleted.")
  int release(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "LEASE", description = ID) String id,
      @Option(
              names = "--reason",
              paramLabel = "TEXT",
              defaultValue = "By hand.",
              description = "Why; its log tells it.")
          String reason,
      @Option(
              names = {"-w", "--wait"},
              description = "Waits until nothing of it is left.")
          boolean isWaiting) {
    var values = Map.of(Parameter.LEASE_ID, LeaseIds.require("lease", id));
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var body = Json.object().put("reason", reason).build();
      var lease = api.send(LeaseRoute.RELEASE, values, body, Refusal::of);
      while (isWaiting && !LeaseText.text(lease, "state").equals("DESTROYED")) {
        surroundings.pause().await(Follower.TICK);
        lease = api.ask(LeaseRoute.GET, values);
      }
      var answer = lease;
      var said = "The lease " + id + (isWaiting ? " is gone." : " goes.");
      output.write(surroundings.out(), answer, () -> List.of(said));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }

  static void put(Map<Parameter, String> values, Parameter name, Optional<String> value) {
    value.ifPresent(text -> values.put(name, text));
  }
}
