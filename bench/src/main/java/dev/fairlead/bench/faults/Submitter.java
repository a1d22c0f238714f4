package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/**
 * Submits one agenda: again with the same key until it is accepted, now and then once more
 * afterwards; some lose patience and never learn what became of it.
 */
final class Submitter implements Actor {
  private final PlannedAgenda plan;
  private final Client client;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private final Acceptance acceptance;
  private final BooleanSupplier mayTurnAway;
  private final boolean impatient;
  private Optional<String> accepted = Optional.empty();
  private boolean gaveUp;
  private int looksLeft;
  private Instant next;

  /**
   * Somebody who submits.
   *
   * @param mayTurnAway whether an operator may be about something that leaves no place for it
   */
  Submitter(
      PlannedAgenda plan,
      Client client,
      SimulatedClock clock,
      RandomGenerator chance,
      Witness witness,
      Acceptance acceptance,
      BooleanSupplier mayTurnAway) {
    this.plan = plan;
    this.client = client;
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    this.acceptance = acceptance;
    this.mayTurnAway = mayTurnAway;
    boolean isNeeded = plan.orders().insists() || plan.waitsForSomebody();
    this.impatient = chance.nextInt(10) == 0 && !isNeeded;
    this.looksLeft = chance.nextInt(4);
    // Many come at once: what they race for is decided between two of its scheduler's calls.
    this.next = clock.instant().plusMillis(chance.nextInt(chance.nextBoolean() ? 20 : 5_000));
  }

  PlannedAgenda plan() {
    return plan;
  }

  Client client() {
    return client;
  }

  /** Whether there may be no place for it just now. */
  boolean mayTurnAway() {
    return mayTurnAway.getAsBoolean();
  }

  /** The id in the 2xx answer, if there was one. */
  Optional<String> accepted() {
    return accepted;
  }

  /** What was accepted, by its full name. */
  Optional<AgendaKey> agenda() {
    return accepted.map(id -> new AgendaKey(plan.customer(), new AgendaId(id)));
  }

  @Override
  public Instant due() {
    boolean done = gaveUp || (accepted.isPresent() && looksLeft == 0);
    return done ? NEVER : next;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    if (accepted.isEmpty()) {
      submit();
      gaveUp = accepted.isEmpty() && impatient;
    } else {
      looksLeft--;
      look(accepted.get());
    }
    next = clock.instant().plus(Duration.ofMillis(100 + chance.nextInt(3_000)));
  }

  private void submit() {
    boolean turnsAway = mayTurnAway();
    Optional<Answer> answer = client.submit(plan.document(), plan.token());
    acceptance.check(plan.customer());
    answer
        .filter(told -> !told.isPassing() && !(turnsAway && told.isTurnedAway()))
        .ifPresent(told -> {
          if (told.isAccepted()) {
            accepted = Optional.of(told.id());
          } else {
            witness.problem("submit was refused: " + told);
          }
        });
  }

  private void look(String id) {
    switch (chance.nextInt(5)) {
      case 0 ->
          client
              .submit(plan.document(), plan.token())
              .filter(told -> !told.isPassing() && !(told.status() == 200 && told.id().equals(id)))
              .ifPresent(told -> witness.problem("the same key gave " + told + " after " + id));
      case 1 ->
          client
              .submit(
                  Json.object()
                      .put("title", "another")
                      .put("operations", Json.array(List.of(another())))
                      .build(),
                  plan.token())
              .filter(told -> !told.isPassing() && told.status() != 409)
              .ifPresent(told -> witness.problem("another body got " + told.status()));
      case 2 -> expectOk(id, client.look(Route.Progress.EVENTS, id));
      case 3 -> expectOk(id, client.look(Route.Progress.LOGS, id));
      default ->
          expectOk(id, chance.nextBoolean() ? client.look(Route.Progress.GET, id) : client.list());
    }
  }

  private static Json another() {
    return Json.object()
        .put("name", "a")
        .put("type", "log")
        .put("payload", Json.object().put("message", "x").build())
        .build();
  }

  private void expectOk(String id, Optional<Answer> answer) {
    answer
        .filter(told -> !told.isPassing() && told.status() != 200)
        .filter(told -> told.status() != 404 || !witness.isDeleted(id))
        .ifPresent(told -> witness.problem("a look was refused: " + told));
  }
}
