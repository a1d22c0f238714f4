package dev.fairlead.store;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import java.time.Instant;
import java.util.Map;

/**
 * A note for an insight's scheduler that an admitted agenda could use more than it may. One an
 * agenda; a newer one replaces it. It may be late, or lost with whoever was to write it: then the
 * agenda goes on with what it has, and its next step writes another.
 *
 * @param nonce tells a note from the one that replaced it
 * @param admittedAt when the agenda was admitted; the notes are in that order
 * @param first what the operation lacks that is to start next
 * @param all what all lack that could start
 */
public record Need(
    String insight,
    AgendaKey agenda,
    String nonce,
    Instant admittedAt,
    Amounts first,
    Amounts all) {
  private static final String AGENDA = "agenda";
  private static final String NONCE = "nonce";
  private static final String AT = "at";
  private static final String FIRST = "first";
  private static final String ALL = "all";

  /** Puts it there, whatever was. */
  public Write write() {
    return Write.put(
        Format.item(
            key(insight, admittedAt, agenda),
            Map.of(
                AGENDA, Attr.of(agenda.toString()),
                NONCE, Attr.of(nonce),
                AT, Attr.of(admittedAt.toEpochMilli()),
                FIRST, StoredAmounts.attr(first),
                ALL, StoredAmounts.attr(all))));
  }

  /** Takes it away; refused if another one replaced it. */
  public Write take() {
    return Write.delete(key(insight, admittedAt, agenda), Condition.is(NONCE, nonce));
  }

  /** Takes away whatever note there is of an agenda that is over. */
  static Write forget(GrantRow row) {
    return Write.delete(key(row.insight(), row.admittedAt(), row.agenda()));
  }

  private static Key key(String insight, Instant admittedAt, AgendaKey agenda) {
    return new Key(
        Lines.TABLE,
        Grants.notes(insight),
        Grants.NEED + Format.sortable(admittedAt) + "/" + agenda);
  }

  static Need of(String insight, Item item) {
    Format.checked(item);
    return new Need(
        insight,
        AgendaKey.parse(item.requireText(AGENDA)),
        item.requireText(NONCE),
        Instant.ofEpochMilli(item.requireWhole(AT)),
        StoredAmounts.of(item, FIRST),
        StoredAmounts.of(item, ALL));
  }
}
