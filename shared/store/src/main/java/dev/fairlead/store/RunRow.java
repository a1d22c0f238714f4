package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.run.AgendaOutcome;
import dev.fairlead.core.run.AgendaState;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where an agenda stands, in one small item: what a list shows and what decides whether a claim may
 * still be made. Between claim and end the journal knows more.
 *
 * @param state WAITING (in line or dispatched), EXECUTING or COMPLETE
 * @param parent the agenda whose operation it does, of a sub-agenda
 * @param hold why it is in no line, of an agenda that is WAITING and held
 * @param epoch raised by each claim; {@link #UNCLAIMED} before the first
 * @param place where it waits, until it is claimed; of one that is dispatched, where it waited
 * @param admission on what terms it was dispatched, from its claim on
 */
public record RunRow(
    AgendaKey key,
    Optional<AgendaId> parent,
    AgendaState state,
    Optional<Hold> hold,
    long epoch,
    Optional<AgendaOutcome> outcome,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt,
    Optional<Place> place,
    Optional<Admission> admission) {
  /** The epoch of an agenda before its first claim. */
  public static final long UNCLAIMED = 0;

  static final String STATE = "state";
  static final String EPOCH = "epoch";

  static Key keyOf(AgendaKey key) {
    return new Key(TableSpec.AGENDAS.tableName(), key.toString(), "run");
  }

  /** As acceptance leaves one that is in no line. */
  public static RunRow accepted(AgendaKey key) {
    return accepted(key, Optional.empty(), Optional.empty(), Optional.empty());
  }

  static RunRow accepted(
      AgendaKey key, Optional<AgendaId> parent, Optional<Hold> hold, Optional<Place> place) {
    return new RunRow(
        key,
        parent,
        AgendaState.WAITING,
        hold,
        UNCLAIMED,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        place,
        Optional.empty());
  }

  /** As a claim leaves it. */
  public RunRow claimed(Instant now, Admission terms) {
    return new RunRow(
        key,
        parent,
        AgendaState.EXECUTING,
        Optional.empty(),
        epoch + 1,
        Optional.empty(),
        Optional.of(now),
        Optional.empty(),
        Optional.empty(),
        Optional.of(terms));
  }

  /** As the end leaves it. */
  public RunRow completed(AgendaOutcome how, Instant at) {
    return new RunRow(
        key,
        parent,
        AgendaState.COMPLETE,
        Optional.empty(),
        epoch,
        Optional.of(how),
        startedAt,
        Optional.of(at),
        Optional.empty(),
        admission);
  }

  /** As somebody leaves it who wants it done again: in line once more, or held. */
  public RunRow again(Optional<Hold> held, Optional<Place> inLine) {
    return new RunRow(
        key,
        parent,
        AgendaState.WAITING,
        held,
        epoch,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        inLine,
        Optional.empty());
  }

  /** The insight that it waits or waited in, if it came into a line. */
  public Optional<String> insight() {
    return place.map(Place::insight).or(() -> admission.map(Admission::insight));
  }

  /** As somebody leaves it who has it wait elsewhere. */
  public RunRow movedTo(Place elsewhere) {
    return new RunRow(
        key,
        parent,
        state,
        hold,
        epoch,
        outcome,
        startedAt,
        completedAt,
        Optional.of(elsewhere),
        admission);
  }

  Item toItem() {
    var attributes = new TreeMap<String, Attr>();
    parent.ifPresent(agenda -> attributes.put("parent", Attr.of(agenda.value())));
    attributes.put(STATE, Attr.of(state.name()));
    hold.ifPresent(why -> attributes.put("hold", Attr.of(why.word())));
    attributes.put(EPOCH, Attr.of(epoch));
    outcome.ifPresent(value -> attributes.put("outcome", Attr.of(value.word())));
    startedAt.ifPresent(value -> attributes.put("startedAt", Attr.of(value.toEpochMilli())));
    completedAt.ifPresent(value -> attributes.put("completedAt", Attr.of(value.toEpochMilli())));
    place.ifPresent(where -> where.addTo(attributes));
    admission.ifPresent(terms -> terms.addTo(attributes));
    return Format.item(keyOf(key), attributes);
  }

  static RunRow of(Item item) {
    Format.checked(item);
    return new RunRow(
        AgendaKey.parse(item.key().partition()),
        item.text("parent").map(AgendaId::new),
        AgendaState.valueOf(item.requireText(STATE)),
        item.text("hold").map(Hold::of),
        item.requireWhole(EPOCH),
        item.text("outcome").map(AgendaOutcome::of),
        item.whole("startedAt").map(Instant::ofEpochMilli),
        item.whole("completedAt").map(Instant::ofEpochMilli),
        Place.of(item),
        Admission.of(item));
  }
}
