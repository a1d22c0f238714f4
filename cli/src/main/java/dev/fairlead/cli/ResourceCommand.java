package dev.fairlead.cli;

import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code fairlead resource}: {@code ls}, {@code show}, {@code log}; {@code release}, {@code
 * recall}, {@code cordon}, {@code uncordon}.
 */
@Command(
    name = "resource",
    mixinStandardHelpOptions = true,
    description = "Shows what your blueprints have made, and takes it down.")
final class ResourceCommand {
  private static final String ID = "The resource, by its id.";
  private static final String REASON = "Why; its log tells it.";

  private final Fairlead fairlead;

  ResourceCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists what your blueprints have made and that is not gone, oldest first.")
  int list(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Option(names = "--blueprint", paramLabel = "ID", description = "Only of this blueprint.")
          @Nullable String blueprint) {
    var surroundings = fairlead.surroundings();
    var values = new EnumMap<Parameter, String>(Map.of(Parameter.LIMIT, LeaseCommand.PAGE));
    LeaseCommand.put(values, Parameter.OF_BLUEPRINT, Optional.ofNullable(blueprint));
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var all = new ArrayList<Json>();
      Optional<String> next = Optional.empty();
      do {
        LeaseCommand.put(values, Parameter.AFTER_RESOURCE, next);
        var page = api.ask(LeaseRoute.LIST_RESOURCES, values);
        all.addAll(AgendaView.items(page, "resources"));
        next = page.text("next");
      } while (next.isPresent());
      var answer = Json.object().put("resources", Json.array(all)).build();
      var out = surroundings.out();
      output.write(
          out,
          answer,
          () ->
              LeaseText.resources(
                  AgendaView.items(answer, "resources"),
                  out.size().get().columns(),
                  fairlead.style(out)));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows a resource.")
  int show(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "RESOURCE", description = ID) String id) {
    var values = values(id);
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var answer = api.ask(LeaseRoute.GET_RESOURCE, values);
      output.write(surroundings.out(), answer, () -> LeaseText.fields(answer));
      return ExitCode.SUCCEEDED.number();
    }
  }

  @Command(
      name = "log",
      mixinStandardHelpOptions = true,
      description = "Tells what happened to a resource.")
  int log(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "RESOURCE", description = ID) String id) {
    LeaseIds.require("resource", id);
    return LeaseCommand.log(
        fairlead, server, output, LeaseRoute.LOG_RESOURCE, Parameter.RESOURCE_ID, id);
  }

  @Command(
      name = "release",
      mixinStandardHelpOptions = true,
      description = "Takes a resource down, with all leases on it.")
  int release(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "RESOURCE", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return signal(server, output, LeaseRoute.RELEASE_RESOURCE, id, reason, "goes");
  }

  @Command(
      name = "recall",
      mixinStandardHelpOptions = true,
      description = "Takes a resource down unless a lease is on it.")
  int recall(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "RESOURCE", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return signal(
        server, output, LeaseRoute.RECALL_RESOURCE, id, reason, "goes, unless a lease is on it");
  }

  @Command(
      name = "cordon",
      mixinStandardHelpOptions = true,
      description = "Lets no new lease onto a resource; those on it stay.")
  int cordon(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "RESOURCE", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return signal(server, output, LeaseRoute.CORDON_RESOURCE, id, reason, "takes no more leases");
  }

  @Command(
      name = "uncordon",
      mixinStandardHelpOptions = true,
      description = "Lets leases onto a resource again.")
  int uncordon(
      @Mixin ServerOptions server,
      @Mixin OutputOptions output,
      @Parameters(paramLabel = "RESOURCE", description = ID) String id,
      @Option(names = "--reason", paramLabel = "TEXT", required = true, description = REASON)
          String reason) {
    return signal(server, output, LeaseRoute.UNCORDON_RESOURCE, id, reason, "takes leases again");
  }

  private int signal(
      ServerOptions server,
      OutputOptions output,
      LeaseRoute route,
      String id,
      String reason,
      String what) {
    var values = values(id);
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var body = Json.object().put("reason", reason).build();
      var answer = api.send(route, values, body, Refusal::of);
      output.write(
          surroundings.out(), answer, () -> List.of("The resource " + id + " " + what + "."));
      return ExitCode.SUCCEEDED.number();
    }
  }

  private static Map<Parameter, String> values(String id) {
    return Map.of(Parameter.RESOURCE_ID, LeaseIds.require("resource", id));
  }
}
