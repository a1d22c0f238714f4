package dev.fairlead.store;

import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.Attr;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import dev.fairlead.store.Lines.Dispatched;
import dev.fairlead.wire.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Agendas that were dispatched one after the other, in one row: a unit is a KiB, and what is to be
 * known of an agenda is a sixth of that. A slip stays as it is while its agendas are claimed, whose
 * run rows tell that, and is dropped with the last of them; only a cancel takes one out.
 *
 * @param number of the first that was dispatched with it, and so above all of earlier slips
 * @param entries at least one, in the order of their dispatch
 */
public record Slip(String insight, long number, List<Dispatched> entries) {
  /** As many as usually fit in a KiB. */
  public static final int MAX_AGENDAS = 4;

  private static final String AGENDAS = "agendas";

  /** How many there are: as nobody adds any, what tells whether one was taken out. */
  private static final String SIZE = "size";

  public Slip {
    entries = List.copyOf(entries);
  }

  /** Those with so many on each but the last. */
  static List<Slip> of(String insight, List<Dispatched> dispatched, int each) {
    var slips = new ArrayList<Slip>();
    for (int from = 0; from < dispatched.size(); from += each) {
      List<Dispatched> some = dispatched.subList(from, Math.min(from + each, dispatched.size()));
      slips.add(new Slip(insight, some.getFirst().sequence(), some));
    }
    return slips;
  }

  /** Puts it in line. */
  Write put() {
    return Write.put(toItem(), Condition.absent());
  }

  /** Takes it out when all on it are claimed; doing it twice is the same as once. */
  public Write drop() {
    return Write.delete(key());
  }

  /**
   * Takes one out that will never be claimed, and has what it holds freed. Refused if it is not
   * there any more, or another was taken out meanwhile.
   */
  public List<Write> cancel(Dispatched entry, Instant now) {
    var writes = new ArrayList<Write>();
    List<Dispatched> others =
        entries.stream().filter(other -> other.sequence() != entry.sequence()).toList();
    Condition asRead = Condition.is(SIZE, entries.size());
    writes.add(
        others.isEmpty()
            ? Write.delete(key(), asRead)
            : Write.put(new Slip(insight, number, others).toItem(), asRead));
    if (entry.admission().isAccounted()) {
      writes.add(
          new Settlement(entry.agenda(), entry.epoch(), entry.admission(), Optional.empty(), now)
              .write());
    }
    return writes;
  }

  private Key key() {
    return new Key(Lines.TABLE, partition(insight), Format.sortable(number));
  }

  static String partition(String insight) {
    return "dispatched/" + insight;
  }

  private Item toItem() {
    return Format.item(
        key(),
        Map.of(
            AGENDAS,
            Attr.of(JsonText.write(Json.array(entries.stream().map(Slip::json).toList()))),
            SIZE,
            Attr.of(entries.size())));
  }

  private static Json json(Dispatched entry) {
    return Json.object()
        .put("sequence", entry.sequence())
        .put("agenda", entry.agenda().toString())
        .put("epoch", entry.epoch())
        .put("admission", entry.admission().json())
        .build();
  }

  static Slip of(String insight, Item item) {
    Format.checked(item);
    return new Slip(
        insight,
        Long.parseLong(item.key().sort()),
        StoredFields.each(JsonText.parseStored(item.requireText(AGENDAS))).stream()
            .map(fields -> entry(insight, fields))
            .toList());
  }

  private static Dispatched entry(String insight, StoredFields fields) {
    return new Dispatched(
        insight,
        fields.whole("sequence"),
        AgendaKey.parse(fields.text("agenda")),
        fields.whole("epoch"),
        Admission.of(fields.value("admission")));
  }
}
