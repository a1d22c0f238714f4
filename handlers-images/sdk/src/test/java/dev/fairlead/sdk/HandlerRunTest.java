package dev.fairlead.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.OperationProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class HandlerRunTest {
  private record Job(String name) {}

  private record Made(String text, int attempt) {}

  /** What was said, in order. */
  private static final class Heard implements Telling {
    private final List<Object> all = new ArrayList<>();

    @Override
    public void progress(OperationProgress said) {
      all.add(said);
    }

    @Override
    public void alive() {
      all.add("alive");
    }
  }

  private final Heard heard = new Heard();
  private final Cancellation cancellation = new Cancellation();

  @Test
  @Tag("F089")
  void givesARecordAndTakesARecord() {
    var outcome =
        run((job, context) -> new Made("made " + job.name(), context.attempt()), order("x", null));

    assertThat(outcome)
        .isEqualTo(
            new Outcome.Succeeded(Json.object().put("text", "made x").put("attempt", 2).build()));
  }

  @Test
  @Tag("F089")
  void refusesAPayloadBeforeItBegins() {
    var choosy =
        new Handler<Job, String>() {
          @Override
          public String handle(Job job, Context context) {
            throw new AssertionError("begun");
          }

          @Override
          public List<String> validate(Job job) {
            return job.name().isEmpty() ? List.of("The name is empty.", "Give one.") : List.of();
          }
        };

    assertThat(run(choosy, order("", null)))
        .isEqualTo(new Outcome.Failed("payload", "The name is empty. Give one."));
    assertThat(run(choosy, new Order("a/b/c", 1, Json.object().put("nmae", 1).build(), last(null))))
        .isEqualTo(new Outcome.Failed("payload", "/nmae is no field that is known here."));
  }

  @Test
  @Tag("F089")
  void failsWithWhatIsThrown() {
    assertThat(
            run(
                (_, _) -> {
                  throw new HandlerFailure("quota", "None is left.");
                },
                order("x", null)))
        .isEqualTo(new Outcome.Failed("quota", "None is left."));
    assertThat(
            run(
                (_, _) -> {
                  throw new IllegalStateException("broken");
                },
                order("x", null)))
        .isEqualTo(new Outcome.Failed("exception", "java.lang.IllegalStateException: broken"));
    assertThat(run((_, _) -> new Object(), order("x", null))).isInstanceOf(Outcome.Failed.class);
  }

  @Test
  @Tag("F082")
  void saysAllThatWasSaidSoFar() {
    run(
        (_, context) -> {
          context.progress(10, "one", new Job("j-1"));
          context.heartbeat();
          context.progress(120, "two");
          assertThatThrownBy(() -> context.progress(1, "", "x".repeat(9000)))
              .isInstanceOf(IllegalArgumentException.class);
          return "";
        },
        order("x", null));

    var job = Optional.<Json>of(Json.object().put("name", "j-1").build());
    assertThat(heard.all)
        .containsExactly(
            new OperationProgress(Optional.of("one"), Optional.of(10), job),
            "alive",
            new OperationProgress(Optional.of("two"), Optional.of(100), job));
  }

  @Test
  @Tag("F084")
  void refusesWhatIsSaidAfterItsEnd() {
    var kept = new ArrayList<Context>();
    run((_, context) -> kept.add(context), order("x", null));

    assertThatThrownBy(() -> kept.getFirst().progress(50, "late"))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> kept.getFirst().heartbeat()).isInstanceOf(IllegalStateException.class);
    assertThat(heard.all).isEmpty();
  }

  @Test
  @Tag("F090")
  void goesOnWithWhatTheAttemptBeforeSaid() {
    Handler<Job, String> resuming =
        (_, context) -> context.lastProgress(Job.class).map(Job::name).orElse("from nothing");

    assertThat(run(resuming, order("x", Json.object().put("name", "j-1").build())))
        .isEqualTo(new Outcome.Succeeded(Json.of("j-1")));
    assertThat(run(resuming, order("x", Json.of("of another version"))))
        .isEqualTo(new Outcome.Succeeded(Json.of("from nothing")));
    assertThat(run(resuming, order("x", null)))
        .isEqualTo(new Outcome.Succeeded(Json.of("from nothing")));
  }

  @Test
  @Tag("F089")
  void isToldThatItIsNotWantedAnyMore() {
    var called = new ArrayList<String>();

    var outcome =
        run(
            (_, context) -> {
              context.onCancel(() -> called.add("before"));
              assertThat(context.isCancelled()).isFalse();
              cancellation.cancel();
              cancellation.cancel();
              context.onCancel(() -> called.add("after"));
              assertThat(context.isCancelled()).isTrue();
              assertThat(context.pause(Duration.ofDays(1))).isFalse();
              return "unwanted";
            },
            order("x", null));

    assertThat(outcome).isEqualTo(new Outcome.Cancelled());
    assertThat(called).containsExactly("before", "after");
  }

  @Test
  void callsEveryCallbackThoughOneThrows() {
    var called = new ArrayList<String>();
    cancellation.whenCancelled(() -> {
      throw new IllegalStateException("one");
    });
    cancellation.whenCancelled(() -> called.add("two"));

    assertThatThrownBy(cancellation::cancel).hasMessage("one");
    assertThat(called).containsExactly("two");
  }

  private <R> Outcome run(Handler<Job, R> handler, Order order) {
    return new HandlerRun<>(Job.class, handler).run(order, heard, cancellation);
  }

  private static Order order(String name, @Nullable Json parameters) {
    return new Order("a/b/c", 2, Json.object().put("name", name).build(), last(parameters));
  }

  private static Optional<OperationProgress.OfAttempt> last(@Nullable Json parameters) {
    return Optional.ofNullable(parameters)
        .map(said ->
            new OperationProgress.OfAttempt(
                1, new OperationProgress(Optional.empty(), Optional.empty(), Optional.of(said))));
  }
}
