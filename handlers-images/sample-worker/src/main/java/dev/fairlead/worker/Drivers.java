package dev.fairlead.worker;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.run.WorkDiagnostic;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.wire.WorkMessage;
import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Work by name: an operation of type {@code worker} says in its payload who does it; any other type
 * is a name itself.
 */
final class Drivers implements Work {
  /** The type of which the payload is {@code {"driver": NAME, "payload": …}}. */
  static final String BY_NAME = "worker";

  private final Map<String, Driver> drivers = new TreeMap<>();

  /** Of two with one name neither is meant: nobody could say which of them would do the work. */
  Drivers(Collection<? extends Driver> drivers) {
    for (Driver driver : drivers) {
      if (this.drivers.put(driver.name(), driver) != null) {
        throw new IllegalArgumentException("two drivers are called " + driver.name());
      }
    }
  }

  /** All that are on the class path. */
  static Drivers found() {
    return new Drivers(
        ServiceLoader.load(Driver.class).stream().map(ServiceLoader.Provider::get).toList());
  }

  @Override
  public Ending run(WorkMessage order, Telling telling) {
    if (!order.type().equals(BY_NAME)) {
      return run(order.type(), order, order.payload(), telling);
    }
    if (!(order.payload() instanceof Json.Obj fields) || fields.text("driver").isEmpty()) {
      return failed("payload", "The payload of worker is {\"driver\": \"…\", \"payload\": …}.");
    }
    return run(
        fields.text("driver").get(), order, fields.field("payload").orElse(Json.NULL), telling);
  }

  private Ending run(String name, WorkMessage order, Json payload, Telling telling) {
    var driver = drivers.get(name);
    return driver == null
        ? failed(
            "driver",
            "This worker has no driver "
                + name
                + "; it has "
                + String.join(", ", drivers.keySet())
                + ".")
        : own(driver.run(order, payload, telling));
  }

  /**
   * Of what a driver says, what is work's to say: it succeeded or failed, and by no code of
   * Fairlead's. That an attempt was lost, or took too long, is seen from outside; a driver that
   * says so would have its work done again without counting.
   */
  private static Ending own(Ending ending) {
    return switch (ending) {
      case Ending.Succeeded done -> done;
      case Ending.Failed(Diagnostic why, var retryAfter) -> new Ending.Failed(own(why), retryAfter);
      case Ending.Declined(Diagnostic why) -> new Ending.Failed(own(why));
      case Ending.TimedOut(Diagnostic why) -> new Ending.Failed(own(why));
      case Ending.Lost(Diagnostic why) -> new Ending.Failed(own(why));
    };
  }

  /** Its work has no secrets. */
  private static Diagnostic own(Diagnostic why) {
    return WorkDiagnostic.of(why.code(), why.message(), Redaction.NONE);
  }

  private static Ending failed(String code, String sentence) {
    return new Ending.Failed(new Diagnostic(code, sentence));
  }
}
