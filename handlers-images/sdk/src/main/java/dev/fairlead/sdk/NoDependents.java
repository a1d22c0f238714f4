package dev.fairlead.sdk;

/** Where nothing can be started beside an attempt. */
record NoDependents() implements Dependents {
  @Override
  public Dependent start(String name, DependentPod pod) throws HandlerFailure {
    throw new HandlerFailure(
        PodDependents.CODE,
        "Work of a queue has no dependents; only that of a pod or process has.");
  }
}
