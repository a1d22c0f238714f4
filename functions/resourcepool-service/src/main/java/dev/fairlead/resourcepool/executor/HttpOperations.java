package dev.fairlead.resourcepool.executor;

import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.agenda.HttpPayload;
import dev.fairlead.core.agenda.References;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.port.HttpCaller;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.RedactedEnding;
import dev.fairlead.core.run.Report;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.wire.HttpCalls;
import dev.fairlead.wire.HttpEnding;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Calls of servers outside. A call is made by whoever wrote its start into the journal, right after
 * that and once: one that a crash leaves unanswered is a start, whether it was sent or not, and
 * another start follows, with the same idempotency key.
 */
final class HttpOperations {
  private final HttpCaller caller;
  private final SecretStore secrets;
  private final InstantSource clock;

  HttpOperations(HttpCaller caller, SecretStore secrets, InstantSource clock) {
    this.caller = caller;
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A call whose start is in the journal.
   *
   * @param start which start of the attempt it is
   */
  record Order(
      OperationKey key,
      int attempt,
      int start,
      Instant startedAt,
      CorrelationId correlationId,
      References.Resolved resolved) {}

  /**
   * Makes calls, all at once, and waits for all of them: {@link HttpPayload#LONGEST} at the most.
   * Cost: 1 call for each secret that they ask for.
   */
  List<Report> call(List<Order> orders) {
    if (orders.isEmpty()) {
      return List.of();
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Report>> calls =
          orders.stream().<Callable<Report>>map(order -> () -> call(order)).toList();
      return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("ended while servers were called", ending);
    }
  }

  private Report call(Order order) {
    Ending ending =
        switch (Disclosure.of(
            order.resolved().payload(),
            order.resolved().secrets(),
            name -> secrets.find(order.key().agenda().customer().value(), name))) {
          case Disclosure.Missing missing ->
              new Ending.Failed(new Diagnostic("secret", missing.sentence()));
          case Disclosure.Disclosed open ->
              RedactedEnding.of(call(order, open.payload()), open.redaction());
        };
    return new Report.Ended(
        order.key().operation(),
        order.attempt(),
        order.start(),
        Optional.of(order.startedAt()),
        clock.instant(),
        ending);
  }

  private Ending call(Order order, Json payload) {
    var findings = new Findings();
    var asked = HttpPayload.read(payload, JsonPointer.WHOLE, findings);
    if (!findings.problems().isEmpty()) {
      return new Ending.Failed(new Diagnostic("bad-payload", sentence(findings.problems())));
    }
    var outcome =
        caller.call(
            HttpCalls.of(
                asked,
                order.key().toString(),
                order.attempt(),
                Optional.of(order.correlationId().value())));
    return HttpEnding.of(asked, outcome, clock.instant());
  }

  private static String sentence(List<Problem> problems) {
    return problems.stream()
        .limit(5)
        .map(problem -> problem.path() + ": " + problem.message())
        .collect(Collectors.joining(" "));
  }
}
