package dev.fairlead.worker;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs a worker until it is asked to end (SIGTERM) or its parent is gone. Region, endpoint and
 * credentials are found as every AWS client finds them. Exit code 2: settings are missing.
 */
public final class SampleWorkerMain {
  private static final System.Logger LOG = System.getLogger(SampleWorkerMain.class.getName());
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  /** What a worker may take to finish; containers are commonly killed after 30 s. */
  private static final Duration FAREWELL = Duration.ofSeconds(25);

  private SampleWorkerMain() {}

  public static void main(String[] arguments) {
    switch (WorkerSettings.fromEnvironment()) {
      case WorkerSettings.Reading.Wrong(String sentence) -> {
        LOG.log(Level.ERROR, sentence);
        System.exit(2);
      }
      case WorkerSettings.Reading.Complete(WorkerSettings settings) -> run(settings);
    }
  }

  private static void run(WorkerSettings settings) {
    var stop = new CountDownLatch(1);
    var stopped = new CountDownLatch(1);
    settings.parentPid().ifPresent(SampleWorkerMain::endWith);
    try (var sqs =
            SqsClient.builder().httpClientBuilder(UrlConnectionHttpClient.builder()).build();
        var beats = Executors.newSingleThreadScheduledExecutor()) {
      var queue = new SqsWorkQueue(sqs, settings);
      var worker = new Worker(queue, Drivers.found(), InstantSource.system(), beats);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> farewell(worker, stop, stopped)));
      while (stop.getCount() > 0) {
        turn(worker, stop);
      }
    } finally {
      stopped.countDown();
    }
  }

  /** Lets the work in hand be finished. A wait for messages is cut off: it has nothing in hand. */
  private static void farewell(Worker worker, CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    if (worker.isBusy()) {
      await(stopped, FAREWELL);
    }
  }

  private static void turn(Worker worker, CountDownLatch stop) {
    try {
      worker.turn();
    } catch (RuntimeException fault) {
      LOG.log(Level.WARNING, "a turn failed; the message comes again", fault);
      await(stop, PAUSE_AFTER_FAULT);
    }
  }

  /** Ends this process, at once, when that one has. */
  private static void endWith(long parentPid) {
    ProcessHandle.of(parentPid)
        .ifPresentOrElse(SampleWorkerMain::endAfter, () -> Runtime.getRuntime().halt(0));
  }

  private static void endAfter(ProcessHandle parent) {
    var _ = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(0));
  }

  private static void await(CountDownLatch latch, Duration limit) {
    try {
      if (!latch.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.log(Level.DEBUG, "waited long enough");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
