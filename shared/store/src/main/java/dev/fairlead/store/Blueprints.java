package dev.fairlead.store;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.lease.Blueprint;
import dev.fairlead.core.objects.ObjectKind;
import dev.fairlead.core.objects.Sharing;
import dev.fairlead.core.objects.Shelf;
import dev.fairlead.core.port.ItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Blueprints, and who may see them. Cost: half a read unit per 4 KB of all, 1 for one. */
public final class Blueprints {
  private static final int PER_PAGE = 200;

  private final ObjectRows rows;

  public Blueprints(ItemStore items) {
    this.rows = new ObjectRows(items);
  }

  /** A blueprint and whom its owner lets see it. */
  public record Shared(Blueprint blueprint, Sharing sharing) {
    /** Whether a customer may know of it. */
    public boolean isVisibleTo(CustomerId customer) {
      return sharing.isGlobal()
          || blueprint.owner().equals(customer)
          || sharing.allowed().contains(customer.value());
    }
  }

  /** All of them, by id. */
  public List<Shared> all() {
    var all = new ArrayList<Shared>();
    Optional<String> after = Optional.of("");
    while (after.isPresent()) {
      var page = rows.list(ObjectKind.BLUEPRINT, List.of(Shelf.OPERATORS), PER_PAGE, after.get());
      page.objects().forEach(object -> all.add(of(object)));
      after = page.next();
    }
    return all;
  }

  /** The one of that id, whoever may see it. */
  public Optional<Shared> find(String id) {
    return rows.main(ObjectKind.BLUEPRINT, id).map(Blueprints::of);
  }

  private static Shared of(StoredObject object) {
    return new Shared(
        Blueprint.of(object.id(), object.owner(), object.fields()), Sharing.of(object.fields()));
  }
}
