package dev.fairlead.agendaservice.objects;

import dev.fairlead.core.error.ErrorCode;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.objects.Insight;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.Ports;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.LeaseRows;
import dev.fairlead.store.Lines;
import dev.fairlead.store.ObjectRows;
import dev.fairlead.store.Place;
import dev.fairlead.store.StoredObject;
import dev.fairlead.store.TemplateRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds out what still needs an object that is to be deleted. */
final class InUse {
  private static final int ONE = 1;
  private static final int MANY = 1000;

  private final ObjectRows rows;
  private final AgendaRows agendas;
  private final TemplateRows templates;
  private final Lines lines;
  private final LeaseRows leases;

  InUse(Ports ports) {
    this.rows = new ObjectRows(ports.items());
    this.agendas = new AgendaRows(ports.items(), ports.blobs());
    this.lines = new Lines(ports.items());
    this.leases = new LeaseRows(ports.items());
    this.templates = new TemplateRows(ports.items(), ports.blobs());
  }

  /**
   * Refuses to go on while something needs it. Who names a pool is fenced by the deletion's own
   * condition; what a customer has, it also has without being known here, so that a look will do.
   *
   * @throws FairleadException {@code IN_USE}
   */
  void refuse(StoredObject object) {
    needs(object)
        .ifPresent(what -> {
          throw new FairleadException(
              ErrorCode.IN_USE,
              "The " + object.kind().noun() + " " + object.id() + " still has " + what + ".");
        });
  }

  private Optional<String> needs(StoredObject object) {
    return switch (object.kind()) {
      case CUSTOMER -> ofCustomer(object.owner());
      // Without its object, the one that every environment has is as it is built in.
      case INSIGHT -> Insight.isDefault(object.id()) ? Optional.empty() : inLine(object.id());
      case BLUEPRINT ->
          leases.madeBy(object.id()).isEmpty() ? Optional.empty() : Optional.of("resources");
      case RESOURCE_POOL ->
          object.uses() == 0 ? Optional.empty() : Optional.of("insights or customers");
      // What waits to be done by it fails when it has its turn.
      case HANDLER -> Optional.empty();
    };
  }

  /** What waits or is dispatched; the first may have come so late that it isn't seen. */
  private Optional<String> inLine(String insight) {
    int waiting =
        Arrays.stream(Place.Line.values())
            .mapToInt(line -> lines.oldest(line, insight, MANY).size())
            .sum();
    int dispatched = lines.dispatched(insight, MANY).size();
    if (waiting + dispatched == 0) {
      return Optional.empty();
    }
    return Optional.of(
        count(waiting) + " waiting and " + count(dispatched) + " dispatched agendas");
  }

  private static String count(int found) {
    return found < MANY ? Integer.toString(found) : MANY + " or more";
  }

  private Optional<String> ofCustomer(CustomerId customer) {
    if (!agendas.list(customer, ONE, Optional.empty()).headers().isEmpty()) {
      return Optional.of("agendas");
    }
    if (!templates.list(customer, ONE, Optional.empty(), Optional.empty()).heads().isEmpty()) {
      return Optional.of("templates");
    }
    if (owns(ObjectKind.INSIGHT, customer)) {
      return Optional.of("insights");
    }
    if (owns(ObjectKind.HANDLER, customer)) {
      return Optional.of("handlers");
    }
    if (owns(ObjectKind.BLUEPRINT, customer)) {
      return Optional.of("blueprints");
    }
    return owns(ObjectKind.RESOURCE_POOL, customer)
        ? Optional.of("resource pools")
        : Optional.empty();
  }

  /** On its shelf lies also what it is only allowed to use. */
  private boolean owns(ObjectKind kind, CustomerId customer) {
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      var page = rows.list(kind, List.of(Shelf.of(customer)), 200, after.get());
      if (page.objects().stream().anyMatch(object -> object.owner().equals(customer))) {
        return true;
      }
      after = page.next();
    }
    return false;
  }
}
