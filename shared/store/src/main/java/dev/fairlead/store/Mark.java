package dev.fairlead.store;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.Key;
import java.util.Map;

/**
 * By what a customer's own systems know an agenda. Each mark is a row beside the agenda's, written
 * with it: an index would hold a copy of the header, which is dearer, and would lag.
 */
public enum Mark {
  /** Groups agendas. */
  LINK_ID("link"),
  /** Names an agenda elsewhere. */
  EXTERNAL_ID("external");

  private final String folder;

  Mark(String folder) {
    this.folder = folder;
  }

  /** Sorts by when the agenda was added. */
  Item item(AgendaKey agenda, String value) {
    return Format.item(
        new Key(
            TableSpec.AGENDAS.tableName(),
            partition(agenda.customer(), value),
            agenda.agenda().value()),
        Map.of());
  }

  /** A customer's text makes a key only as its hash, so that any text makes one. */
  String partition(CustomerId customer, String value) {
    return customer + "/" + folder + "/" + Sha256.hex(value);
  }
}
