package dev.fairlead.ssh;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.testkit.contracts.BlueprintDriverContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class RegisteredHostContractTest extends BlueprintDriverContract {
  private static final KeyPair HOST_KEY = SshServerFixture.ellipticKey();

  private SshServerFixture server = serverAt(0);
  private final int port = server.port();

  @TempDir private Path folder;

  private static SshServerFixture serverAt(int port) {
    return new SshServerFixture(port, List.of(HOST_KEY), SshServerFixture.ellipticKey(), false);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Override
  protected BlueprintDriver driver() {
    return new RegisteredHostDriver();
  }

  @Override
  protected Json.Obj fields() {
    return Json.object()
        .put(
            "hosts",
            Json.array(
                List.of(
                    Json.object()
                        .put("address", "127.0.0.1")
                        .put("port", port)
                        .put("hostKeys", Json.texts(List.of(SshServerFixture.line(HOST_KEY))))
                        .build())))
        .put("user", SshServerFixture.USER)
        .put("secret", "host-key")
        .put("directory", folder.resolve("leases").toString())
        .build();
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("host-key", SshServerFixture.PASSWORD);
  }

  @Override
  protected Set<String> outside() {
    try (var found = Files.walk(folder)) {
      return found
          .filter(each -> !each.equals(folder))
          .map(each -> folder.relativize(each).toString())
          .collect(Collectors.toSet());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The host keeps the directory that all leases have theirs in, if it was ever made. */
  @Override
  protected Set<String> staying() {
    return Set.of("leases");
  }

  @Override
  protected void breakOutside() {
    server.close();
  }

  @Override
  protected void mendOutside() {
    server = serverAt(port);
  }

  @Override
  protected void kill(Resource resource) {
    server.close();
  }
}
