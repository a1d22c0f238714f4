package dev.fairlead.bench.faults;

import dev.fairlead.catalog.Route.Access;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.Ids;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.store.AgendaRows;
import dev.fairlead.store.identity.ApiTokens;
import dev.fairlead.store.secret.Secrets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** The customers, and who acts for them: what each wants of the agendas. */
final class People {
  private static final CustomerId OPERATOR = new CustomerId("ops");

  private final SimulatedClock clock;
  private final SplittableRandom chance;
  private final Witness witness;
  private final List<Person> persons = new ArrayList<>();
  private final List<Actor> actors = new ArrayList<>();
  private Optional<Operator> operator = Optional.empty();

  /** Those who want something of one agenda. */
  record Person(Submitter submitter, Signaller signaller, Redoer redoer, Deleter deleter) {
    boolean isDone() {
      return isLeftAlone(submitter, signaller, redoer) && deleter.due().equals(Actor.NEVER);
    }
  }

  People(SimulatedClock clock, SplittableRandom chance, Witness witness) {
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
  }

  /**
   * Has everybody come.
   *
   * @param real the ports without anything that goes wrong
   */
  void come(
      List<PlannedAgenda> plans,
      Division division,
      Ports real,
      Ids ids,
      Turbulence turbulence,
      Sandboxes sandboxes,
      Acceptance acceptance,
      History history) {
    var tokens = new ApiTokens(real.items(), ids, clock);
    var secrets = new Secrets(real.items(), real.secrets());
    Map<CustomerId, Client> clients = new HashMap<>();
    for (CustomerId customer : Workload.customers()) {
      String token =
          tokens.create(customer, EnumSet.of(Access.READ, Access.WRITE), Optional.empty()).secret();
      clients.put(customer, new Client(customer, token, turbulence, sandboxes, witness));
      secrets.set(
          customer,
          new SecretName(OperationDocument.SECRET),
          new SecretValue(Witness.SECRET + " of " + customer),
          clock.instant());
    }
    for (PlannedAgenda plan : plans) {
      Client client = Optional.ofNullable(clients.get(plan.customer())).orElseThrow();
      add(plan, client, new AgendaRows(real.items(), real.blobs()), acceptance, history);
    }
    if (!division.acts().isEmpty()) {
      String token =
          tokens.create(OPERATOR, EnumSet.allOf(Access.class), Optional.empty()).secret();
      var client = new Client(OPERATOR, token, turbulence, sandboxes, witness).ofOperator();
      operator = Optional.of(new Operator(division, client, clock, chance.split(), witness));
      operator.ifPresent(actors::add);
    }
    List<Submitter> submitters = persons.stream().map(Person::submitter).toList();
    for (CustomerId customer : Workload.customers()) {
      Client client = Optional.ofNullable(clients.get(customer)).orElseThrow();
      actors.add(new Spy(client, submitters, clock, chance.split(), witness));
    }
    if (!division.isNone()) {
      submitters.forEach(
          submitter -> actors.add(new Bumper(submitter, clock, chance.split(), witness)));
    }
  }

  private void add(
      PlannedAgenda plan, Client client, AgendaRows rows, Acceptance acceptance, History history) {
    var submitter =
        new Submitter(plan, client, clock, chance.split(), witness, acceptance, this::mayTurnAway);
    var signaller = new Signaller(submitter, clock, chance.split(), witness);
    var redoer = new Redoer(submitter, clock, chance.split(), witness);
    var deleter =
        new Deleter(
            submitter,
            signaller,
            () -> isLeftAlone(submitter, signaller, redoer),
            acceptance,
            rows,
            history,
            witness,
            clock,
            chance.split());
    persons.add(new Person(submitter, signaller, redoer, deleter));
    var answerer = new Answerer(submitter, clock, chance.split(), witness);
    actors.addAll(List.of(submitter, signaller, redoer, deleter, answerer));
  }

  private static boolean isLeftAlone(Actor... others) {
    return Stream.of(others).allMatch(other -> other.due().equals(Actor.NEVER));
  }

  List<Person> persons() {
    return persons;
  }

  List<Actor> actors() {
    return actors;
  }

  /** Whether nobody wants anything more. */
  boolean areDone() {
    return persons.stream().allMatch(Person::isDone) && !isOperatorBusy();
  }

  private boolean mayTurnAway() {
    return operator.filter(Operator::mayBeFelt).isPresent();
  }

  private boolean isOperatorBusy() {
    return operator.filter(somebody -> !somebody.due().equals(Actor.NEVER)).isPresent();
  }
}
