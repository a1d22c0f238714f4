package dev.fairlead.core.pod;

/** Where a pod is, or is to be. Another pod may come to have the same name later. */
public record PodRef(String namespace, String name) {
  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
