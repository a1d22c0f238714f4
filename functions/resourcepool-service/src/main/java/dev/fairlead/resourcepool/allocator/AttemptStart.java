package dev.fairlead.resourcepool.allocator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fairlead.core.access.DetachedCommand;
import dev.fairlead.core.access.DetachedCommand.Look;
import dev.fairlead.core.id.OperationKey;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.objects.HostTerms;
import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.Ports;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.run.Output;
import dev.fairlead.core.run.Report.Diagnostic;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.store.AttemptOrder;
import dev.fairlead.wire.JsonText;
import dev.fairlead.wire.PodMessage;
import dev.fairlead.wire.ProgressText;
import java.util.Optional;
import java.util.TreeMap;

/** Starts the work of an attempt on its host, with what its order says. */
final class AttemptStart {
  /** Bytes of a payload that a host can be given. */
  private static final int MAX_PAYLOAD = 900 * 1024;

  private final BlobStore blobs;
  private final SecretStore secrets;

  AttemptStart(Ports ports) {
    this.blobs = ports.blobs();
    this.secrets = ports.secrets();
  }

  /**
   * How it is.
   *
   * @param refusal why it can't be started, if it was not
   */
  record Asked(Look look, Optional<Diagnostic> refusal) {
    Asked(Look look) {
      this(look, Optional.empty());
    }
  }

  /** What can't be started may have been, by somebody who could not write that down. */
  Asked start(AttemptOrder ordered, DetachedCommand command) {
    return switch (disclosed(ordered.order())) {
      case Disclosure.Missing missing ->
          new Asked(command.look(), Optional.of(new Diagnostic("secret", missing.sentence())));
      case Disclosure.Disclosed disclosed -> {
        var start = start(ordered.order(), ordered.terms(), disclosed.payload());
        int bytes = start.payload().getBytes(UTF_8).length;
        if (bytes <= MAX_PAYLOAD) {
          yield new Asked(command.start(start));
        }
        var why =
            "With its references replaced the payload has "
                + bytes
                + " bytes; a host can be given "
                + MAX_PAYLOAD
                + ".";
        yield new Asked(command.look(), Optional.of(new Diagnostic("payload", why)));
      }
    };
  }

  private static DetachedCommand.Start start(
      PodMessage.Launch order, HostTerms terms, Json payload) {
    OperationKey key = order.key();
    var environment = new TreeMap<>(terms.env());
    environment.put("FAIRLEAD_OPERATION_KEY", key.toString());
    environment.put("FAIRLEAD_OPERATION_TYPE", order.type());
    environment.put("FAIRLEAD_ATTEMPT", Integer.toString(order.attempt()));
    environment.put("FAIRLEAD_CORRELATION_ID", order.correlationId().value());
    return new DetachedCommand.Start(
        terms.command(),
        environment,
        JsonText.write(payload),
        order.lastProgress().map(ProgressText::json).map(JsonText::write));
  }

  private Disclosure disclosed(PodMessage.Launch order) {
    var customer = order.key().agenda().customer().value();
    return Disclosure.of(payload(order), order.secrets(), name -> secrets.find(customer, name));
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
}
