package dev.fairlead.bench.faults;

import dev.fairlead.bench.faults.Client.Answer;
import dev.fairlead.bench.faults.People.Person;
import dev.fairlead.catalog.Route;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.store.AgendaHeader;
import java.util.Optional;

/** Whether all is as it must be once everything is over. */
final class Verdict {
  private static final int LOOKS = 3;

  private final Acceptance acceptance;
  private final History history;
  private final Witness witness;
  private final Remains remains;

  Verdict(Acceptance acceptance, History history, Witness witness, Remains remains) {
    this.acceptance = acceptance;
    this.history = history;
    this.witness = witness;
    this.remains = remains;
  }

  void check(People people) {
    int inLine = 0;
    for (CustomerId customer : Workload.customers()) {
      acceptance.check(customer);
      inLine += acceptance.headers(customer).size();
    }
    for (Person person : people.persons()) {
      PlannedAgenda plan = person.submitter().plan();
      Optional<AgendaHeader> header =
          acceptance.headers(plan.customer()).stream()
              .filter(found -> found.linkId().equals(Optional.of(plan.token())))
              .filter(found -> found.parent().isEmpty())
              .findFirst();
      Optional<String> deleted = person.submitter().accepted().filter(witness::isDeleted);
      boolean isAccepted = header.isPresent() || deleted.isPresent();
      // Cancelled while it was held, it never was in a line.
      inLine -= isAccepted && plan.isHeld() && plan.redos().isEmpty() ? 1 : 0;
      if (deleted.isPresent()) {
        inLine++;
        checkGone(person.submitter().client(), deleted.get());
      } else {
        person
            .submitter()
            .accepted()
            .filter(id -> header.filter(found -> isCalled(found, id)).isEmpty())
            .ifPresent(id -> witness.problem("accepted and gone: " + id));
        header.ifPresent(found -> {
          history.check(found, plan, person.signaller().said());
          checkTold(person.submitter().client(), found);
        });
      }
    }
    witness.checkSeen(inLine);
    history.checkInventories();
  }

  private static boolean isCalled(AgendaHeader header, String id) {
    return header.key().agenda().value().equals(id);
  }

  /** What the API tells of an agenda that is over; a run may be aimed at just this call. */
  private void checkTold(Client client, AgendaHeader header) {
    Optional<Answer> answer = look(client, header.key().agenda().value());
    String state = answer.flatMap(told -> told.json().text("state")).orElse("nothing");
    if (!state.equals("COMPLETE")) {
      witness.problem("the API says of " + header.key() + ": " + state);
    }
  }

  private void checkGone(Client client, String id) {
    look(client, id)
        .filter(told -> told.status() != 404)
        .ifPresent(told -> witness.problem("deleted, and told of: " + told));
    remains.findable(id).forEach(left -> witness.problem("deleted, and left: " + left));
  }

  private static Optional<Answer> look(Client client, String id) {
    Optional<Answer> answer = client.look(Route.Progress.GET, id);
    for (int i = 0; i < LOOKS && answer.filter(told -> !told.isPassing()).isEmpty(); i++) {
      answer = client.look(Route.Progress.GET, id);
    }
    return answer;
  }
}
