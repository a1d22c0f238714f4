package dev.fairlead.core.explain;

/** How an operation's work is done, as far as that matters to why it waits. */
public enum WorkKind {
  /** In the executor, or as a process of its host. */
  DIRECT,
  /** By a fleet of workers that reads a queue, and beats while it works. */
  FLEET,
  /** In a pod of a Kubernetes cluster. */
  POD,
  /** On a host that is leased for it. */
  HOST,
  /** By time passing. */
  TIMER,
  /** By a person's answer. */
  APPROVAL,
  /** By an agenda of its own. */
  SUB_AGENDA
}
