package dev.fairlead.core.pod;

import dev.fairlead.core.port.PortException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Kubernetes cluster in which operations run as pods. Only pods that we made are seen. A cluster
 * that does not answer is a {@link PortException} with fault {@code UNAVAILABLE}, after which
 * nobody knows whether it did what it was asked; everything here may be asked again.
 */
public interface PodCluster {
  /** Of all annotations of a pod Kubernetes takes 256 KiB. */
  int MAX_ANSWER_BYTES = 150 * 1024;

  /** What became of a creation. */
  sealed interface Creation {
    /** It is there now, or was already. */
    record There(PodFacts pod) implements Creation {}

    /** It can't be; nothing was made. */
    record Refused(Refusal why, String message) implements Creation {}
  }

  /** Why a cluster makes no pod. */
  enum Refusal {
    /** There is no cluster. */
    NO_CLUSTER,
    /** It is no pod that Kubernetes takes. */
    INVALID,
    /** We may not, or a policy forbids it. */
    FORBIDDEN,
    /** The namespace has as much as it may have; may pass. */
    QUOTA,
    /** There is no such namespace, or it goes. */
    NAMESPACE,
    /** The server has too much to do; passes. */
    BUSY
  }

  /**
   * A namespace whose pods could not be listed. What became of them is not known: they may all run.
   *
   * @param why for people
   */
  record Unseen(String namespace, String why) {}

  /**
   * Some pods. An empty next means: no more.
   *
   * @param unseen of which namespace this page should have been, or gone on to be
   */
  record Listing(List<PodFacts> pods, Optional<String> next, Optional<Unseen> unseen) {
    public Listing {
      pods = List.copyOf(pods);
    }

    public Listing(List<PodFacts> pods, Optional<String> next) {
      this(pods, next, Optional.empty());
    }
  }

  /** The namespace where pods are made that no other is named for. */
  String usualNamespace();

  /**
   * Creates a pod, with its payload in Secrets that Kubernetes deletes with it. A pod of that name
   * that is there is taken for the same, since names are made of attempts; what is missing beside
   * it is made. Cost: 2 requests; 3 where it was there; 1 more for each {@link PodOrder#MAX_PART}
   * that the payload has beyond the first.
   */
  Creation create(PodOrder order);

  /** The pod, if there is one of that name. Cost: 1 request. */
  Optional<PodFacts> find(PodRef pod);

  /**
   * Pods, in no order to count on. What was made or went meanwhile may be missing or be told. Where
   * several namespaces are looked into, one that may not be keeps no other from being listed.
   *
   * @param limit pods of a page, 1 and up
   * @param after what an earlier page gave as its next; one that is too old ends the listing as if
   *     there were no more
   */
  Listing list(int limit, Optional<String> after);

  /** Writes on a pod what was reported of it. Nothing happens if it is gone. Cost: 1 request. */
  void tell(PodFacts pod, String told);

  /**
   * Writes answers on a pod, to what it wants beside it. Nothing happens if it is gone. Cost: 1
   * request.
   *
   * @param answers JSON by the names that it gives that; all together at most {@value
   *     #MAX_ANSWER_BYTES} bytes
   */
  void answer(PodFacts pod, Map<String, String> answers);

  /**
   * The end of what its container printed.
   *
   * @param bytes at the most
   * @return empty where there is nothing, or nothing to be had any more
   */
  Optional<String> logTail(PodRef pod, int bytes);

  /**
   * The result that a pod left in parts, put together. Cost: 1 request for each part.
   *
   * @return empty if one of them is not there, is another pod's, or may not be read
   */
  Optional<byte[]> result(PodFacts pod);

  /** When its container printed last; empty where it never did. Cost: 1 request. */
  Optional<Instant> lastLine(PodRef pod);

  /**
   * Deletes a pod, which then has its grace to end. Nothing happens if it is gone, or is another of
   * the same name. Cost: 1 request.
   */
  void delete(PodRef pod, Optional<String> uid);
}
