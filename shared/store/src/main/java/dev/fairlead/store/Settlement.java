package dev.fairlead.store;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A note for the insight's scheduler that an admitted agenda is over: put by the transaction that
 * ends it, and taken by the one that frees what it held.
 *
 * @param epoch the claim that ended; of each at most one note
 * @param used what it took in the end; empty if it never ran
 */
public record Settlement(
    AgendaKey agenda, long epoch, Admission admission, Optional<Used> used, Instant at) {
  private static final String SLOT_SECONDS = "slotSeconds";
  private static final String SECONDS = "seconds";

  /**
   * What an agenda took.
   *
   * @param slotSeconds of all its operations
   * @param seconds from claim to end
   */
  public record Used(double slotSeconds, double seconds) {}

  /** Puts the note there. */
  public Write write() {
    var attributes = new TreeMap<String, Attr>();
    admission.addTo(attributes);
    used.ifPresent(took -> {
      attributes.put(SLOT_SECONDS, Attr.of(Double.toString(took.slotSeconds())));
      attributes.put(SECONDS, Attr.of(Double.toString(took.seconds())));
    });
    return Write.put(Format.item(key(), Map.copyOf(attributes)), Condition.absent());
  }

  /** Takes it away; refused if somebody did. */
  public Write take() {
    return Write.delete(key(), Condition.present());
  }

  private Key key() {
    return new Key(
        Lines.TABLE,
        partition(admission.insight()),
        Format.sortable(at) + "/" + agenda + "/" + epoch);
  }

  static String partition(String insight) {
    return "settlements/" + insight;
  }

  static Settlement of(Item item) {
    Format.checked(item);
    String sort = item.key().sort();
    int first = sort.indexOf('/');
    int last = sort.lastIndexOf('/');
    return new Settlement(
        AgendaKey.parse(sort.substring(first + 1, last)),
        Long.parseLong(sort.substring(last + 1)),
        Admission.of(item).orElseThrow(),
        item.text(SLOT_SECONDS)
            .map(slotSeconds ->
                new Used(
                    Double.parseDouble(slotSeconds),
                    Double.parseDouble(item.requireText(SECONDS)))),
        Instant.ofEpochMilli(Long.parseLong(sort.substring(0, first))));
  }
}
