package dev.fairlead.cli;

import dev.fairlead.catalog.LeaseRoute;
import dev.fairlead.catalog.Parameter;
import dev.fairlead.core.json.Json;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fairlead lease acquire}. */
@Command(
    name = "acquire",
    mixinStandardHelpOptions = true,
    description = {
      "Asks for a lease and prints its id; with --wait, once it can be used.",
      "What happens meanwhile is told on standard error."
    })
final class LeaseAcquireCommand implements Callable<Integer> {
  private static final Set<String> OVER = Set.of("RELEASED", "BROKEN", "DESTROYED");

  private final Fairlead fairlead;

  @Mixin private final ServerOptions server = new ServerOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = {"-t", "--type"},
      paramLabel = "TYPE",
      description = "The kind of resource, such as host; or a blueprint's id.")
  private @Nullable String type;

  @Option(
      names = "--blueprint",
      paramLabel = "ID",
      description = "Only from this blueprint; may be given more than once.")
  private List<String> blueprints = List.of();

  @Option(
      names = "--pool",
      paramLabel = "ID",
      description = "Only from blueprints of this resource pool.")
  private @Nullable String pool;

  @Option(names = "--resource", paramLabel = "ID", description = "This one and no other.")
  private @Nullable String resource;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "NAME=VALUE",
      description = "What the resource must be labelled with; may be given more than once.")
  private Map<String, String> labels = Map.of();

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      description = "Released after so long, such as 90m; else when you release it.")
  private @Nullable String lasting;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description = "Released then, a time of ISO 8601.")
  private @Nullable String until;

  @Option(
      names = "--give-up-after",
      paramLabel = "DURATION",
      description = "Given up if it can't be used by then.")
  private @Nullable String patience;

  @Option(
      names = "--heartbeat",
      paramLabel = "DURATION",
      description = "Released once you did not renew it for so long, such as 10m.")
  private @Nullable String heartbeat;

  @Option(
      names = {"-w", "--wait"},
      description = "Waits until it can be used, or is over.")
  private boolean isWaiting;

  @Option(
      names = "--idempotency-key",
      paramLabel = "KEY",
      description = "Makes it safe to repeat the command for 7 days.")
  private @Nullable String key;

  LeaseAcquireCommand(Fairlead fairlead) {
    this.fairlead = fairlead;
  }

  @Override
  public Integer call() {
    var surroundings = fairlead.surroundings();
    try (var api = new ApiClient(server.connection(surroundings.settings()))) {
      var values = new EnumMap<Parameter, String>(Parameter.class);
      Optional.ofNullable(key).ifPresent(text -> values.put(Parameter.IDEMPOTENCY_KEY, text));
      var lease = api.send(LeaseRoute.ACQUIRE, values, body(), Refusal::of);
      if (isWaiting) {
        lease = await(api, LeaseText.text(lease, "id"));
      }
      var answer = lease;
      output.write(surroundings.out(), answer, () -> List.of(LeaseText.text(answer, "id")));
      return (OVER.contains(LeaseText.text(answer, "state")) ? ExitCode.FAILED : ExitCode.SUCCEEDED)
          .number();
    }
  }

  private Json.Obj body() {
    var body =
        Json.object()
            .putText("type", Optional.ofNullable(type))
            .putText("resourcePoolId", Optional.ofNullable(pool))
            .putText("resourceId", Optional.ofNullable(resource))
            .putText("for", Optional.ofNullable(lasting))
            .putText("until", Optional.ofNullable(until))
            .putText("giveUpAfter", Optional.ofNullable(patience))
            .putText("heartbeat", Optional.ofNullable(heartbeat));
    if (!blueprints.isEmpty()) {
      body.put("blueprintIds", Json.texts(blueprints));
    }
    if (!labels.isEmpty()) {
      var texts = Json.object();
      new TreeMap<>(labels).forEach(texts::put);
      body.put("labels", texts.build());
    }
    return body.build();
  }

  /** Its log tells why it waits. */
  private Json.Obj await(ApiClient api, String id) {
    var surroundings = fairlead.surroundings();
    long last = 0;
    while (true) {
      var lease = api.ask(LeaseRoute.GET, Map.of(Parameter.LEASE_ID, id));
      var lines = LeaseCommand.lines(api, LeaseRoute.LOG, Parameter.LEASE_ID, id, last);
      surroundings.err().print(LeaseText.log(lines));
      last = lines.isEmpty() ? last : lines.getLast().whole("number").orElse(last);
      var state = LeaseText.text(lease, "state");
      if (state.equals("ACTIVE") || OVER.contains(state)) {
        return lease;
      }
      surroundings.pause().await(Follower.TICK);
    }
  }
}
