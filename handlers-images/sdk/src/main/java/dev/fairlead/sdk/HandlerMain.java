package dev.fairlead.sdk;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The program of a handler: one attempt, in a pod, as a process of a host, or by hand. Exit code 0:
 * it succeeded; 1: it failed; 143: it was asked to end (SIGTERM) and did.
 */
public final class HandlerMain {
  /** What a handler may take to end once it is asked to; pods are commonly killed after 30 s. */
  private static final Duration FAREWELL = Duration.ofSeconds(25);

  private HandlerMain() {}

  /** Runs the handler as the environment says, and ends this process. Returns never. */
  public static <P, R> void run(Class<P> payload, Handler<P, R> handler) {
    var settings = HandlerSettings.fromEnvironment();
    var cancellation = new Cancellation();
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> farewell(cancellation, ended), "farewell"));
    int code = Attempt.FAILED;
    try (var turns = Executors.newSingleThreadScheduledExecutor(HandlerMain::daemon)) {
      var place = place(settings, turns);
      code =
          new Attempt(settings, place, HandlerMain::log)
              .run(new HandlerRun<>(payload, handler), cancellation);
      turns.shutdownNow();
    } catch (IOException e) {
      log("It cannot begin: " + e);
    } finally {
      ended.countDown();
    }
    // In the hook's time this waits for its end, and the code is the signal's: 143.
    System.exit(code);
  }

  private static Place place(HandlerSettings settings, ScheduledExecutorService turns)
      throws IOException {
    if (settings.pod().isEmpty()) {
      return new ProcessPlace(settings, System.out::println, HandlerMain::log);
    }
    boolean mayTell = Files.isReadable(ApiPodAnnotations.SERVICE_ACCOUNT.resolve("token"));
    Optional<PodAnnotations> annotations =
        mayTell
            ? Optional.of(
                ApiPodAnnotations.of(settings.pod().get(), ApiPodAnnotations.SERVICE_ACCOUNT))
            : Optional.empty();
    var words =
        new PodWords(
            annotations, HandlerMain::log, time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()));
    var _ =
        turns.scheduleWithFixedDelay(
            () -> turn(words),
            PodWords.PAUSE.toMillis(),
            PodWords.PAUSE.toMillis(),
            TimeUnit.MILLISECONDS);
    return new PodPlace(words, settings.outputFile(), HandlerMain::log);
  }

  private static void turn(PodWords words) {
    try {
      words.turn();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException bug) {
      // Thrown on, it would end all turns, and the work is worth more than its words.
      log("Its progress could not be told: " + bug);
    }
  }

  private static void farewell(Cancellation cancellation, CountDownLatch ended) {
    try {
      if (ended.getCount() > 0) {
        cancellation.cancel();
      }
    } catch (RuntimeException broken) {
      log("A callback of the handler threw: " + broken);
    }
    try {
      if (!ended.await(FAREWELL.toSeconds(), TimeUnit.SECONDS)) {
        log("It did not end within " + FAREWELL.toSeconds() + " s of being asked to.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable turns) {
    var thread = new Thread(turns, "progress");
    thread.setDaemon(true);
    return thread;
  }

  private static void log(String line) {
    System.err.println(line);
  }
}
