package dev.fairlead.store;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.core.quota.Amounts;
import dev.fairlead.core.scheduling.AccountKey;
import java.util.TreeMap;

/**
 * A note for an insight's scheduler that an agenda's grant was lowered: put by the transaction that
 * lowered it, and taken by the one that has the insight and the customer hold less.
 *
 * @param version of the grant that was lowered; of each at most one note
 * @param isBrief as the grant is
 */
public record GiveBack(
    String insight, AgendaKey agenda, long version, int lane, Amounts amounts, boolean isBrief) {
  private static final String AGENDA = "agenda";
  private static final String VERSION = "version";
  private static final String LANE = "lane";
  private static final String AMOUNTS = "amounts";
  private static final String BRIEF = "brief";

  /** What comes of lowering a grant. */
  static GiveBack of(GrantRow before, Amounts amounts) {
    return new GiveBack(
        before.insight(),
        before.agenda(),
        before.version(),
        before.lane(),
        amounts,
        before.isBrief());
  }

  /** Whose account holds less. */
  public AccountKey account() {
    return new AccountKey(agenda.customer(), lane);
  }

  /** Puts the note there. */
  Write write() {
    var attributes = new TreeMap<String, Attr>();
    attributes.put(AGENDA, Attr.of(agenda.toString()));
    attributes.put(VERSION, Attr.of(version));
    attributes.put(LANE, Attr.of(lane));
    attributes.put(AMOUNTS, StoredAmounts.attr(amounts));
    if (isBrief) {
      attributes.put(BRIEF, Attr.of(1));
    }
    return Write.put(Format.item(key(), attributes), Condition.absent());
  }

  /** Takes it away; refused if somebody did. */
  public Write take() {
    return Write.delete(key(), Condition.present());
  }

  private Key key() {
    return new Key(
        Lines.TABLE, Grants.notes(insight), Grants.BACK + agenda + "/" + Format.sortable(version));
  }

  static GiveBack of(String insight, Item item) {
    Format.checked(item);
    return new GiveBack(
        insight,
        AgendaKey.parse(item.requireText(AGENDA)),
        item.requireWhole(VERSION),
        Math.toIntExact(item.requireWhole(LANE)),
        StoredAmounts.of(item, AMOUNTS),
        item.whole(BRIEF).isPresent());
  }
}
