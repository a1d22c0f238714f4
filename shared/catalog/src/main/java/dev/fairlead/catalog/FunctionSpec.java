package dev.fairlead.catalog;

import static dev.fairlead.catalog.BucketSpec.BLOBS;
import static dev.fairlead.catalog.Grant.read;
import static dev.fairlead.catalog.Grant.send;
import static dev.fairlead.catalog.Grant.write;
import static dev.fairlead.catalog.TableSpec.AGENDAS;
import static dev.fairlead.catalog.TableSpec.LINES;
import static dev.fairlead.catalog.TableSpec.OUTBOX;
import static dev.fairlead.catalog.TableSpec.TIMERS;
import static dev.fairlead.catalog.TableSpec.TOKENS;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The functions: what runs them, which class AWS loads, and all that they may touch. */
public enum FunctionSpec {
  /** Finds out who is calling; its answer is kept for {@link ApiSpec#AUTHORIZER_CACHE}. */
  AUTHORIZER(
      ArtifactSpec.AUTHORIZER,
      "dev.fairlead.authorizer.lambda.AuthorizerLambda",
      Size.SMALL,
      Duration.ofSeconds(10),
      Set.of(read(TOKENS))),
  /** Takes agendas in, lists them, makes tokens. */
  AGENDA_SERVICE(
      ArtifactSpec.AGENDA_SERVICE,
      "dev.fairlead.agendaservice.lambda.AgendaServiceLambda",
      Size.LARGE,
      ApiSpec.TIME_LIMIT,
      Set.of(
          read(AGENDAS),
          write(AGENDAS),
          write(LINES),
          write(OUTBOX),
          write(TOKENS),
          read(BLOBS),
          write(BLOBS),
          send(QueueSpec.WAKE))),
  /** Shows runs, their events and logs. */
  PROGRESS_SERVICE(
      ArtifactSpec.PROGRESS_SERVICE,
      "dev.fairlead.progress.lambda.ProgressServiceLambda",
      Size.LARGE,
      ApiSpec.TIME_LIMIT,
      Set.of(read(AGENDAS), read(LINES), read(BLOBS))),
  /** Dispatches the waiting agendas of the insight it is woken for. */
  SCHEDULER(
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.SchedulerLambda",
      Size.LARGE,
      Duration.ofSeconds(10),
      Set.of(read(LINES), write(LINES), send(QueueSpec.PERMITS))),
  /** The same for every insight, by the clock. */
  SCHEDULER_TICK(
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.SchedulerTickLambda",
      Size.LARGE,
      Duration.ofSeconds(55),
      Set.of(read(LINES), write(LINES), send(QueueSpec.PERMITS))),
  /** Claims the oldest dispatched agenda and takes its first step. */
  PERMIT(
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.PermitLambda",
      Size.LARGE,
      Duration.ofSeconds(30),
      Set.of(
          read(AGENDAS),
          write(AGENDAS),
          read(LINES),
          write(LINES),
          write(TIMERS),
          read(BLOBS),
          write(BLOBS),
          send(QueueSpec.WAKE),
          send(QueueSpec.ALARMS),
          send(QueueSpec.SAMPLE_WORK))),
  /** Steps claimed agendas when reports come. */
  EXECUTOR(
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.ExecutorLambda",
      Size.LARGE,
      Duration.ofSeconds(30),
      Set.of(
          read(AGENDAS),
          write(AGENDAS),
          read(BLOBS),
          write(BLOBS),
          send(QueueSpec.ALARMS),
          send(QueueSpec.SAMPLE_WORK))),
  /** Turns a delayed message into a look at its agenda. */
  ALARM(
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.AlarmLambda",
      Size.SMALL,
      Duration.ofSeconds(10),
      Set.of(send(QueueSpec.COMPLETIONS))),
  /** Has agendas looked at whose alarm is due. */
  RECLAIMER(
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.ReclaimerLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(AGENDAS), read(TIMERS), write(TIMERS), send(QueueSpec.COMPLETIONS))),
  /** Sends what a crash left unsent. */
  OUTBOX_SWEEPER(
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.OutboxSweeperLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(OUTBOX), write(OUTBOX), send(QueueSpec.WAKE))),
  /** Sends permits again for dispatched agendas that nobody claimed. */
  PERMIT_SWEEPER(
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.PermitSweeperLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(LINES), send(QueueSpec.PERMITS)));

  /** Memory, MB; AWS Lambda gives processor time in proportion, one core at 1,769 MB. */
  private static final class Size {
    static final int SMALL = 512;
    static final int LARGE = 1024;
  }

  private final ArtifactSpec artifact;
  private final String entryPoint;
  private final int memoryMegabytes;
  private final Duration timeLimit;
  private final Set<Grant> grants;

  FunctionSpec(
      ArtifactSpec artifact,
      String entryPoint,
      int memoryMegabytes,
      Duration timeLimit,
      Set<Grant> grants) {
    this.artifact = artifact;
    this.entryPoint = entryPoint;
    this.memoryMegabytes = memoryMegabytes;
    this.timeLimit = timeLimit;
    this.grants = grants;
  }

  /** The function's name within an environment, as in {@code outbox-sweeper}. */
  public String functionName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whose jars are deployed. */
  public ArtifactSpec artifact() {
    return artifact;
  }

  /** Name of the class that AWS Lambda loads. */
  public String entryPoint() {
    return entryPoint;
  }

  /** Memory on AWS, MB. */
  public int memoryMegabytes() {
    return memoryMegabytes;
  }

  /** After so long AWS Lambda ends an invocation. */
  public Duration timeLimit() {
    return timeLimit;
  }

  /** All that the function may touch. */
  public Set<Grant> grants() {
    return grants;
  }
}
