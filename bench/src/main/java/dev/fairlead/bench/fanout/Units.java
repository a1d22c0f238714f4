package dev.fairlead.bench.fanout;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.OperationLauncher;
import dev.fairlead.core.port.Ports;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.local.HomeFunctions;
import dev.fairlead.local.QueuePump;
import dev.fairlead.wire.JsonText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What an agenda's whole life writes, in DynamoDB's write units: all functions in memory, one turn
 * after the other, over a store that counts.
 */
final class Units {
  private static final long SEED = 1;

  private Units() {}

  /** Units from submit to end. */
  static long of(Json agenda) {
    var clock = InstantSource.system();
    var adapters = EmbeddedAdapters.inMemory(clock);
    var items = new MeteredItems(adapters.items());
    var ports = new Ports(items, adapters.queues(), adapters.blobs(), adapters.secrets());
    var ids = new Ids(clock, new SplittableRandom(SEED));
    var functions = new HomeFunctions(ports, new NoProcesses(), ids, clock, _ -> {});
    var answer = functions.call(submit(agenda));
    if (answer.getStatusCode() != 201) {
      throw new IllegalStateException("submit answered " + answer.getBody());
    }
    boolean isBusy = true;
    while (isBusy) {
      isBusy = false;
      for (QueueTrigger trigger : QueueTrigger.values()) {
        isBusy |= new QueuePump(trigger, ports.queues(), functions).turn(Duration.ZERO);
      }
    }
    return items.writeUnits();
  }

  private static APIGatewayProxyRequestEvent submit(Json agenda) {
    var caller = new APIGatewayProxyRequestEvent.ProxyRequestContext();
    caller.setAuthorizer(Map.of("customerId", "bench", "access", "WRITE", "tokenId", "bench"));
    return new APIGatewayProxyRequestEvent()
        .withHttpMethod("POST")
        .withPath(Route.Agenda.SUBMIT.target(Map.of()))
        .withHeaders(Map.of())
        .withQueryStringParameters(Map.of())
        .withRequestContext(caller)
        .withIsBase64Encoded(false)
        .withBody(new String(JsonText.canonical(agenda), UTF_8));
  }

  /** The agendas need none. */
  private record NoProcesses() implements OperationLauncher {
    @Override
    public void launch(Order order) {
      throw new IllegalStateException("nothing here is a process: " + order.key());
    }

    @Override
    public void release(OperationKey key, int attempt) {
      throw new IllegalStateException("nothing here is a process: " + key);
    }
  }
}
