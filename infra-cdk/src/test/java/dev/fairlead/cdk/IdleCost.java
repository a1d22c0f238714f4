package dev.fairlead.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What an environment costs in a month in which nobody calls it, worked out from its templates:
 * what runs by the clock, what Lambda asks the queues meanwhile, and what is paid for being there.
 *
 * @param lines what it is for, in the order of the services
 */
record IdleCost(List<Line> lines) {
  /** {@code quantity} units of {@code what} at {@code price} dollars. */
  record Line(String what, double quantity, double price) {
    double dollars() {
      return quantity * price;
    }
  }

  private static final double MINUTES = 730 * 60;

  /** Lambda keeps five long polls of 20 s going at a queue where nothing comes. */
  private static final double POLLS_A_MINUTE = 5 * 3;

  /** A turn that finds nothing, warm; billed by the millisecond. */
  private static final double TURN_SECONDS = 0.15;

  private static final double TURN_LOG_GIGABYTES = 500e-9;

  /** Stored by an environment at rest: figures of finished agendas, tokens. */
  private static final double TABLE_GIGABYTES = 0.1;

  /** Read units of a turn with nothing to do, as the functions' documentation says; 10 insights. */
  private static final Map<String, Integer> READS =
      Map.of(
          "scheduler-tick", 31,
          "reclaimer", 16,
          "outbox-sweeper", 8,
          "permit-sweeper", 11,
          "data-object-reaper", 32,
          "insight-provisioner", 11,
          "allocator-tick", 3);

  private static final Pattern RATE = Pattern.compile("rate\\((\\d+) minutes?\\)");

  static IdleCost of(Synthesis synthesis) {
    var lines = new ArrayList<Line>();
    for (Template stack : synthesis.stacks()) {
      addAlarms(stack, lines);
      addPolls(stack, lines);
      addTurns(stack, lines);
      addTables(stack, lines);
    }
    return new IdleCost(List.copyOf(lines));
  }

  double dollars() {
    return lines.stream().mapToDouble(Line::dollars).sum();
  }

  /** A table, for people. */
  String table() {
    var table = new StringBuilder("| a month of | quantity | dollars |\n|---|---|---|\n");
    for (Line line : lines) {
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %,.2f | %.2f |%n",
              line.what(),
              line.quantity(),
              line.dollars()));
    }
    return table
        .append(String.format(Locale.ROOT, "| **all** | | **%.2f** |%n", dollars()))
        .toString();
  }

  private static void addAlarms(Template stack, List<Line> lines) {
    int metrics = 0;
    for (var alarm : stack.properties("AWS::CloudWatch::Alarm").values()) {
      metrics +=
          alarm.containsKey("MetricName")
              ? 1
              : (int)
                  Template.maps(alarm.get("Metrics")).stream()
                      .filter(query -> query.containsKey("MetricStat"))
                      .count();
    }
    int dashboards = stack.resources("AWS::CloudWatch::Dashboard").size();
    if (metrics > 0) {
      lines.add(new Line("metrics of alarms", metrics, PriceList.ALARM_METRIC_MONTH));
      lines.add(
          new Line(
              "dashboards beyond three",
              Math.max(0, dashboards - PriceList.FREE_DASHBOARDS),
              PriceList.DASHBOARD_MONTH));
    }
  }

  private static void addPolls(Template stack, List<Line> lines) {
    double standard = 0;
    double fifo = 0;
    for (var mapping : stack.properties("AWS::Lambda::EventSourceMapping").values()) {
      if (Boolean.FALSE.equals(mapping.get("Enabled"))) {
        continue;
      }
      if (Template.text(mapping.get("EventSourceArn")).endsWith(".fifo")) {
        fifo += MINUTES * POLLS_A_MINUTE;
      } else {
        standard += MINUTES * POLLS_A_MINUTE;
      }
    }
    if (standard + fifo > 0) {
      lines.add(new Line("polls of standard queues", standard, PriceList.STANDARD_QUEUE_REQUEST));
      lines.add(new Line("polls of FIFO queues", fifo, PriceList.FIFO_QUEUE_REQUEST));
    }
  }

  private static void addTurns(Template stack, List<Line> lines) {
    double turns = 0;
    double gigabyteSeconds = 0;
    double reads = 0;
    for (var rule : stack.properties("AWS::Events::Rule").values()) {
      if ("DISABLED".equals(rule.get("State"))) {
        continue;
      }
      double ofRule = turns(Template.text(rule.get("ScheduleExpression")));
      String alias = Template.text(Template.maps(rule.get("Targets")).getFirst().get("Arn"));
      var function =
          Template.map(
              stack
                  .properties("AWS::Lambda::Function")
                  .get(alias.replaceFirst("^\\$\\{Live(.*)}$", "Function$1")));
      String name = Template.text(function.get("FunctionName"));
      turns += ofRule;
      gigabyteSeconds +=
          ofRule
              * TURN_SECONDS
              * Double.parseDouble(String.valueOf(function.get("MemorySize")))
              / 1024;
      reads += ofRule * reads(name);
    }
    if (turns > 0) {
      lines.add(new Line("scheduled events", turns, PriceList.SCHEDULED_EVENT));
      lines.add(new Line("invocations", turns, PriceList.INVOCATION));
      lines.add(new Line("gigabyte-seconds", gigabyteSeconds, PriceList.ARM_GIGABYTE_SECOND));
      lines.add(new Line("read units", reads, PriceList.READ_UNIT));
      lines.add(new Line("gigabytes of logs", turns * TURN_LOG_GIGABYTES, PriceList.LOG_GIGABYTE));
    }
  }

  private static void addTables(Template stack, List<Line> lines) {
    if (!stack.resources("AWS::DynamoDB::Table").isEmpty()) {
      lines.add(new Line("gigabytes in tables", TABLE_GIGABYTES, PriceList.TABLE_GIGABYTE_MONTH));
      lines.add(
          new Line(
              "gigabytes to recover from", TABLE_GIGABYTES, PriceList.RECOVERY_GIGABYTE_MONTH));
    }
  }

  private static double turns(String expression) {
    var rate = RATE.matcher(expression);
    if (!rate.matches()) {
      throw new AssertionError("no rate: " + expression);
    }
    return MINUTES / Integer.parseInt(rate.group(1));
  }

  private static int reads(String functionName) {
    return READS.entrySet().stream()
        .filter(reads -> functionName.endsWith("-" + reads.getKey()))
        .mapToInt(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new AssertionError("say what an idle turn reads: " + functionName));
  }
}
