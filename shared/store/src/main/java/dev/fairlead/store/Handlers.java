package dev.fairlead.store;

import dev.fairlead.catalog.HandlerSpec;
import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The handlers that operators registered, as customers see them. What was read is kept for {@link
 * #KEPT}, so that a change comes to effect that much later. That one isn't there is never kept: a
 * new one is found at once.
 *
 * <p>Cost: 1 read unit per 4 KB of a handler on its customer's own shelf, 1 more for one that all
 * may use or that isn't there; nothing for a type that is built in, and while it is kept.
 */
public final class Handlers {
  /** How long a handler is not read again. */
  public static final Duration KEPT = Duration.ofSeconds(10);

  private static final int RECENT = 1000;

  private final ObjectRows rows;
  private final InstantSource clock;
  private final Recent<Wanted, Kept> recent = new Recent<>(RECENT);

  public Handlers(ItemStore items, InstantSource clock) {
    this.rows = new ObjectRows(items);
    this.clock = clock;
  }

  private record Wanted(CustomerId customer, String type) {}

  /** What a handler's fields say, and since when they are known. */
  private record Kept(Json.Obj fields, Instant from) {
    /** A clock that was set back makes nothing fresh. */
    boolean isFresh(Instant now) {
      return !now.isBefore(from) && now.isBefore(from.plus(KEPT));
    }
  }

  /**
   * How operations of a type are done in pods for a customer, as it was said not long ago.
   *
   * @return empty for a type that is built in, that nobody registered for the customer, or that is
   *     done on hosts
   */
  public Optional<HandlerTerms> find(CustomerId customer, String type) {
    return fields(customer, type)
        .filter(fields -> !HostTerms.isMeant(fields))
        .map(HandlerTerms::of);
  }

  /**
   * The same of a type that is done on hosts: the fields of its handler, which {@link HostTerms}
   * reads.
   */
  public Optional<Json.Obj> onHosts(CustomerId customer, String type) {
    return fields(customer, type).filter(HostTerms::isMeant);
  }

  /** Where operations of a type are done for a customer; empty if nobody registered it. */
  public Optional<HandlerSpec.Place> place(CustomerId customer, String type) {
    return HandlerSpec.of(type)
        .map(HandlerSpec::place)
        .or(() ->
            fields(customer, type)
                .map(fields ->
                    HostTerms.isMeant(fields) ? HandlerSpec.Place.HOST : HandlerSpec.Place.POD));
  }

  private Optional<Json.Obj> fields(CustomerId customer, String type) {
    if (HandlerSpec.of(type).isPresent() || !ObjectKind.HANDLER.isId(type)) {
      return Optional.empty();
    }
    var wanted = new Wanted(customer, type);
    Instant now = clock.instant();
    return recent
        .find(wanted)
        .filter(kept -> kept.isFresh(now))
        .map(Kept::fields)
        .or(() -> read(wanted, now));
  }

  private Optional<Json.Obj> read(Wanted wanted, Instant now) {
    var shelves = List.of(Shelf.of(wanted.customer()), Shelf.EVERYBODY);
    var read = rows.find(ObjectKind.HANDLER, wanted.type(), shelves).map(object -> object.fields());
    read.ifPresent(fields -> recent.keep(wanted, new Kept(fields, now)));
    return read;
  }

  /**
   * The types that a customer's agendas may have. Those that are registered take secrets: what a
   * pod is given lies in a Secret of Kubernetes, and what a host is given in a file of its user.
   *
   * @param builtIn those that can be done here without a handler
   */
  public KnownTypes knownTo(CustomerId customer, Set<String> builtIn) {
    var withoutSecrets = HandlerSpec.typesWithoutSecrets();
    return new KnownTypes(
        builtIn, type -> fields(customer, type).isPresent(), withoutSecrets::contains);
  }
}
