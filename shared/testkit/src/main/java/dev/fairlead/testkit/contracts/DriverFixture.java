package dev.fairlead.testkit.contracts;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.lease.BlueprintDriver;
import dev.fairlead.core.lease.BlueprintTerms;
import dev.fairlead.core.lease.Holder;
import dev.fairlead.core.lease.Lease;
import dev.fairlead.core.lease.LeaseId;
import dev.fairlead.core.lease.LeaseRequest;
import dev.fairlead.core.lease.Resource;
import dev.fairlead.core.lease.ResourceId;
import dev.fairlead.core.lease.Surroundings;
import dev.fairlead.core.lease.Term;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the suite of drivers needs: a driver, a blueprint of its, and the world outside. */
abstract class DriverFixture {
  private static final CustomerId OWNER = new CustomerId("acme");
  private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");
  private static final String ID = "01k900000000000000000000";

  /** The driver under test. */
  protected abstract BlueprintDriver driver();

  /** What a blueprint of this driver says, from which at least one resource can be built. */
  protected abstract Json.Obj fields();

  /** The secrets of the blueprint's owner. */
  protected Map<String, String> secrets() {
    return Map.of();
  }

  /** By name, whatever this driver made outside; empty before it made anything. */
  protected abstract Set<String> outside();

  /** What of it stays for good, by the driver's own word: empty, if all goes. */
  protected Set<String> staying() {
    return Set.of();
  }

  /** From now on nothing outside can be reached or written, in a way that may pass. */
  protected abstract void breakOutside();

  /** All is as it was before {@link #breakOutside}. */
  protected abstract void mendOutside();

  /** Ends what the resource stands for, for good. */
  protected abstract void kill(Resource resource);

  Blueprint blueprint() {
    return new Blueprint(
        "things",
        OWNER,
        "Things",
        driver().type(),
        Optional.empty(),
        BlueprintTerms.USUAL,
        fields());
  }

  /** A request of its customer that any resource of the blueprint serves. */
  protected LeaseRequest request() {
    return LeaseRequest.of(
        OWNER, driver().resourceType(), new Holder.OfPerson("ann"), Term.from(NOW));
  }

  /** A lease by its number, 1 to 9. */
  protected Lease lease(int number) {
    return Lease.asked(new LeaseId(ID + "0" + number), request(), NOW);
  }

  /** A resource by its number, 1 to 9, that has a row and nothing else. */
  protected Resource planned(int number) {
    var draft = driver().allocate(blueprint(), request(), List.of()).orElseThrow();
    var origin =
        new Resource.Origin(
            "things", OWNER, driver().type(), driver().resourceType(), Optional.empty());
    return Resource.planned(
        new ResourceId(ID + "1" + number), origin, draft, draft.slots(), Map.of(), NOW);
  }

  Instant now() {
    return NOW;
  }

  /** What the driver finds around it. */
  protected Surroundings around() {
    return new Around();
  }

  private final class Around implements Surroundings {
    @Override
    public Instant now() {
      return NOW;
    }

    @Override
    public Optional<Blueprint> blueprint() {
      return Optional.of(DriverFixture.this.blueprint());
    }

    @Override
    public Optional<String> secret(String name) {
      return Optional.ofNullable(secrets().get(name));
    }

    @Override
    public Optional<Child> child(String name) {
      return Optional.empty();
    }
  }
}
