package dev.fairlead.core.lease;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The steps by which something is found for one lease; each is tried when those before it fail. */
final class Search {
  /** So many resources that break while they are built for a lease, and the lease breaks. */
  static final int MOST_FAILURES = 3;

  private static final Comparator<Resource> LONGEST_UNUSED =
      Comparator.comparing((Resource each) -> each.stamps().used()).thenComparing(Resource::id);

  private final Supply supply;
  private final Floor floor;
  private final Lease lease;
  private final List<Blueprint> blueprints;

  Search(Supply supply, Floor floor, Lease lease, List<Blueprint> blueprints) {
    this.supply = supply;
    this.floor = floor;
    this.lease = lease;
    this.blueprints = blueprints;
  }

  /** A resource that nothing else comes before: an empty one, or any where leases are packed. */
  Optional<Decision> free() {
    return best(each -> strategy(each) != Strategy.SPREAD || each.use().leases() == 0);
  }

  /** One build at a time, as long as it gets on. */
  Optional<Decision> ownBuild() {
    return ownBuild(each -> !isStalled(each));
  }

  private Optional<Decision> ownBuild(Predicate<Resource> which) {
    return lease
        .efforts()
        .built()
        .flatMap(floor::find)
        .filter(each -> each.state() == ResourceState.PENDING && which.test(each))
        .map(each -> waitsFor("waiting-for-activation", each, "is still built"));
  }

  /** A resource that others have built, and that will have room. */
  Optional<Decision> promised() {
    return promised(each -> !isStalled(each));
  }

  /** One that has been built for long, where nothing else can be had. */
  Optional<Decision> stalled() {
    return ownBuild(this::isStalled).or(() -> promised(this::isStalled));
  }

  private Optional<Decision> promised(Predicate<Resource> which) {
    return made(each -> each.state() == ResourceState.PENDING && suits(each) && which.test(each))
        .filter(this::willHaveRoom)
        .min(Comparator.comparing(Resource::id))
        .map(each -> {
          floor.promise(each, lease);
          return waitsFor("waiting-for-activation", each, "is still built");
        });
  }

  /** Another one, where there may be more. */
  Optional<Decision> build(Supplier<ResourceId> ids) {
    if (lease.request().selection().resource().isPresent()) {
      return Optional.empty();
    }
    if (lease.efforts().failures() >= MOST_FAILURES) {
      return Optional.of(
          new Decision.Break(
              MOST_FAILURES
                  + " resources broke while they were built for it"
                  + lease.why().map(why -> "; the last: " + why.sentence()).orElse(".")));
    }
    return inBuildingOrder().stream().flatMap(each -> plan(each, ids).stream()).findFirst();
  }

  /** One that others use, too. */
  Optional<Decision> shared() {
    return best(_ -> true);
  }

  /** One recall at a time. */
  Optional<Decision> ownRecall() {
    return lease
        .efforts()
        .recalled()
        .flatMap(floor::find)
        .map(each -> waitsFor("waiting-for-recall", each, "was recalled, and is not gone yet"));
  }

  /** An idle one goes where only its place is lacking; whoever idles longest. */
  Optional<Decision> recall() {
    if (lease.request().selection().resource().isPresent()) {
      return Optional.empty();
    }
    return made(each -> isUnused(each) && isPastGrace(each))
        .filter(each -> !suits(each) && !floor.isKeptFromOthers(each))
        .min(LONGEST_UNUSED)
        .map(Decision.Recall::new);
  }

  /** Nothing can be done; what is nearest to having room is kept until it has enough. */
  Decision waiting(int ahead) {
    var on = lease.request().selection().resource();
    if (on.isPresent() && floor.find(on.get()).isEmpty()) {
      return new Decision.Break("There is no resource " + on.get() + " that it could have.");
    }
    nearest().or(this::soonestIdle).ifPresent(each -> floor.keep(each, lease));
    return Candidates.waits(
        "waiting-for-resources",
        "Nothing of "
            + Candidates.names(blueprints)
            + " is free; "
            + (ahead == 0 ? "it is the next." : ahead + " came before it."));
  }

  /** What suits and has most room, though not enough yet. */
  private Optional<Resource> nearest() {
    return made(each -> each.state() == ResourceState.ACTIVE && suits(each))
        .filter(each -> each.standing().isOpen() && !floor.isKeptFromOthers(each))
        .filter(each -> each.draft().capacity().holds(lease.request().requirements(), 1))
        .min(Ranking.of(Strategy.SPREAD, lease.request().requirements()));
  }

  /** What will be recalled for it when its grace is over, if nobody younger takes it again. */
  private Optional<Resource> soonestIdle() {
    return made(each -> isUnused(each) && !suits(each) && !floor.isKeptFromOthers(each))
        .min(LONGEST_UNUSED);
  }

  private Optional<Decision> best(Predicate<Resource> which) {
    var found =
        made(each -> each.state() == ResourceState.ACTIVE && suits(each))
            .filter(each -> each.standing().isOpen() && hasRoom(each, each.use()))
            .filter(each -> !floor.isKeptFromOthers(each) && which.test(each))
            .toList();
    return found.stream()
        .min(Comparator.comparingDouble(this::cost).thenComparing(Resource::id))
        .map(each ->
            new Decision.Acquire(
                each, supply.driverOf(supply.blueprintOf(each)).acquire(each, lease)));
  }

  private double cost(Resource resource) {
    return Ranking.cost(resource, strategy(resource), lease.request().requirements());
  }

  private boolean isStalled(Resource pending) {
    return supply.driverOf(supply.blueprintOf(pending)).isStalled(pending);
  }

  private boolean suits(Resource resource) {
    var selection = lease.request().selection();
    return selection.resource().map(resource.id()::equals).orElse(true)
        && resource.draft().labels().entrySet().containsAll(selection.labels().entrySet())
        && isGood(resource, supply.blueprintOf(resource));
  }

  private boolean isGood(Resource resource, Blueprint of) {
    var driver = supply.driverOf(of);
    return driver.isOffered(of, resource) && driver.canAcquire(resource, lease.request());
  }

  private boolean hasRoom(Resource resource, Resource.Use use) {
    var with = use.with(lease.request().requirements());
    return resource.draft().capacity().holds(with.amounts(), with.leases());
  }

  private boolean willHaveRoom(Resource pending) {
    var spokenFor = floor.promised(pending);
    return hasRoom(pending, spokenFor)
        && (strategy(pending) != Strategy.SPREAD || spokenFor.leases() == 0);
  }

  private boolean isUnused(Resource resource) {
    return resource.state() == ResourceState.ACTIVE
        && resource.use().leases() == 0
        && !resource.standing().isCordoned()
        && isFull(supply.blueprintOf(resource));
  }

  private boolean isPastGrace(Resource resource) {
    var grace = supply.blueprintOf(resource).terms().grace();
    var made = resource.stamps().active().orElse(resource.stamps().made());
    return !supply.now().isBefore(made.plus(grace))
        && !supply.now().isBefore(resource.stamps().used().plus(grace));
  }

  private boolean isFull(Blueprint blueprint) {
    return limitSlot(blueprint).isEmpty()
        || !supply.driverOf(blueprint).canAllocate(blueprint, lease.request(), live(blueprint));
  }

  private List<Blueprint> inBuildingOrder() {
    var ordered = new ArrayList<>(blueprints);
    ordered.sort(
        Comparator.comparingInt(
                (Blueprint each) -> (strategy(each) == Strategy.PACK ? -1 : 1) * live(each).size())
            .thenComparing(Blueprint::id));
    return ordered;
  }

  private Optional<Decision> plan(Blueprint blueprint, Supplier<ResourceId> ids) {
    var place = limitSlot(blueprint);
    var driver = supply.driverOf(blueprint);
    var live = live(blueprint);
    if (place.isEmpty() || !driver.canAllocate(blueprint, lease.request(), live)) {
      return Optional.empty();
    }
    return driver
        .allocate(blueprint, lease.request(), live)
        .map(draft -> new Decision.Build(blueprint, ids.get(), draft, place.get()));
  }

  /** The first place that no resource has; -1 where there are no places. */
  private Optional<Integer> limitSlot(Blueprint blueprint) {
    if (blueprint.terms().limit().isEmpty()) {
      return Optional.of(-1);
    }
    int limit = blueprint.terms().limit().get();
    var taken = new HashSet<String>();
    int count = 0;
    for (Resource each : floor.resources()) {
      if (each.origin().blueprint().equals(blueprint.id())) {
        count++;
        each.slots().forEach(slot -> taken.add(slot.name()));
      }
    }
    if (count >= limit) {
      return Optional.empty();
    }
    return IntStream.range(0, limit)
        .filter(each -> !taken.contains(LimitSlot.of(blueprint, each).name()))
        .boxed()
        .findFirst();
  }

  private List<Resource> live(Blueprint blueprint) {
    return StreamSupport.stream(floor.resources().spliterator(), false)
        .filter(each -> each.origin().blueprint().equals(blueprint.id()) && each.state().isLive())
        .toList();
  }

  private Stream<Resource> made(Predicate<Resource> which) {
    return StreamSupport.stream(floor.resources().spliterator(), false)
        .filter(
            each -> blueprints.stream().anyMatch(by -> by.id().equals(each.origin().blueprint())))
        .filter(which);
  }

  private Strategy strategy(Resource resource) {
    return strategy(supply.blueprintOf(resource));
  }

  private Strategy strategy(Blueprint blueprint) {
    return lease.request().selection().strategy().orElse(blueprint.terms().strategy());
  }

  private static Decision waitsFor(String code, Resource resource, String how) {
    return Candidates.waits(
        code, "Resource " + resource.id() + " (" + resource.draft().name() + ") " + how + ".");
  }
}
