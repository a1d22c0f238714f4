package dev.fairlead.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.id.AgendaId;
import dev.fairlead.core.id.AgendaKey;
import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.Condition;
import dev.fairlead.core.port.Item;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.core.port.Page;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Query;
import dev.fairlead.core.port.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Headers and run rows of agendas, and the documents that headers name. */
public final class AgendaRows {
  /** Documents up to this many bytes lie in the header. */
  public static final int INLINE_DOCUMENT_BYTES = 8 * 1024;

  private final ItemStore items;
  private final BlobStore blobs;

  public AgendaRows(ItemStore items, BlobStore blobs) {
    this.items = items;
    this.blobs = blobs;
  }

  /** A customer's agendas, newest first; the index may lag. An empty next means: no more. */
  public record Listing(List<AgendaHeader> headers, Optional<AgendaId> next) {}

  /** Cost: 1 read unit per 4 KB. */
  public Optional<AgendaHeader> header(AgendaKey key) {
    return items.read(AgendaHeader.keyOf(key)).map(AgendaHeader::of);
  }

  /** Cost: 1 read unit. */
  public Optional<RunRow> run(AgendaKey key) {
    return items.read(RunRow.keyOf(key)).map(RunRow::of);
  }

  /** The canonical document's text. Cost: nothing, or one blob read. */
  public String document(AgendaHeader header) {
    return header.inlineDocument().orElseGet(() -> document(header.key(), header.documentSha256()));
  }

  /** A document's text from the blob store. Cost: one blob read. */
  String document(AgendaKey agenda, String sha256) {
    return blobs
        .get(agenda.toString(), sha256)
        .map(bytes -> new String(bytes, UTF_8))
        .orElseThrow(() ->
            new PortException(PortException.Fault.CORRUPT, "document " + sha256 + " is gone"));
  }

  /** Cost: half a read unit per 4 KB of headers. */
  public Listing list(CustomerId customer, int limit, Optional<AgendaId> before) {
    Query query =
        Query.ofIndex(
                TableSpec.AGENDAS.tableName(), AgendaHeader.LIST_INDEX, customer.value(), limit)
            .newestFirst();
    // A page ends at the limit or at 1 MB, whichever comes first: only the store knows.
    Page page = items.query(before.map(id -> query.between("", id.value())).orElse(query));
    List<AgendaHeader> headers = page.items().stream().map(AgendaHeader::of).toList();
    return new Listing(
        headers,
        page.next().isPresent() && !headers.isEmpty()
            ? Optional.of(headers.getLast().key().agenda())
            : Optional.empty());
  }

  /**
   * A customer's agendas with a mark, newest first; nothing lags. Cost: half a read unit for each 4
   * KB of marks, and a header each.
   */
  public Listing marked(
      CustomerId customer, Mark mark, String value, int limit, Optional<AgendaId> before) {
    var query =
        Query.of(TableSpec.AGENDAS.tableName(), mark.partition(customer, value), limit)
            .newestFirst();
    var page = items.query(before.map(id -> query.between("", id.value())).orElse(query));
    var agendas = page.items().stream().map(item -> new AgendaId(item.key().sort())).toList();
    var headers =
        agendas.stream().flatMap(id -> header(new AgendaKey(customer, id)).stream()).toList();
    return new Listing(
        headers,
        page.next().isPresent() && !agendas.isEmpty()
            ? Optional.of(agendas.getLast())
            : Optional.empty());
  }

  /**
   * The rows of acceptance, and what finds the agenda by its marks. Refused if it is there already.
   */
  public List<Write> accept(AgendaHeader header) {
    return accept(header, Optional.empty(), Optional.empty());
  }

  /** The same, of an agenda that may be held, and else waits at a place. */
  public List<Write> accept(AgendaHeader header, Optional<Hold> hold, Optional<Place> place) {
    var writes = new ArrayList<Write>();
    writes.add(Write.put(header.toItem(), Condition.absent()));
    writes.add(
        Write.put(
            RunRow.accepted(
                    header.key(), header.parent().map(AgendaHeader.Parent::agenda), hold, place)
                .toItem(),
            Condition.absent()));
    marks(header).forEach(mark -> writes.add(Write.put(mark, Condition.absent())));
    return writes;
  }

  /**
   * Takes away what {@link #accept} put, so that nobody finds the agenda any more. Refused unless
   * it is over, and the row is as it was read: of a rerun and this, only one is done.
   */
  List<Write> forget(AgendaHeader header, RunRow row) {
    var writes = new ArrayList<Write>();
    writes.add(Write.delete(RunRow.keyOf(header.key()), unmoved(row)));
    writes.add(Write.delete(AgendaHeader.keyOf(header.key())));
    marks(header).forEach(mark -> writes.add(Write.delete(mark.key())));
    return writes;
  }

  private static List<Item> marks(AgendaHeader header) {
    return Stream.concat(
            header.linkId().map(value -> Mark.LINK_ID.item(header.key(), value)).stream(),
            header.externalId().map(value -> Mark.EXTERNAL_ID.item(header.key(), value)).stream())
        .toList();
  }

  /** Replaces a run row, unless its state or epoch moved on. */
  public Write move(RunRow from, RunRow to) {
    return Write.put(to.toItem(), unmoved(from));
  }

  private static Condition unmoved(RunRow row) {
    return Condition.all(
        Condition.is(RunRow.STATE, row.state().name()), Condition.is(RunRow.EPOCH, row.epoch()));
  }

  /** Refuses a transaction if a run row's state or epoch moved on. */
  public Write check(RunRow row) {
    return Write.check(RunRow.keyOf(row.key()), unmoved(row));
  }
}
