package dev.fairlead.bench.cost;

import dev.fairlead.bench.metering.Bill;
import dev.fairlead.bench.metering.MeteredHome;
import dev.fairlead.catalog.QueueTrigger;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.StoredObject;
import dev.fairlead.wire.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What it costs to bring an agenda from its line to its executor, under each way of scheduling: so
 * many agendas of one operation, of so many customers, wait in one line before anything is
 * dispatched. The scheduler's part is dispatch and settlement; that of the permits is claim, the
 * only step and the end.
 */
public final class DispatchCost {
  private static final String HEADING =
      String.format(
          Locale.ROOT,
          "%-12s %-10s %10s %11s %9s",
          "SCHEDULING",
          "PART",
          "READ UNITS",
          "WRITE UNITS",
          "REQUESTS");

  private final int customers;
  private final int agendas;

  /**
   * A bench.
   *
   * @param customers whose agendas they are, 1 and up
   * @param agendas how many wait, 1 and up
   */
  public DispatchCost(int customers, int agendas) {
    this.customers = customers;
    this.agendas = agendas;
  }

  /** Ways of scheduling. */
  private enum Scheduling {
    FIFO("fifo", ""),
    FIFO_LIMITED("fifo", "{\"agendas\": 50}"),
    FAIR("fair", ""),
    FAIR_LIMITED("fair", "{\"agendas\": 50}"),
    PRIORITY("priority", "");

    private final String algorithm;
    private final String limits;

    Scheduling(String algorithm, String limits) {
      this.algorithm = algorithm;
      this.limits = limits;
    }

    Json.Obj insight() {
      var json = Json.object().put("title", "Bench").put("algorithm", algorithm);
      if (!limits.isEmpty()) {
        json.put("limits", JsonText.parse(limits));
      }
      return json.build();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private record Part(Scheduling scheduling, String name, Bill bill, int agendas) {
    double per(double units) {
      return units / agendas;
    }

    String row() {
      return String.format(
          Locale.ROOT,
          "%-12s %-10s %10.2f %11.2f %9.2f",
          scheduling.word(),
          name,
          per(bill.readUnits()),
          per((double) bill.writeUnits()),
          per((double) bill.requests()));
    }

    Json json() {
      return Json.object()
          .put("scheduling", scheduling.word())
          .put("part", name)
          .put("readUnits", rounded(bill.readUnits()))
          .put("writeUnits", rounded((double) bill.writeUnits()))
          .put("requests", rounded((double) bill.requests()))
          .build();
    }

    private Json rounded(double units) {
      return Json.of(BigDecimal.valueOf(per(units)).setScale(2, RoundingMode.HALF_UP));
    }
  }

  /** What each part cost, for each agenda. */
  public static final class Summary {
    private final List<Part> parts;

    private Summary(List<Part> parts) {
      this.parts = List.copyOf(parts);
    }

    /** A table for people. */
    public List<String> table() {
      var lines = new ArrayList<String>();
      lines.add(HEADING);
      parts.forEach(part -> lines.add(part.row()));
      return lines;
    }

    /** The same for programs. */
    public Json json() {
      return Json.object()
          .put("perAgenda", Json.array(parts.stream().map(Part::json).toList()))
          .build();
    }
  }

  /** Runs all of them, in memory. */
  public Summary run() {
    var parts = new ArrayList<Part>();
    for (Scheduling scheduling : Scheduling.values()) {
      parts.addAll(run(scheduling));
    }
    return new Summary(parts);
  }

  private List<Part> run(Scheduling scheduling) {
    var home = new MeteredHome();
    var insight =
        StoredObject.added(
            ObjectKind.INSIGHT,
            "default",
            new CustomerId("operator"),
            scheduling.insight(),
            Instant.EPOCH);
    new ObjectRows(home.unmetered()).add(insight, Optional.empty(), Optional.empty());
    for (int i = 0; i < agendas; i++) {
      home.submit("customer" + i % customers, agenda(i % 21 - 10));
    }
    home.settle();
    return List.of(
        new Part(scheduling, "submit", home.submits(), agendas),
        new Part(scheduling, "schedule", home.of(QueueTrigger.WAKE), agendas),
        new Part(scheduling, "claim, run", home.of(QueueTrigger.PERMITS), agendas));
  }

  private static Json agenda(int priority) {
    var payload = Json.object().put("message", "x").build();
    var operation = Json.object().put("name", "a").put("type", "log").put("payload", payload);
    return Json.object()
        .put("priority", priority)
        .put("operations", Json.array(List.of(operation.build())))
        .build();
  }
}
