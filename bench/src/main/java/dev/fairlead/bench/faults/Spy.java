package dev.fairlead.bench.faults;

import dev.fairlead.catalog.Route;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Asks for, and cancels, agendas that are another customer's; must never learn of any. */
final class Spy implements Actor {
  private final Client client;
  private final List<Submitter> others;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private int looksLeft = 2;
  private Instant next;

  Spy(
      Client client,
      List<Submitter> others,
      SimulatedClock clock,
      RandomGenerator chance,
      Witness witness) {
    this.client = client;
    this.others =
        others.stream()
            .filter(other -> !other.plan().customer().equals(client.customer()))
            .toList();
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    this.next = clock.instant().plusSeconds(3);
  }

  @Override
  public Instant due() {
    return looksLeft > 0 && !others.isEmpty() ? next : NEVER;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    looksLeft--;
    next = clock.instant().plus(Duration.ofMillis(500 + chance.nextInt(5_000)));
    others
        .get(chance.nextInt(others.size()))
        .accepted()
        .flatMap(this::look)
        .filter(told -> !told.isPassing() && told.status() != 404)
        .ifPresent(told -> witness.problem(client.customer() + " learned " + told));
  }

  private Optional<Client.Answer> look(String id) {
    return switch (chance.nextInt(3)) {
      case 0 -> client.look(Route.Progress.GET, id);
      case 1 -> client.look(Route.Progress.LOGS, id);
      default -> client.signal(Route.Agenda.CANCEL, id);
    };
  }
}
