package dev.fairlead.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A person at a keyboard: an environment, what they type, and what they get to see. */
final class Session {
  static final Instant NOW = Instant.parse("2026-03-01T10:00:10Z");

  final Map<String, String> environment = new HashMap<>();
  final AtomicInteger pauses = new AtomicInteger();
  boolean terminal;
  String stdin = "";
  Optional<String> typed = Optional.empty();
  EmbeddedServer.Launcher launcher =
      _ -> {
        throw new AssertionError("nothing embedded was asked for");
      };
  Life life = new FakeLife();
  Follower.Pause pause = _ -> {};
  private final Path home;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  Session(Path home) {
    this.home = home;
  }

  /** With a server and a token named in the environment. */
  static Session at(ScriptedServer server, Path home) {
    var session = new Session(home);
    session.environment.put("FAIRLEAD_URL", server.url());
    session.environment.put("FAIRLEAD_TOKEN", "secret-token");
    return session;
  }

  CliSettings settings() {
    return CliSettings.of(environment, home);
  }

  int types(String... arguments) {
    out.reset();
    err.reset();
    var surroundings =
        new Surroundings(
            settings(),
            new ByteArrayInputStream(stdin.getBytes(UTF_8)),
            _ -> typed,
            screen(out),
            screen(err),
            InstantSource.fixed(NOW),
            duration -> {
              pauses.incrementAndGet();
              pause.await(duration);
            },
            launcher,
            life);
    return new Fairlead(surroundings).run(arguments);
  }

  String out() {
    return out.toString(UTF_8);
  }

  String err() {
    return err.toString(UTF_8);
  }

  private Screen screen(ByteArrayOutputStream bytes) {
    return new Screen(
        new PrintStream(bytes, false, UTF_8), terminal, true, () -> new Screen.Size(100, 24));
  }

  /** A process that is told to stop as soon as it waits for that. */
  static final class FakeLife implements Life {
    Runnable onWait = () -> {};
    int registered;

    @Override
    public Registration whenStopped(Runnable action) {
      registered++;
      return () -> registered--;
    }

    @Override
    public boolean isStopping() {
      return false;
    }

    @Override
    public void awaitStop() {
      onWait.run();
    }
  }
}
