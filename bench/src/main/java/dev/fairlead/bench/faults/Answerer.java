package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Approves and rejects what waits for it, now and then also what does not. */
final class Answerer implements Actor {
  static final String COMMENT = "as planned";

  private static final int BETWEEN_LOOKS_MILLIS = 6_000;

  /** Now and then nobody is there for so long that an agenda may sleep. */
  private static final int ABSENCE_MILLIS = 200_000;

  private static final int ABSENT_OF = 12;

  private final Submitter submitter;
  private final SimulatedClock clock;
  private final RandomGenerator chance;
  private final Witness witness;
  private final List<PlannedOperation> approvals;
  private Instant next;

  Answerer(Submitter submitter, SimulatedClock clock, RandomGenerator chance, Witness witness) {
    this.submitter = submitter;
    this.clock = clock;
    this.chance = chance;
    this.witness = witness;
    this.approvals =
        submitter.plan().everything().values().stream()
            .filter(PlannedOperation::isApproval)
            .toList();
    this.next = clock.instant();
  }

  @Override
  public Instant due() {
    return approvals.isEmpty()
            || submitter.accepted().filter(id -> !witness.isDeleted(id)).isEmpty()
        ? NEVER
        : next;
  }

  @Override
  public boolean isReentrant() {
    return false;
  }

  @Override
  public void act() {
    int within = chance.nextInt(ABSENT_OF) == 0 ? ABSENCE_MILLIS : BETWEEN_LOOKS_MILLIS;
    next = clock.instant().plusMillis(1 + chance.nextInt(within));
    AgendaKey agenda = submitter.agenda().orElseThrow();
    String id = agenda.agenda().value();
    PlannedOperation approval = approvals.get(chance.nextInt(approvals.size()));
    boolean isAwaited = witness.isRunning(agenda, approval.name());
    if (!isAwaited && chance.nextInt(20) > 0) {
      return;
    }
    Optional<Answer> answer =
        submitter
            .client()
            .tell(
                Route.Agenda.ANSWER,
                id,
                Json.object()
                    .put("operation", approval.name())
                    .put("approved", approval.failing() == 0)
                    .put("comment", COMMENT)
                    .build());
    answer
        .filter(told -> !told.isPassing() && told.status() != 200 && told.status() != 409)
        .filter(told -> told.status() != 404 || !witness.isDeleted(id))
        .ifPresent(told -> witness.problem("an answer got " + told));
  }
}
