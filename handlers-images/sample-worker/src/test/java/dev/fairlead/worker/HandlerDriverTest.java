package dev.fairlead.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.core.id.CorrelationId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.sdk.Context;
import dev.fairlead.sdk.Handler;
import dev.fairlead.sdk.HandlerFailure;
import dev.fairlead.wire.WorkMessage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HandlerDriverTest {
  private static final OperationKey KEY =
      OperationKey.parse("acme/01jd00000000000000000000aa/copy");

  private final Telling telling = new Telling();
  private final Drivers drivers = new Drivers(List.of(new CopyDriver()));

  record Payload(String source) {}

  record Job(String id) {}

  record Made(String target, int attempt) {}

  /** As it would be a pod's. */
  private static final class Copy implements Handler<Payload, Made> {
    @Override
    public Made handle(Payload payload, Context context) throws HandlerFailure {
      if (payload.source().equals("missing")) {
        throw new HandlerFailure("source", "There is no source.");
      }
      if (payload.source().equals("large")) {
        throw new HandlerFailure("oom", "It says so.");
      }
      String job = context.lastProgress(Job.class).map(Job::id).orElse("j-1");
      context.progress(50, "copying", new Job(job));
      context.heartbeat();
      return new Made(payload.source() + "." + job, context.attempt());
    }
  }

  private static final class CopyDriver extends HandlerDriver<Payload, Made> {
    CopyDriver() {
      super("copy", Payload.class, new Copy());
    }
  }

  @Test
  @Tag("F089")
  void doesWhatTheSameHandlerDoesInAPod() {
    assertThat(drivers.run(order(Json.object().put("source", "a").build()), telling))
        .isEqualTo(
            new Ending.Succeeded(Json.object().put("target", "a.j-1").put("attempt", 2).build()));
    assertThat(telling.all().progress())
        .isEqualTo(
            new OperationProgress(
                Optional.of("copying"),
                Optional.of(50),
                Optional.of(Json.object().put("id", "j-1").build())));
  }

  @Test
  void aCodeOfFairleadsOwnIsNotForTheWorkToUse() {
    assertThat(drivers.run(order(Json.object().put("source", "large").build()), telling))
        .isEqualTo(new Ending.Failed(new Diagnostic("work:oom", "It says so.")));
  }

  @Test
  @Tag("F090")
  void goesOnWhereTheLastAttemptWas() {
    var last =
        new OperationProgress.OfAttempt(
            1,
            new OperationProgress(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Json.object().put("id", "j-9").build())));
    var order =
        new WorkMessage(
            KEY,
            2,
            "copy",
            new CorrelationId("call"),
            Json.object().put("source", "a").build(),
            "completions",
            Optional.of(last));

    assertThat(drivers.run(order, telling))
        .isEqualTo(
            new Ending.Succeeded(Json.object().put("target", "a.j-9").put("attempt", 2).build()));
  }

  @Test
  void failsWithTheHandlersOwnCode() {
    assertThat(drivers.run(order(Json.object().put("source", "missing").build()), telling))
        .isEqualTo(new Ending.Failed(new Diagnostic("source", "There is no source.")));
    assertThat(drivers.run(order(Json.object().put("from", "a").build()), telling))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.diagnostic().code()).isEqualTo("payload"));
  }

  @Test
  void callsNoServersUnlessItIsGivenTheDriver() {
    var order =
        new WorkMessage(
            KEY,
            1,
            "worker",
            new CorrelationId("call"),
            Json.object().put("driver", "http").put("payload", Json.EMPTY).build(),
            "completions");

    assertThat(Drivers.found().run(order, telling))
        .isInstanceOfSatisfying(
            Ending.Failed.class,
            failed -> assertThat(failed.diagnostic().code()).isEqualTo("driver"));
  }

  private static WorkMessage order(Json payload) {
    return new WorkMessage(KEY, 2, "copy", new CorrelationId("call"), payload, "completions");
  }
}
