package dev.fairlead.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HandlerTerms;
import dev.fairlead.core.pod.PodCluster;
import dev.fairlead.core.pod.PodCluster.Creation;
import dev.fairlead.core.pod.PodCluster.Refusal;
import dev.fairlead.core.pod.PodFacts;
import dev.fairlead.core.pod.PodName;
import dev.fairlead.core.pod.PodOrder;
import dev.fairlead.core.pod.PodRef;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.run.Report.Ending;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.core.secret.SecretUse;
import dev.fairlead.endpoint.PartialBatchException;
import dev.fairlead.endpoint.QueueMessage;
import dev.fairlead.store.Handlers;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ProgressText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Starts the pods that executors order, and deletes those that no longer count. Nothing is
 * remembered between orders: a pod's name is made of its attempt, so that an order which comes
 * twice, or after a restart of everything, finds the pod there and tells of it instead.
 */
public final class PodLauncher {
  private final PodCluster cluster;
  private final PodReports reports;
  private final Handlers handlers;
  private final BlobStore blobs;
  private final SecretStore secrets;
  private final InstantSource clock;

  public PodLauncher(PodCluster cluster, PodReports reports, Ports ports, InstantSource clock) {
    this.cluster = cluster;
    this.reports = reports;
    this.handlers = new Handlers(ports.items(), clock);
    this.blobs = ports.blobs();
    this.secrets = ports.secrets();
    this.clock = clock;
  }

  /**
   * Carries out a batch of orders, each for itself.
   *
   * @throws PartialBatchException naming those that failed, most often because the cluster does not
   *     answer: they come again
   */
  public Set<String> orders(List<QueueMessage> messages) {
    var failed = new LinkedHashMap<String, RuntimeException>();
    for (QueueMessage message : messages) {
      try {
        carryOut(PodMessage.parse(message.body()));
      } catch (RuntimeException failure) {
        failed.put(message.messageId(), failure);
      }
    }
    if (!failed.isEmpty()) {
      var partial = new PartialBatchException(failed.keySet());
      failed.values().forEach(partial::addSuppressed);
      throw partial;
    }
    return Set.of();
  }

  private void carryOut(PodMessage message) {
    switch (message) {
      case PodMessage.Launch launch -> launch(launch);
      case PodMessage.Answer answer -> answer(answer);
      case PodMessage.Release(OperationKey key, int attempt, String type) -> {
        var handler = handlers.find(key.agenda().customer(), type);
        release(pod(key, attempt, handler), handler.flatMap(HandlerTerms::keep).isPresent());
      }
    }
  }

  /** Only what ended by itself is kept: a pod that still runs would go on. */
  private void release(PodRef pod, boolean mayBeKept) {
    (mayBeKept ? cluster.find(pod) : Optional.<PodFacts>empty())
        .filter(PodFacts::isKept)
        .ifPresentOrElse(reports::settle, () -> cluster.delete(pod, Optional.empty()));
  }

  private void launch(PodMessage.Launch order) {
    Optional<HandlerTerms> handler = handlers.find(order.key().agenda().customer(), order.type());
    PodRef pod = pod(order.key(), order.attempt(), handler);
    if (order.isStarted()) {
      cluster
          .find(pod)
          .ifPresentOrElse(
              reports::again,
              () -> end(order, new Ending.Lost(new Diagnostic("gone", "Its pod is gone."))));
    } else if (handler.isEmpty()) {
      fail(order, "handler", "There is no handler of type " + order.type() + " any more.");
    } else if (order.parent().isPresent()) {
      beside(order, order.parent().get(), handler.get(), pod);
    } else {
      create(order, handler.get(), pod, Optional.empty());
    }
  }

  /**
   * Kubernetes deletes it with its parent's pod, which has to be of the same namespace for that.
   */
  private void beside(
      PodMessage.Launch order, PodMessage.Parent parent, HandlerTerms handler, PodRef pod) {
    CustomerId customer = order.key().agenda().customer();
    PodRef beside =
        pod(
            new OperationKey(order.key().agenda(), parent.operation()),
            parent.attempt(),
            handlers.find(customer, parent.type()));
    if (!beside.namespace().equals(pod.namespace())) {
      fail(
          order,
          "namespace",
          "A dependent is of the namespace of the pod that starts it, %s; its handler says %s."
              .formatted(beside.namespace(), pod.namespace()));
      return;
    }
    cluster
        .find(beside)
        .filter(there -> !there.isOver() && there.deletedAt().isEmpty())
        .map(there -> new PodOrder.Owner(there.pod().name(), there.uid()))
        .ifPresentOrElse(
            owner -> create(order, handler, pod, Optional.of(owner)),
            () ->
                end(
                    order,
                    new Ending.Lost(
                        new Diagnostic("parent", "The pod that it was to be beside is gone."))));
  }

  /** What it does not ask any more, or knows already, is left out. */
  private void answer(PodMessage.Answer order) {
    Optional<HandlerTerms> handler = handlers.find(order.key().agenda().customer(), order.type());
    cluster
        .find(pod(order.key(), order.attempt(), handler))
        .ifPresent(there -> {
          var answers = new TreeMap<String, String>();
          order
              .answers()
              .forEach((name, answer) -> {
                if (there.said().asked().containsKey(name)
                    && !there.said().answered().contains(name)) {
                  answers.put(name, JsonText.write(answer));
                }
              });
          if (!answers.isEmpty()) {
            cluster.answer(there, answers);
          }
        });
  }

  private void create(
      PodMessage.Launch order, HandlerTerms handler, PodRef pod, Optional<PodOrder.Owner> owner) {
    CustomerId customer = order.key().agenda().customer();
    switch (Disclosure.of(
        payload(order), order.secrets(), name -> secrets.find(customer.value(), name))) {
      case Disclosure.Missing missing -> fail(order, "secret", missing.sentence());
      case Disclosure.Disclosed disclosed -> {
        String payload = JsonText.write(disclosed.payload());
        Optional<String> last = order.lastProgress().map(ProgressText::json).map(JsonText::write);
        int bytes =
            payload.getBytes(UTF_8).length
                + last.map(text -> text.getBytes(UTF_8).length).orElse(0);
        if (bytes > PodOrder.MAX_PAYLOAD) {
          fail(
              order,
              "payload",
              "With its references replaced the payload has "
                  + bytes
                  + " bytes; a pod can be given "
                  + PodOrder.MAX_PAYLOAD
                  + ".");
          return;
        }
        create(
            order,
            new PodOrder(
                pod,
                order.key(),
                order.attempt(),
                order.type(),
                order.correlationId(),
                handler.withMemory(order.memoryPercent()),
                order.requests(),
                payload,
                last,
                order.secrets().stream().map(SecretUse::name).collect(Collectors.toSet()),
                order.longest(),
                owner));
      }
    }
  }

  private void create(PodMessage.Launch message, PodOrder order) {
    switch (cluster.create(order)) {
      case Creation.There(var pod) -> reports.again(pod);
      case Creation.Refused(Refusal why, String sentence) -> {
        switch (why) {
          case NO_CLUSTER -> fail(message, "cluster", sentence);
          case INVALID -> fail(message, "podSpec", sentence);
          case FORBIDDEN -> fail(message, "forbidden", sentence);
          case NAMESPACE -> fail(message, "namespace", sentence);
          case QUOTA -> waitOrEnd(message, order, "quota", sentence);
          case BUSY -> waitOrEnd(message, order, "busy", sentence);
        }
      }
    }
  }

  /** What may pass is asked again by the executor, until it has taken longer than a start may. */
  private void waitOrEnd(PodMessage.Launch message, PodOrder order, String code, String sentence) {
    Instant latest = message.since().plus(order.handler().startsWithin());
    if (latest.isAfter(clock.instant())) {
      reports.say(message.key(), message.attempt(), sentence);
    } else {
      end(message, new Ending.TimedOut(new Diagnostic(code, sentence)));
    }
  }

  private void fail(PodMessage.Launch order, String code, String sentence) {
    end(order, new Ending.Failed(new Diagnostic(code, sentence)));
  }

  private void end(PodMessage.Launch order, Ending ending) {
    reports.end(order.key(), order.attempt(), ending);
  }

  private Json payload(PodMessage.Launch order) {
    return switch (order.payload()) {
      case PodMessage.Payload.Inline(Json json) -> json;
      case PodMessage.Payload.InBlob(Output.Spilled blob) ->
          JsonText.parseStored(
              blobs
                  .get(order.key().agenda().toString(), blob.sha256())
                  .map(bytes -> new String(bytes, UTF_8))
                  .orElseThrow(() ->
                      new PortException(
                          PortException.Fault.CORRUPT,
                          "the payload " + blob.sha256() + " of an order is gone")));
    };
  }

  private PodRef pod(OperationKey key, int attempt, Optional<HandlerTerms> handler) {
    String namespace =
        handler
            .flatMap(terms -> terms.pod().namespace())
            .map(pattern -> PodName.namespace(pattern, key.agenda().customer()))
            .orElseGet(cluster::usualNamespace);
    return new PodRef(namespace, PodName.of(key, attempt));
  }
}
