package dev.fairlead.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnMachineTest {
  private final OwnMachine machine = new OwnMachine();

  @TempDir private Path folder = Path.of("");

  @Test
  void hearsWhatAProgramSaysOnBothStreams() {
    var answer = machine.ask("sh", "-c", "echo out; echo err >&2; exit 3");

    assertThat(answer).contains(new Machine.Answer(3, "out\nerr\n"));
  }

  @Test
  void aProgramThatIsNotThereGivesNoAnswer() {
    assertThat(machine.ask("fairlead-has-no-such-program")).isEmpty();
  }

  @Test
  void theNewestFileMayBeDeepDown() throws IOException {
    var deep = Files.createDirectories(folder.resolve("a/b")).resolve("deep");
    touch(deep, "2026-01-02T00:00:00Z");
    touch(folder.resolve("shallow"), "2026-01-01T00:00:00Z");

    assertThat(machine.newest(folder)).contains(Instant.parse("2026-01-02T00:00:00Z"));
    assertThat(machine.names(folder)).contains(List.of("a", "shallow"));
  }

  @Test
  void whatIsNotThereHasNoNamesAndNoAge() {
    assertThat(machine.names(folder.resolve("none"))).isEmpty();
    assertThat(machine.newest(folder.resolve("none"))).isEmpty();
    assertThat(machine.text(folder.resolve("none"))).isEmpty();
    assertThat(machine.isFile(folder)).isFalse();
  }

  @Test
  void aServerThatRefusesAnswersToo() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(401, -1);
          call.close();
        });
    server.start();
    var address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());

    try {
      assertThat(machine.answers(address)).isTrue();
    } finally {
      server.stop(0);
    }
    assertThat(machine.answers(address)).isFalse();
    assertThat(machine.answers(URI.create("mailto:nobody"))).isFalse();
  }

  private static void touch(Path file, String changed) throws IOException {
    Files.writeString(file, "");
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse(changed)));
  }
}
