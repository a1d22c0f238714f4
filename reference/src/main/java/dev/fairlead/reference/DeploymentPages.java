package dev.fairlead.reference;

import static dev.fairlead.reference.Markdown.code;

import dev.fairlead.catalog.BucketSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Grant;
import dev.fairlead.catalog.InsightStack;
import dev.fairlead.catalog.QueueSpec;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.catalog.Route;
import dev.fairlead.catalog.ScheduleSpec;
import dev.fairlead.catalog.Setting;
import dev.fairlead.catalog.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is deployed, from the catalog. */
final class DeploymentPages {
  private DeploymentPages() {}

  static List<Page> all() {
    return List.of(functions(), tables(), queues(), schedules(), settings());
  }

  private static Page functions() {
    var page =
        Page.markdown(
            "functions.md",
            "Functions",
            "The functions: what calls each, what it may use and how long, and all that its role"
                + " allows.");
    page.line("").header("function", "what it does", "called by", "memory", "time limit");
    for (FunctionSpec function : FunctionSpec.values()) {
      page.row(
          code(function.functionName()),
          function.meaning(),
          String.join("; ", callers(function)),
          function.memoryMegabytes() + " MB",
          Words.of(function.timeLimit()));
    }
    page.section("Grants");
    page.line(
            "On AWS a function's role allows this, and to take messages from the queues that call"
                + " it; at home its ports refuse everything else.")
        .line("")
        .header("function", "reads", "writes", "sends to");
    for (FunctionSpec function : FunctionSpec.values()) {
      page.row(
          code(function.functionName()),
          granted(function, grant -> accessed(grant, Grant.Access.READ)),
          granted(function, grant -> accessed(grant, Grant.Access.WRITE)),
          granted(function, DeploymentPages::sentTo));
    }
    page.section("Entry points").header("function", "module", "class");
    for (FunctionSpec function : FunctionSpec.values()) {
      page.row(
          code(function.functionName()),
          code(function.artifact().module()),
          code(function.entryPoint()));
    }
    return page.page();
  }

  private static List<String> callers(FunctionSpec function) {
    var callers = new ArrayList<String>();
    if (function == FunctionSpec.AUTHORIZER) {
      callers.add("API Gateway, before a call");
    }
    if (Route.all().stream().anyMatch(route -> route.function() == function)) {
      callers.add("[routes](routes.md)");
    }
    Stream.of(QueueTrigger.values())
        .filter(trigger -> trigger.function() == function)
        .forEach(trigger -> callers.add("queue " + code(trigger.queue().queueName())));
    Stream.of(ScheduleSpec.values())
        .filter(schedule -> schedule.function() == function)
        .forEach(_ -> callers.add("[schedule](schedules.md)"));
    return callers;
  }

  private static String granted(
      FunctionSpec function, Function<Grant, Optional<String>> grantedName) {
    return function.grants().stream()
        .map(grantedName)
        .flatMap(Optional::stream)
        .sorted()
        .map(Markdown::code)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> accessed(Grant grant, Grant.Access access) {
    return switch (grant) {
      case Grant.Items(TableSpec table, Grant.Access given) when given == access ->
          Optional.of(table.tableName());
      case Grant.Blobs(BucketSpec bucket, Grant.Access given) when given == access ->
          Optional.of(bucket.bucketName());
      case Grant.Secrets(Grant.Access given) when given == access ->
          Optional.of("values of secrets");
      case Grant.SecretHistory _ when access == Grant.Access.READ ->
          Optional.of("former values of secrets");
      case Grant.BlobRemoval(BucketSpec bucket) when access == Grant.Access.WRITE ->
          Optional.of(bucket.bucketName() + " (deletes)");
      case Grant.InsightQueues _ when access == Grant.Access.WRITE ->
          Optional.of("stacks of insights");
      case Grant.Pods _ when access == Grant.Access.WRITE -> Optional.of("pods of the cluster");
      case Grant.Items _,
          Grant.Blobs _,
          Grant.BlobRemoval _,
          Grant.Secrets _,
          Grant.SecretHistory _,
          Grant.Messages _,
          Grant.InsightMessages _,
          Grant.InsightQueues _,
          Grant.Pods _ ->
          Optional.empty();
    };
  }

  private static Optional<String> sentTo(Grant grant) {
    return switch (grant) {
      case Grant.Messages(QueueSpec queue) -> Optional.of(queue.queueName());
      case Grant.InsightMessages _ -> Optional.of(QueueSpec.INSIGHT_PREFIX + "…");
      case Grant.Items _,
          Grant.Blobs _,
          Grant.BlobRemoval _,
          Grant.Secrets _,
          Grant.SecretHistory _,
          Grant.InsightQueues _,
          Grant.Pods _ ->
          Optional.empty();
    };
  }

  private static Page tables() {
    var page =
        Page.markdown(
            "tables.md", "Tables and buckets", "Where things are kept: tables, indexes, buckets.");
    page.paragraph(
        "A table has the keys `pk` and `sk`, both text; its name on AWS starts with what"
            + " [`FAIRLEAD_TABLE_PREFIX`](settings.md) says. Items whose "
            + code(TableSpec.EXPIRY_ATTRIBUTE)
            + " (seconds since 1970) is past may be collected; nothing relies on it.");
    page.line("").header("table", "what is in it", "written by", "read by");
    for (TableSpec table : TableSpec.values()) {
      page.row(
          code(table.tableName()),
          table.meaning(),
          granted(Grant.write(table)),
          granted(Grant.read(table)));
    }
    page.section("Indexes");
    page.line("Sparse, with all attributes, and a moment behind: what they say is a hint.")
        .line("")
        .header("table", "index", "partition", "sort");
    for (TableSpec table : TableSpec.values()) {
      for (TableSpec.IndexSpec index : table.indexes()) {
        page.row(
            code(table.tableName()),
            code(index.name()),
            code(index.partitionAttribute()),
            code(index.sortAttribute()));
      }
    }
    page.section("Buckets").header("bucket", "what is in it", "written by", "read by");
    for (BucketSpec bucket : BucketSpec.values()) {
      page.row(
          code(bucket.bucketName()),
          bucket.meaning(),
          granted(Grant.write(bucket)),
          granted(Grant.read(bucket)));
    }
    return page.page();
  }

  private static Page queues() {
    var page =
        Page.markdown(
            "queues.md", "Queues", "The queues, who sends to them and which function reads them.");
    page.paragraph(
        "A name that ends in `.fifo` is a FIFO queue. What is received too often moves to the"
            + " dead-letter queue of the same name with `-dlq`.");
    page.line("")
        .header(
            "queue",
            "what for",
            "sent by functions",
            "read by",
            "batch",
            "at a time on AWS",
            "hidden for",
            "receives");
    for (QueueSpec queue : QueueSpec.values()) {
      Optional<QueueTrigger> trigger =
          Stream.of(QueueTrigger.values()).filter(any -> any.queue() == queue).findFirst();
      page.row(
          code(queue.queueName()),
          queue.meaning(),
          granted(Grant.send(queue)),
          trigger
              .map(QueueTrigger::function)
              .map(function -> code(function.functionName()))
              .orElse("workers"),
          trigger.map(any -> String.valueOf(any.batchSize())).orElse(""),
          trigger.map(any -> String.valueOf(any.maxConcurrency())).orElse(""),
          Words.of(queue.visibility()),
          String.valueOf(queue.maxReceives()));
    }
    page.row(
        code(QueueSpec.INSIGHT_PREFIX + "…"),
        "As "
            + code(QueueSpec.PERMITS.queueName())
            + ", of one insight each; made and removed with it, read while it dispatches.",
        granted(Grant.sendToInsights()),
        code(FunctionSpec.PERMIT.functionName()),
        String.valueOf(QueueTrigger.PERMITS.batchSize()),
        String.valueOf(InsightStack.MAX_CONCURRENCY),
        Words.of(QueueSpec.PERMITS.visibility()),
        String.valueOf(QueueSpec.PERMITS.maxReceives()));
    return page.page();
  }

  private static Page schedules() {
    var page = Page.markdown("schedules.md", "Schedules", "What runs by the clock.");
    page.line("").header("function", "what it does", "on AWS every", "at home every");
    for (ScheduleSpec schedule : ScheduleSpec.values()) {
      page.row(
          code(schedule.function().functionName()),
          schedule.function().meaning(),
          Words.of(schedule.every()),
          Words.of(schedule.everyAtHome()));
    }
    return page.page();
  }

  private static Page settings() {
    var page =
        Page.markdown("settings.md", "Settings", "The environment variables that programs read.");
    for (Setting.Reader reader : Setting.Reader.values()) {
      page.section(heading(reader)).header("variable", "needed", "meaning");
      for (Setting setting : Setting.of(reader)) {
        page.row(
            code(setting.variable()),
            setting.need() == Setting.Need.REQUIRED ? "yes" : "no",
            setting.meaning());
      }
    }
    return page.page();
  }

  private static String heading(Setting.Reader reader) {
    return switch (reader) {
      case FUNCTION -> "Functions on AWS";
      case REAPER -> "The data-object reaper";
      case LAUNCHER -> "The launcher, monitor and reaper of pods";
      case WORKER -> "The queue worker";
      case WATCHER -> "The cluster watcher, beside those of the functions";
      case COMMAND_LINE -> "The command line";
      case PROGRAM -> "The command line and the bench, from the script that starts them";
    };
  }

  private static String granted(Grant grant) {
    return Stream.of(FunctionSpec.values())
        .filter(function -> function.grants().contains(grant))
        .map(function -> code(function.functionName()))
        .collect(Collectors.joining(", "));
  }
}
