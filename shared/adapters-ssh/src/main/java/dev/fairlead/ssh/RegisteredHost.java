package dev.fairlead.ssh;

import dev.fairlead.core.access.HostKeys;
import dev.fairlead.core.access.HttpFields;
import dev.fairlead.core.access.HttpService;
import dev.fairlead.core.agenda.Findings;
import dev.fairlead.core.error.ProblemCode;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import dev.fairlead.core.lease.Slot;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A host as it is registered in a blueprint.
 *
 * @param said as it was written
 * @param weight how strongly it draws leases; 0 registers it without its taking any
 * @param isDisabled nothing is leased on it anew
 */
record RegisteredHost(
    Json.Obj said,
    String name,
    SshAdapters.Host host,
    String secret,
    double weight,
    boolean isDisabled,
    Map<String, String> labels,
    Optional<HttpService> http) {
  static final String DEFAULT_DIRECTORY = ".fairlead";

  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.:-]{0,252}");
  private static final int MAX_TEXT = 256;
  private static final BigDecimal MAX_WEIGHT = BigDecimal.valueOf(1000);

  /** It is leased by one blueprint of a customer at a time, and once. */
  Slot slot() {
    return new Slot("host/" + host.address() + ":" + host.port());
  }

  /**
   * Reads a host, and notes everything that is wrong with it.
   *
   * @param common what holds for all hosts of the blueprint that don't say otherwise
   */
  static Optional<RegisteredHost> read(
      Json.Obj given, Json.Obj common, JsonPointer at, Findings findings) {
    var address =
        required(given, given, at, "address", findings).filter(text -> matches(text, at, findings));
    var user = required(given, common, at, "user", findings);
    var secret = required(given, common, at, "secret", findings);
    var keys = HostKeys.of(HttpFields.texts(given, at, "hostKeys", findings));
    if (keys.isEmpty()) {
      findings.wrongType(
          at.child("hostKeys"),
          "hostKeys",
          "a list of the host's public keys, or of their fingerprints SHA256:…, as ssh-keygen -l"
              + " shows them");
    }
    int port = findings.whole(given, at, "port", 1, 65_535).orElse(22);
    var weight = findings.number(given, at, "weight", MAX_WEIGHT.negate(), MAX_WEIGHT);
    var isDisabled = findings.truth(given, at, "isDisabled").orElse(false);
    var labels = labels(given, at, findings);
    var http =
        findings
            .object(given, at, "http")
            .flatMap(said -> HttpFields.read(said, at.child("http"), findings));
    if (address.isEmpty() || user.isEmpty() || secret.isEmpty() || keys.isEmpty()) {
      return Optional.empty();
    }
    var host =
        new SshAdapters.Host(
            address.get(),
            port,
            user.get(),
            keys.get(),
            common.text("directory").orElse(DEFAULT_DIRECTORY),
            findings
                .duration(
                    common,
                    JsonPointer.WHOLE,
                    "patience",
                    Duration.ofMillis(100),
                    Duration.ofMinutes(1))
                .orElse(Duration.ofSeconds(10)));
    return Optional.of(
        new RegisteredHost(
            given,
            findings.text(given, at, "name", MAX_TEXT).orElse(address.get()),
            host,
            secret.get(),
            weight.map(BigDecimal::doubleValue).orElse(1.0),
            isDisabled,
            labels,
            http));
  }

  /** All hosts of a blueprint's fields. */
  static List<RegisteredHost> all(Json.Obj fields, JsonPointer at, Findings findings) {
    var items =
        fields.field("hosts").orElse(Json.NULL) instanceof Json.Arr(List<Json> said)
            ? said
            : List.<Json>of();
    var hosts = new TreeMap<String, RegisteredHost>();
    for (int i = 0; i < items.size(); i++) {
      var place = at.child("hosts").child(Integer.toString(i));
      if (!(items.get(i) instanceof Json.Obj one)) {
        findings.wrongType(place, "hosts", "a list of objects");
        continue;
      }
      var host = read(one, fields, place, findings);
      if (host.filter(it -> hosts.putIfAbsent(it.name(), it) != null).isPresent()) {
        findings.wrongType(place.child("name"), "name", "one that no other host has");
      }
    }
    return List.copyOf(hosts.values());
  }

  private static Optional<String> required(
      Json.Obj given, Json.Obj common, JsonPointer at, String name, Findings findings) {
    var said = findings.text(given, at, name, MAX_TEXT).or(() -> common.text(name));
    if (said.filter(text -> !text.isBlank()).isEmpty()) {
      findings.add(
          at.child(name),
          ProblemCode.MISSING_FIELD,
          "The field " + name + " of a host is missing.");
    }
    return said;
  }

  private static boolean matches(String address, JsonPointer at, Findings findings) {
    boolean isOne = ADDRESS.matcher(address).matches();
    if (!isOne) {
      findings.wrongType(at.child("address"), "address", "a host's name or IP address");
    }
    return isOne;
  }

  private static Map<String, String> labels(Json.Obj given, JsonPointer at, Findings findings) {
    var labels = new TreeMap<String, String>();
    var place = at.child("labels");
    findings
        .object(given, at, "labels")
        .ifPresent(said ->
            said.fields()
                .keySet()
                .forEach(name ->
                    findings
                        .text(said, place, name, MAX_TEXT)
                        .ifPresent(value -> labels.put(name, value))));
    return labels;
  }
}
