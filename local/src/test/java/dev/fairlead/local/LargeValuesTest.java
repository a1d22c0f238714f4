package dev.fairlead.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.json.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Results that fit into no message, and payloads that don't. */
@Timeout(120)
class LargeValuesTest {
  private static final String DOCUMENT =
      """
      operations:
        - name: large
          type: shell
          payload:
            script: |
              { printf '{"text": "'; head -c 600000 /dev/zero | tr '\\0' x; printf '", "list": [4, 5]}'; } > "$FAIRLEAD_OUTPUT_FILE"
              head -c 70000 /dev/zero | tr '\\0' '\\001'
        - { name: pick, type: simulate,
            payload: { seconds: 0, result: "@<large.out::/list/1>, @<large.out::/list/0>" } }
        - { name: all, type: simulate, payload: { seconds: 0, result: "@<large.out>" } }
        - { name: again, type: simulate, payload: { seconds: 0, result: ["@<all.out::/list>"] } }
        - { name: queued, type: wordcount, payload: { text: "@<large.out::/text>" }, dependsOn: [again] }
      """;

  @TempDir private Path directory;

  @Test
  void passThroughAndAreToldApart() throws InterruptedException {
    var options = new HostOptions(0, directory, false, directory, Optional.empty());
    try (var host = LocalHost.start(options);
        var client = new HostClient(host.address())) {
      var headers =
          Map.of("Authorization", "Bearer " + host.token(), "Content-Type", "application/yaml");
      var path = "/v1/agendas/" + client.send("POST", "/v1/agendas", DOCUMENT, headers).text("id");
      awaitEnd(client, path, host.token());

      var operations =
          client.send("GET", path, "", host.token()).json().field("operations").orElseThrow()
                  instanceof Json.Arr(List<Json> all)
              ? all.stream().map(Json.Obj.class::cast).toList()
              : List.<Json.Obj>of();

      assertThat(operations)
          .extracting(operation -> operation.text("outcome").orElse(""))
          .containsExactly("succeeded", "succeeded", "succeeded", "succeeded", "failed");
      assertThat(operations.get(0).field("result")).isEqualTo(operations.get(2).field("result"));
      assertThat(operations.get(1).field("result")).contains(Json.of("5, 4"));
      assertThat(operations.get(3).field("result"))
          .contains(Json.array(List.of(Json.array(List.of(Json.of(4), Json.of(5))))));
      assertThat(operations.get(4).field("diagnostic").toString())
          .contains("payload", "a queue worker can be sent 262144");
    }
  }

  private static void awaitEnd(HostClient client, String path, String token)
      throws InterruptedException {
    var never = new CountDownLatch(1);
    while (!client.send("GET", path, "", token).text("state").equals("COMPLETE")) {
      assertThat(never.await(20, TimeUnit.MILLISECONDS)).isFalse();
    }
  }
}
