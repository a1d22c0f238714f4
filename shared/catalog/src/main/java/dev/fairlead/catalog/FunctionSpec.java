package dev.fairlead.catalog;

import static dev.fairlead.catalog.BucketSpec.BLOBS;
import static dev.fairlead.catalog.Grant.pods;
import static dev.fairlead.catalog.Grant.provideQueues;
import static dev.fairlead.catalog.Grant.read;
import static dev.fairlead.catalog.Grant.readSecrets;
import static dev.fairlead.catalog.Grant.remove;
import static dev.fairlead.catalog.Grant.secretHistory;
import static dev.fairlead.catalog.Grant.send;
import static dev.fairlead.catalog.Grant.sendToInsights;
import static dev.fairlead.catalog.Grant.write;
import static dev.fairlead.catalog.Grant.writeSecrets;
import static dev.fairlead.catalog.TableSpec.AGENDAS;
import static dev.fairlead.catalog.TableSpec.INVENTORIES;
import static dev.fairlead.catalog.TableSpec.LEASES;
import static dev.fairlead.catalog.TableSpec.LINES;
import static dev.fairlead.catalog.TableSpec.OBJECTS;
import static dev.fairlead.catalog.TableSpec.OUTBOX;
import static dev.fairlead.catalog.TableSpec.SECRETS;
import static dev.fairlead.catalog.TableSpec.TEMPLATES;
import static dev.fairlead.catalog.TableSpec.TIMERS;
import static dev.fairlead.catalog.TableSpec.TOKENS;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** The functions: what runs them, which class AWS loads, and all that they may touch. */
public enum FunctionSpec {
  AUTHORIZER(
      "Finds out who is calling; its answer is kept for a minute.",
      ArtifactSpec.AUTHORIZER,
      "dev.fairlead.authorizer.lambda.AuthorizerLambda",
      Size.SMALL,
      Duration.ofSeconds(10),
      Set.of(read(TOKENS))),
  AGENDA_SERVICE(
      "Takes agendas in, lists and signals them; keeps templates, secrets, customers, insights,"
          + " resource pools and blueprints; takes and ends leases; makes tokens.",
      ArtifactSpec.AGENDA_SERVICE,
      "dev.fairlead.agendaservice.lambda.AgendaServiceLambda",
      Size.LARGE,
      ApiSpec.TIME_LIMIT,
      Set.of(
          read(AGENDAS),
          write(AGENDAS),
          read(LINES),
          read(TEMPLATES),
          write(TEMPLATES),
          read(OBJECTS),
          write(OBJECTS),
          write(LINES),
          write(OUTBOX),
          write(TIMERS),
          read(TOKENS),
          write(TOKENS),
          read(SECRETS),
          write(SECRETS),
          read(LEASES),
          write(LEASES),
          writeSecrets(),
          read(BLOBS),
          write(BLOBS),
          remove(BLOBS),
          send(QueueSpec.WAKE),
          send(QueueSpec.COMPLETIONS),
          send(QueueSpec.LEASES))),
  PROGRESS_SERVICE(
      "Shows runs, their events and logs, why they wait, and inventories.",
      ArtifactSpec.PROGRESS_SERVICE,
      "dev.fairlead.progress.lambda.ProgressServiceLambda",
      Size.LARGE,
      ApiSpec.TIME_LIMIT,
      Set.of(
          read(AGENDAS), read(LINES), read(OBJECTS), read(INVENTORIES), read(LEASES), read(BLOBS))),
  SCHEDULER(
      "Dispatches the waiting agendas of the insight it is woken for.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.SchedulerLambda",
      Size.LARGE,
      Duration.ofSeconds(10),
      Set.of(
          read(OBJECTS),
          read(LINES),
          write(LINES),
          send(QueueSpec.WAKE),
          send(QueueSpec.PERMITS),
          sendToInsights(),
          send(QueueSpec.ALARMS))),
  SCHEDULER_TICK(
      "Dispatches the waiting agendas of every insight.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.SchedulerTickLambda",
      Size.LARGE,
      Duration.ofSeconds(55),
      Set.of(
          read(OBJECTS),
          read(LINES),
          write(LINES),
          send(QueueSpec.WAKE),
          send(QueueSpec.PERMITS),
          sendToInsights(),
          send(QueueSpec.ALARMS))),
  PERMIT(
      "Claims the oldest dispatched agenda and takes its first step.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.PermitLambda",
      Size.LARGE,
      Duration.ofSeconds(30),
      Set.of(
          read(AGENDAS),
          write(AGENDAS),
          read(OBJECTS),
          read(LINES),
          write(LINES),
          write(OUTBOX),
          write(TIMERS),
          read(TEMPLATES),
          read(INVENTORIES),
          write(INVENTORIES),
          read(BLOBS),
          write(BLOBS),
          send(QueueSpec.WAKE),
          send(QueueSpec.ALARMS),
          send(QueueSpec.SAMPLE_WORK),
          send(QueueSpec.PODS),
          send(QueueSpec.LEASES),
          readSecrets())),
  EXECUTOR(
      "Steps claimed agendas when reports come.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.ExecutorLambda",
      Size.LARGE,
      Duration.ofSeconds(30),
      Set.of(
          read(AGENDAS),
          write(AGENDAS),
          read(OBJECTS),
          read(TEMPLATES),
          read(INVENTORIES),
          write(INVENTORIES),
          read(LINES),
          write(LINES),
          write(OUTBOX),
          write(TIMERS),
          read(BLOBS),
          write(BLOBS),
          send(QueueSpec.WAKE),
          send(QueueSpec.ALARMS),
          send(QueueSpec.SAMPLE_WORK),
          send(QueueSpec.PODS),
          send(QueueSpec.LEASES),
          readSecrets())),
  ALARM(
      "Turns a delayed message into a look at its agenda.",
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.AlarmLambda",
      Size.SMALL,
      Duration.ofSeconds(10),
      Set.of(send(QueueSpec.COMPLETIONS))),
  RECLAIMER(
      "Has agendas looked at whose alarm is due.",
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.ReclaimerLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(AGENDAS), read(TIMERS), write(TIMERS), send(QueueSpec.COMPLETIONS))),
  OUTBOX_SWEEPER(
      "Sends what a crash left unsent.",
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.OutboxSweeperLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(OUTBOX), write(OUTBOX), send(QueueSpec.WAKE))),
  PERMIT_SWEEPER(
      "Sends permits again for dispatched agendas that nobody claimed.",
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.PermitSweeperLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(OBJECTS), read(LINES), send(QueueSpec.PERMITS))),
  DATA_OBJECT_REAPER(
      "Deletes agendas that ended long ago, and uploads that have expired.",
      ArtifactSpec.REAPERS,
      "dev.fairlead.reapers.lambda.DataObjectReaperLambda",
      Size.SMALL,
      Duration.ofMinutes(5),
      Set.of(
          read(AGENDAS), write(AGENDAS), read(TIMERS), write(TIMERS), read(BLOBS), remove(BLOBS))),
  ALLOCATOR(
      "Serves leases: takes the steps of one of them, and all that come of it; starts the work of"
          + " operations on hosts, and looks how it is.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.AllocatorLambda",
      Size.LARGE,
      Duration.ofSeconds(55),
      Set.of(
          read(OBJECTS),
          read(LEASES),
          write(LEASES),
          read(BLOBS),
          write(BLOBS),
          send(QueueSpec.LEASES),
          send(QueueSpec.COMPLETIONS),
          readSecrets(),
          secretHistory())),
  ALLOCATOR_TICK(
      "Looks at what is due of leases and resources, and at who waits for one.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.AllocatorTickLambda",
      Size.LARGE,
      Duration.ofSeconds(55),
      Set.of(
          read(OBJECTS),
          read(LEASES),
          write(LEASES),
          send(QueueSpec.LEASES),
          send(QueueSpec.COMPLETIONS),
          readSecrets())),
  LEASE_ACCESS(
      "Runs commands and moves files on what a lease is on, for whoever holds it.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.LeaseAccessLambda",
      Size.LARGE,
      ApiSpec.TIME_LIMIT,
      Set.of(read(OBJECTS), read(LEASES), readSecrets())),
  INSIGHT_PROVISIONER(
      "Has a queue made for each insight, read while the insight dispatches, and removed with it.",
      ArtifactSpec.RESOURCEPOOL_SERVICE,
      "dev.fairlead.resourcepool.lambda.InsightProvisionerLambda",
      Size.SMALL,
      Duration.ofSeconds(55),
      Set.of(read(OBJECTS), read(LINES), write(LINES), provideQueues())),
  POD_LAUNCHER(
      "Starts the pods of operations, and deletes those that no longer count.",
      ArtifactSpec.LAUNCHER,
      "dev.fairlead.launcher.lambda.PodLauncherLambda",
      Size.LARGE,
      Duration.ofMinutes(1),
      Set.of(
          read(OBJECTS),
          read(BLOBS),
          write(BLOBS),
          readSecrets(),
          secretHistory(),
          pods(),
          send(QueueSpec.COMPLETIONS))),
  POD_MONITOR(
      "Tells executors what became of their pods.",
      ArtifactSpec.LAUNCHER,
      "dev.fairlead.launcher.lambda.PodMonitorLambda",
      Size.LARGE,
      Duration.ofSeconds(55),
      Set.of(write(BLOBS), secretHistory(), pods(), send(QueueSpec.COMPLETIONS))),
  POD_REAPER(
      "Deletes pods of ours that are over, or that no agenda needs.",
      ArtifactSpec.LAUNCHER,
      "dev.fairlead.launcher.lambda.PodReaperLambda",
      Size.LARGE,
      Duration.ofMinutes(5),
      Set.of(read(AGENDAS), pods()));

  /** The alias by which everything calls a function on AWS. */
  public static final String ALIAS = "live";

  /** Memory, MB; AWS Lambda gives processor time in proportion, one core at 1,769 MB. */
  private static final class Size {
    static final int SMALL = 512;
    static final int LARGE = 1024;
  }

  private final String meaning;
  private final ArtifactSpec artifact;
  private final String entryPoint;
  private final int memoryMegabytes;
  private final Duration timeLimit;
  private final Set<Grant> grants;

  FunctionSpec(
      String meaning,
      ArtifactSpec artifact,
      String entryPoint,
      int memoryMegabytes,
      Duration timeLimit,
      Set<Grant> grants) {
    this.meaning = meaning;
    this.artifact = artifact;
    this.entryPoint = entryPoint;
    this.memoryMegabytes = memoryMegabytes;
    this.timeLimit = timeLimit;
    this.grants = grants;
  }

  /** What it is for, in a sentence. */
  public String meaning() {
    return meaning;
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
