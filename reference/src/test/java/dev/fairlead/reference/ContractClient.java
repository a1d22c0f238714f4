package dev.fairlead.reference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.Route;
import dev.fairlead.reference.Contract.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Speaks HTTP, holds every answer to the contract, and remembers what it has seen. */
final class ContractClient implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;
  private final Contract contract;
  private final Map<Route, Set<Integer>> seen = new HashMap<>();

  ContractClient(URI address, Contract contract) {
    this.address = address;
    this.contract = contract;
  }

  Contract contract() {
    return contract;
  }

  /** Statuses that a route has answered. */
  Set<Integer> seen(Route route) {
    return seen.getOrDefault(route, Set.of());
  }

  Answer send(Route route, String target, Map<String, String> headers, String body) {
    var request =
        HttpRequest.newBuilder(address.resolve(target))
            .method(route.method(), BodyPublishers.ofString(body));
    headers.forEach(request::setHeader);
    try {
      var reply = http.send(request.build(), BodyHandlers.ofString(UTF_8));
      var answer =
          new Answer(
              reply.statusCode(),
              reply.headers().map().entrySet().stream()
                  .collect(
                      Collectors.toMap(Map.Entry::getKey, header -> header.getValue().getLast())),
              reply.body());
      seen.computeIfAbsent(route, _ -> new TreeSet<>()).add(answer.status());
      assertThat(contract.complaints(route, answer))
          .as("%s %s -> %s", route.method(), target, answer.status())
          .isEmpty();
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(route.method() + " " + target, e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
