package dev.fairlead.testkit.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.access.AccessFault;
import dev.fairlead.core.access.Command;
import dev.fairlead.core.access.HttpInterface.Down;
import dev.fairlead.core.access.HttpInterface.Up;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.testkit.contracts.HttpCallerContract.Received;
import dev.fairlead.testkit.http.LoopbackServers;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What access to a host does everywhere: commands, files, and what the host serves over HTTP.
 *
 * <p>An implementation extends this, or {@link RemoteAccessContract} if a connection can break, and
 * gives the interfaces. The host is this machine.
 */
public abstract class HostAccessContract extends FilesystemSuite {
  @Test
  void aServiceThatAnswersAsExpectedIsUp() {
    try (var servers = new LoopbackServers()) {
      var base = servers.answering(200, Map.of(), "all is well").resolve("/app/");
      var service = HttpService.at(base);

      assertThat(http(service).base()).isEqualTo(base);
      assertThat(http(service).probe()).isEqualTo(new Up());
      assertThat(http(service.expecting("health?x=1", 200, Optional.of("is well"))).probe())
          .isEqualTo(new Up());
      assertThat(servers.received())
          .extracting(Received::target)
          .containsExactly("/app/", "/app/health?x=1");
    }
  }

  @Test
  void aServiceThatAnswersOtherwiseIsDown() {
    try (var servers = new LoopbackServers()) {
      var service = HttpService.at(servers.answering(503, Map.of(), "overloaded"));

      assertThat(http(service).probe()).isEqualTo(new Down("It answers 503 instead of 200."));
      assertThat(http(service.expecting("", 503, Optional.of("well"))).probe())
          .isInstanceOf(Down.class);
      assertThat(http(service.expecting("", 503, Optional.empty())).probe()).isEqualTo(new Up());
    }
  }

  @Test
  void aServiceThatIsNotThereOrSaysNothingIsDown() {
    try (var servers = new LoopbackServers()) {
      var silent = HttpService.at(servers.silent()).answeringWithin(Duration.ofMillis(100));

      assertThat(http(HttpService.at(servers.deserted())).probe()).isInstanceOf(Down.class);
      assertThat(http(silent).probe()).isInstanceOf(Down.class);
    }
  }

  @Test
  void startsAServiceAnewByItsCommand() {
    var service = HttpService.at(URI.create("http://127.0.0.1:9/"));

    var end = http(service.restartedBy(sh("echo again >> restarts; echo done"))).restart();

    assertThat(end.isSuccess()).isTrue();
    assertThat(end.output().text()).isEqualTo("done\n");
    assertThat(read("restarts")).isEqualTo("again\n");
    assertThat(http(service.restartedBy(Command.of("false"))).restart().exit()).isEqualTo(1);
    assertThat(faultOf(() -> http(service).restart())).isEqualTo(AccessFault.UNSUPPORTED);
  }
}
