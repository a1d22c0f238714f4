package dev.fairlead.bench.coldstart;

import dev.fairlead.bench.coldstart.RuntimeApi.Answer;
import dev.fairlead.bench.home.Checkout;
import dev.fairlead.bench.home.TemporaryFolder;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.embedded.EmbeddedAdapters;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.store.identity.NewToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Measures how long a caller waits for a function that was not running: from fork to first answer,
 * of the jars that are deployed, under AWS's own runtime client.
 */
public final class ColdStartBench {
  /** Events that a cache is made from: enough to load what an answer takes. */
  private static final int TRAINING = 3;

  private final Checkout checkout;
  private final Optional<OneCore> core;
  private final String architecture;
  private final Consumer<String> progress;

  /**
   * A bench over a built checkout.
   *
   * @param core keeps a process on one core; empty where nothing can
   * @param architecture of the machine, as the JVM names it
   */
  public ColdStartBench(
      Checkout checkout, Optional<OneCore> core, String architecture, Consumer<String> progress) {
    this.checkout = checkout;
    this.core = core;
    this.architecture = architecture;
    this.progress = progress;
  }

  /** A function did not answer rightly. */
  private static final class WrongAnswer extends Exception {
    private static final long serialVersionUID = 1L;

    WrongAnswer(String message) {
      super(message);
    }
  }

  /**
   * Starts each function so often in either way, one after the other.
   *
   * @param functions none for all
   */
  public ColdStartFigures run(int runs, EnumSet<FunctionSpec> functions) {
    var directory = TemporaryFolder.of("coldstart");
    var clock = InstantSource.system();
    try (var store = EmbeddedAdapters.inMemory(clock);
        var aws = CannedAws.open(store.items())) {
      var ids = new Ids(clock, new SecureRandom());
      var token =
          new ApiTokens(store.items(), ids, clock)
              .create(new CustomerId("acme"), EnumSet.of(Route.Access.READ), Optional.empty());
      var host =
          new LambdaHost(
              checkout.java(),
              core.map(OneCore::command).orElse(List.of()),
              RuntimeClient.among(Artifact.jarsIn(checkout.benchJars()), architecture, directory),
              aws.address(),
              directory);
      var figures = new ArrayList<FunctionFigures>();
      for (FunctionSpec function : functions) {
        progress.accept(function.functionName());
        figures.add(measure(function, token, host, aws, runs));
      }
      return new ColdStartFigures(conditions(), figures);
    } finally {
      TemporaryFolder.delete(directory);
    }
  }

  private FunctionFigures measure(
      FunctionSpec function, NewToken token, LambdaHost host, CannedAws aws, int runs) {
    var artifact = Artifact.in(checkout.root().resolve(function.artifact().folder()));
    var call = FirstCall.of(function, token);
    var cache = host.directory().resolve(function.functionName() + ".aot");
    var plain = new ArrayList<Start>();
    var aot = new ArrayList<Start>();
    Optional<String> problem = Optional.empty();
    try {
      train(host.unpinned(), function, artifact, call, cache);
      for (int run = 0; run < runs; run++) {
        try (var process = host.start(function, artifact)) {
          plain.add(time(process, call, aws));
        }
        try (var process = host.startFlat(function, artifact, "-XX:AOTCache=" + cache)) {
          aot.add(time(process, call, aws));
        }
      }
      Files.delete(cache);
    } catch (WrongAnswer wrong) {
      problem = Optional.of(String.valueOf(wrong.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new FunctionFigures(function, artifact, new Starts(plain), new Starts(aot), problem);
  }

  private static void train(
      LambdaHost host, FunctionSpec function, Artifact artifact, FirstCall call, Path cache)
      throws WrongAnswer {
    try (var process = host.startFlat(function, artifact, "-XX:AOTCacheOutput=" + cache)) {
      for (int i = 0; i < TRAINING; i++) {
        rightly(process, call);
      }
      process.end();
      if (!Files.exists(cache)) {
        throw new WrongAnswer("the JVM wrote no AOT cache: " + process.output());
      }
    }
  }

  private static Start time(FunctionProcess process, FirstCall call, CannedAws aws)
      throws WrongAnswer {
    int callsBefore = aws.calls();
    var first = rightly(process, call);
    var cpu = process.cpu();
    int calls = aws.calls() - callsBefore;
    long began = System.nanoTime();
    var second = rightly(process, call);
    return new Start(
        process.sinceStart(first).toMillis(),
        cpu.toMillis(),
        Duration.ofNanos(second.atNanos() - began).toMillis(),
        process.peakBytes(),
        calls);
  }

  private static Answer rightly(FunctionProcess process, FirstCall call) throws WrongAnswer {
    return switch (process.invoke(call.event())) {
      case Answer.Response response when call.isRight(response.body()) -> response;
      case Answer.Response response ->
          throw new WrongAnswer("it answered " + response.body() + "\n" + process.output());
      case Answer.Failure failure ->
          throw new WrongAnswer("it failed with " + failure.body() + "\n" + process.output());
    };
  }

  private List<String> conditions() {
    return List.of(
        "From fork to first answer under AWS's runtime client; min, median, max.",
        "JVM: "
            + Runtime.version()
            + ", SerialGC, C1 only, heap 85 % of the function's memory. "
            + core.map(OneCore::toString).orElse("Not pinned: there is no taskset."),
        "Plain: only the client on the class path, as in Lambda's image. AOT cache: made by "
            + TRAINING
            + " answers on this JDK; the function's jars on the class path.",
        "Store: canned replies on loopback, no TLS. SnapStart can't be measured here.",
        "Two figures: plain, with AOT cache. CPU: until the first answer.");
  }
}
