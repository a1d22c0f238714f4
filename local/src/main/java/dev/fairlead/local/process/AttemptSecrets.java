package dev.fairlead.local.process;

import dev.fairlead.core.json.Json;
import dev.fairlead.core.port.OperationLauncher.Order;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.Disclosure;
import dev.fairlead.core.secret.Redaction;
import dev.fairlead.core.secret.SecretValue;
import dev.fairlead.wire.JsonText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The secrets of one attempt. The order that is written down only says where they go. Their values
 * come into the attempt's folder, which is its owner's alone, just before the start, and go with
 * the folder at the release: {@code payload.json} for the command, and {@code secrets.json} for
 * whoever reads what the command said, because by then a secret may have been set anew.
 */
record AttemptSecrets(AttemptDirectory directory) {
  private static final String VALUES = "secrets.json";

  /** What becomes of an order at its start. */
  sealed interface Opening {
    /** The order with its secrets in the payload. */
    record Open(Order order) implements Opening {}

    record Missing(String sentence) implements Opening {}
  }

  /** Puts the secrets into an order that is about to start, and writes its payload down. */
  Opening open(Order order, SecretStore secrets) {
    if (order.secrets().isEmpty()) {
      return new Opening.Open(order);
    }
    var customer = order.key().agenda().customer().value();
    return switch (Disclosure.of(
        order.payload(), order.secrets(), name -> secrets.find(customer, name))) {
      case Disclosure.Missing missing -> new Opening.Missing(missing.sentence());
      case Disclosure.Disclosed disclosed -> {
        // Those of an earlier start, too: its wrapper may yet be the one that gets through.
        var values = new LinkedHashSet<>(values());
        disclosed.values().forEach(value -> values.add(value.text()));
        directory.write(VALUES, JsonText.write(Json.texts(values)));
        directory.write(AttemptDirectory.PAYLOAD, JsonText.write(disclosed.payload()));
        yield new Opening.Open(
            new Order(
                order.key(),
                order.attempt(),
                order.type(),
                order.correlationId(),
                disclosed.payload(),
                List.of(),
                order.lastProgress()));
      }
    };
  }

  /** Keeps them out of what the attempt says. Cost: nothing, or a small file. */
  Redaction redaction(Order order) {
    if (order.secrets().isEmpty()) {
      return Redaction.NONE;
    }
    return Redaction.of(values().stream().map(SecretValue::new).toList());
  }

  private Set<String> values() {
    var values = new LinkedHashSet<String>();
    if (directory.read(VALUES).map(JsonText::parse).orElse(Json.NULL)
        instanceof Json.Arr(List<Json> items)) {
      for (Json item : items) {
        if (item instanceof Json.Str(String value)) {
          values.add(value);
        }
      }
    }
    return values;
  }
}
