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
 * @param epoch raised by each claim; 0 before the first
 */
public record RunRow(
    AgendaKey key,
    Optional<AgendaId> parent,
    AgendaState state,
    Optional<Hold> hold,
    long epoch,
    Optional<AgendaOutcome> outcome,
    Optional<Instant> startedAt,
    Optional<Instant> completedAt) {
  static final String STATE = "state";
  static final String EPOCH = "epoch";

  static Key keyOf(AgendaKey key) {
    return new Key(TableSpec.AGENDAS.tableName(), key.toString(), "run");
  }

  /** As acceptance leaves it. */
  public static RunRow accepted(AgendaKey key) {
    return accepted(key, Optional.empty(), Optional.empty());
  }

  static RunRow accepted(AgendaKey key, Optional<AgendaId> parent, Optional<Hold> hold) {
    return new RunRow(
        key,
        parent,
        AgendaState.WAITING,
        hold,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** As a claim leaves it. */
  public RunRow claimed(Instant now) {
    return new RunRow(
        key,
        parent,
        AgendaState.EXECUTING,
        Optional.empty(),
        epoch + 1,
        Optional.empty(),
        Optional.of(now),
        Optional.empty());
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
        Optional.of(at));
  }

  /** As somebody leaves it who wants it done again: in line once more, or held. */
  public RunRow again(Optional<Hold> held) {
    return new RunRow(
        key,
        parent,
        AgendaState.WAITING,
        held,
        epoch,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
        item.whole("completedAt").map(Instant::ofEpochMilli));
  }
}
