package dev.fairlead.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The most recently used of something that can be read again. Only for values that never change or
 * whose use is fenced in the store. Thread-safe.
 */
public final class Recent<K, V> {
  private final Map<K, V> values;

  /**
   * An empty one.
   *
   * @param capacity how many are kept, 1 and up
   */
  public Recent(int capacity) {
    this.values =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > capacity;
          }
        };
  }

  public synchronized Optional<V> find(K key) {
    return Optional.ofNullable(values.get(key));
  }

  public synchronized void keep(K key, V value) {
    values.put(key, value);
  }
}
