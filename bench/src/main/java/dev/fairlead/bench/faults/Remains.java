package dev.fairlead.bench.faults;

import dev.fairlead.catalog.TableSpec;
import dev.fairlead.core.port.Key;
import dev.fairlead.core.port.Write;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All keys and blobs that there are, by the writes that went by: what is left of an agenda. */
final class Remains {
  private final Set<Key> keys = new HashSet<>();
  private final Map<String, Set<String>> blobs = new LinkedHashMap<>();

  void changed(List<Write> writes) {
    for (Write write : writes) {
      switch (write) {
        case Write.Put put -> keys.add(put.key());
        case Write.Delete delete -> keys.remove(delete.key());
        case Write.Check _ -> {}
      }
    }
  }

  void put(String owner, String sha256) {
    blobs.computeIfAbsent(owner, _ -> new HashSet<>()).add(sha256);
  }

  void deleted(String owner, String sha256) {
    blobs.getOrDefault(owner, new HashSet<>()).remove(sha256);
  }

  void deletedAll(String owner) {
    blobs.remove(owner);
  }

  /** What finds an agenda that was deleted, or tells of it. */
  List<String> findable(String agenda) {
    return of(agenda).stream()
        .filter(row -> row.endsWith("/run") || row.endsWith("/header") || row.endsWith(agenda))
        .filter(row -> !row.startsWith(TableSpec.TIMERS.tableName()))
        .toList();
  }

  /** A line for each row and blob that there is of an agenda. */
  List<String> of(String agenda) {
    var left = new ArrayList<String>();
    for (Key key : keys) {
      if (key.partition().contains(agenda) || key.sort().contains(agenda)) {
        left.add(key.table() + "/" + key.partition() + "/" + key.sort());
      }
    }
    blobs.forEach((owner, hashes) -> {
      if (owner.contains(agenda)) {
        hashes.forEach(hash -> left.add("blob " + owner + "/" + hash));
      }
    });
    return left.stream().sorted().toList();
  }

  /** Whether an agenda waits to be old enough. */
  boolean hasAging() {
    return keys.stream()
        .anyMatch(key ->
            key.table().equals(TableSpec.TIMERS.tableName())
                && key.partition().startsWith("reap/"));
  }
}
