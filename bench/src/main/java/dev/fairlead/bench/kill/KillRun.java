package dev.fairlead.bench.kill;

import dev.fairlead.bench.home.Checkout;
import dev.fairlead.bench.home.DevServer;
import dev.fairlead.bench.home.HomeClient;
import dev.fairlead.bench.kill.Ledger.Note;
import dev.fairlead.bench.kill.Moment.Hurt;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/** One agenda, and the servers that are killed under it. */
final class KillRun {
  private static final Duration READY_LIMIT = Duration.ofSeconds(30);
  private static final Duration END_LIMIT = Duration.ofSeconds(90);
  private static final Duration GOODBYE = Duration.ofSeconds(10);

  /**
   * What an attempt that lost its claim may take to die: asked first, killed after five seconds.
   */
  private static final Duration LAST_BREATH = Duration.ofSeconds(8);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(15);

  private final Checkout checkout;
  private final Path directory;
  private final KillPlan plan;
  private final KillAgenda agenda;
  private final RandomGenerator random;
  private final MarkedProcesses processes;
  private final Watch watch = new Watch();

  private final List<Duration> ready = new ArrayList<>();
  private final List<Duration> stalls = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private Optional<DevServer> server = Optional.empty();
  private Optional<HomeClient> client = Optional.empty();
  private Optional<String> answered = Optional.empty();
  private Optional<String> id = Optional.empty();
  private Optional<Json> firstEnd = Optional.empty();
  private LongestWait wait = LongestWait.NONE;
  private int adopted;
  private boolean abandoned;

  KillRun(
      Checkout checkout, Path directory, KillPlan plan, KillAgenda agenda, RandomGenerator random) {
    this.checkout = checkout;
    this.directory = directory;
    this.plan = plan;
    this.agenda = agenda;
    this.random = random;
    this.processes = new MarkedProcesses(directory.toString());
  }

  static Path ledgerIn(Path directory) {
    return directory.resolve("ledger");
  }

  /** Runs it to its end and judges it. Leaves no process behind. */
  RunResult run(long seed) {
    long began = System.nanoTime();
    try {
      plan.moments().forEach(this::live);
      live();
      submitted();
      awaitEnd();
      judge();
    } catch (RuntimeException failure) {
      problems.add(failure.toString());
    } finally {
      abandon();
    }
    Ledger ledger = ledger();
    return new RunResult(
        seed,
        plan,
        Duration.ofNanos(System.nanoTime() - began),
        ledger.starts().size(),
        (int) ledger.starts().stream().filter(start -> start.attempt() > 1).count(),
        adopted,
        KillTimes.of(ready),
        KillTimes.of(stalls),
        wait,
        List.copyOf(problems),
        problems.isEmpty() ? Optional.empty() : Optional.of(directory));
  }

  /** Ends everything at once; nothing starts after it. */
  synchronized void abandon() {
    abandoned = true;
    server.ifPresent(DevServer::kill);
    processes.kill();
  }

  /** A server's life, up to the moment. */
  private void live(Moment moment) {
    switch (moment) {
      case Moment.Starting(int millis) -> {
        start();
        rest(Duration.ofMillis(millis));
      }
      case Moment.Idle(int millis) -> {
        live();
        rest(Duration.ofMillis(millis));
      }
      case Moment.Submitting(int millis) -> {
        live();
        CompletableFuture<String> answer = client().submit(agenda.document(), key());
        rest(Duration.ofMillis(millis));
        kill();
        remember(answer);
        return;
      }
      case Moment.Running(int millis, Hurt hurt, boolean serverFirst) -> {
        live();
        submitted();
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        watchUntil(() -> System.nanoTime() >= end || watch.isOver());
        if (serverFirst) {
          kill();
        }
        hurt(hurt);
      }
      case Moment.Pausing(int millis) -> {
        live();
        submitted();
        watchUntil(watch::pauseReached);
        rest(Duration.ofMillis(millis));
      }
      case Moment.Over() -> {
        live();
        submitted();
        awaitEnd();
      }
    }
    kill();
  }

  /** Starts a server and waits until it is ready. */
  private void live() {
    DevServer started = start();
    ready.add(started.awaitReady(READY_LIMIT));
    client = Optional.of(started.client());
    id.filter(_ -> !watch.isOver()).ifPresent(this::measureStall);
  }

  private synchronized DevServer start() {
    if (abandoned) {
      throw new IllegalStateException("abandoned");
    }
    var started = DevServer.start(checkout.program(), directory, processes.environment());
    server = Optional.of(started);
    return started;
  }

  /** What happened up to the kill is read first; what comes then, came after the restart. */
  private void measureStall(String agendaId) {
    long readyNanos = System.nanoTime();
    while (watch.turn(client(), agendaId)) {
      // A page each.
    }
    watchUntil(() -> watch.isOver() || watch.turn(client(), agendaId));
    stalls.add(Duration.ofNanos(System.nanoTime() - readyNanos));
  }

  private void kill() {
    server
        .filter(DevServer::isAlive)
        .ifPresent(alive -> {
          alive.kill();
          adopted += ledger().running().size();
        });
    client.ifPresent(HomeClient::close);
    client = Optional.empty();
  }

  private void hurt(Hurt hurt) {
    List<Note> running = hurt == Hurt.NOTHING ? List.of() : ledger().running();
    if (running.isEmpty()) {
      return;
    }
    long group = Long.parseLong(running.get(random.nextInt(running.size())).group());
    switch (hurt) {
      case NOTHING -> {}
      case LEADER -> ProcessHandle.of(group).ifPresent(ProcessHandle::destroyForcibly);
      case GROUP -> {
        try {
          new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + group).start().onExit().join();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Sees that the agenda is accepted: again with the same key, if it was sent before. */
  private void submitted() {
    if (id.isEmpty()) {
      String given = client().submit(agenda.document(), key()).join();
      if (answered.filter(first -> !first.equals(given)).isPresent()) {
        problems.add("the same key gave agenda " + answered.get() + ", then " + given);
      }
      id = Optional.of(given);
    }
  }

  /** An answer that came before the kill is binding. */
  private void remember(CompletableFuture<String> answer) {
    try {
      answered = answered.or(() -> Optional.of(answer.join()));
    } catch (CompletionException unanswered) {
      // Accepted or not, the next submit finds out.
    }
  }

  private String key() {
    return directory.getFileName().toString();
  }

  private void awaitEnd() {
    watchUntil(watch::isOver);
    Json end = client().agenda(agendaId());
    if (firstEnd.isPresent() && !firstEnd.get().equals(end)) {
      problems.add("the agenda changed after its end");
    }
    firstEnd = Optional.of(end);
  }

  private void watchUntil(BooleanSupplier enough) {
    long limit = System.nanoTime() + END_LIMIT.toNanos();
    while (!enough.getAsBoolean()) {
      if (System.nanoTime() > limit) {
        keep("agenda.json", client().agenda(agendaId()));
        throw new IllegalStateException("nothing more within " + END_LIMIT.toSeconds() + " s");
      }
      if (!watch.turn(client(), agendaId())) {
        rest(BETWEEN_LOOKS);
      }
    }
  }

  private void judge() {
    Json.Obj end = client().agenda(agendaId());
    keep("agenda.json", end);
    wait = LongestWait.of(end);
    noProcessIsLeft();
    problems.addAll(Verdict.problems(end, agenda, ledger(), watch.started()));
    if (!server.orElseThrow().stop(GOODBYE)) {
      problems.add("the server did not end within " + GOODBYE.toSeconds() + " s");
    }
    processes
        .alive()
        .forEach(left -> problems.add("left behind: " + MarkedProcesses.describe(left)));
  }

  /** Neither of an attempt that lost nor of one that won: only the server and its own children. */
  private void noProcessIsLeft() {
    long limit = System.nanoTime() + LAST_BREATH.toNanos();
    List<Note> left = alive();
    while (!left.isEmpty() && System.nanoTime() < limit) {
      rest(BETWEEN_LOOKS);
      left = alive();
    }
    left.forEach(note -> problems.add("still alive: " + note.key() + " attempt " + note.attempt()));
  }

  private List<Note> alive() {
    return ledger().starts().stream().filter(Note::isAlive).toList();
  }

  private Ledger ledger() {
    return Ledger.read(ledgerIn(directory));
  }

  private void keep(String file, Json value) {
    try {
      Files.writeString(directory.resolve(file), JsonText.writePretty(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HomeClient client() {
    return client.orElseThrow(() -> new IllegalStateException("no server is ready"));
  }

  private String agendaId() {
    return id.orElseThrow(() -> new IllegalStateException("nothing is submitted"));
  }

  private static void rest(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", stop);
    }
  }
}
