package dev.fairlead.cdk;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.cdk.EnvironmentChoices.Cluster;
import dev.fairlead.cdk.EnvironmentChoices.Notice;
import dev.fairlead.cdk.EnvironmentChoices.Place;
import dev.fairlead.cdk.EnvironmentChoices.Pods;
import dev.fairlead.cdk.EnvironmentChoices.Reaping;
import dev.fairlead.cdk.EnvironmentChoices.Throttle;
import dev.fairlead.core.error.FairleadException;
import dev.fairlead.core.error.Problem;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files {@code environments/<name>.json}, checked against {@code environment.schema.json}.
 *
 * @param folder where both are
 */
record EnvironmentFile(Path folder) {
  private static final EnvironmentChoices DEFAULTS = EnvironmentChoices.DEFAULTS;

  /** Where the choices for an environment would be. */
  Path of(EnvironmentName name) {
    return folder.resolve("environments").resolve(name.value() + ".json");
  }

  /**
   * Reads what was chosen for an environment; all defaults when there is no file.
   *
   * @throws InvalidEnvironmentException with every problem of the file
   */
  EnvironmentChoices read(EnvironmentName name) throws IOException {
    String text;
    try {
      text = Files.readString(of(name), StandardCharsets.UTF_8);
    } catch (NoSuchFileException none) {
      return DEFAULTS;
    }
    return choices(name, text);
  }

  private EnvironmentChoices choices(EnvironmentName name, String text) throws IOException {
    Json read;
    try {
      // Stricter than the validator's own reading: a field that is there twice is refused.
      read = JsonText.parse(text);
    } catch (FairleadException malformed) {
      throw new InvalidEnvironmentException(
          of(name), malformed.problems().stream().map(EnvironmentFile::described).toList());
    }
    var problems =
        schema().validate(text, InputFormat.JSON).stream()
            .map(problem -> problem.getInstanceLocation() + ": " + problem.getMessage())
            .sorted()
            .toList();
    if (!problems.isEmpty() || !(read instanceof Json.Obj document)) {
      throw new InvalidEnvironmentException(of(name), problems);
    }
    return choices(document);
  }

  private static String described(Problem problem) {
    return problem.position().map(position -> position + ": ").orElse("") + problem.message();
  }

  private Schema schema() throws IOException {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
        .getSchema(Files.readString(folder.resolve("environment.schema.json")), InputFormat.JSON);
  }

  /** Of a document that the schema allows. */
  private static EnvironmentChoices choices(Json.Obj document) {
    var api = object(document, "api");
    var alarms = object(document, "alarms");
    var agendas = object(document, "agendas");
    return new EnvironmentChoices(
        place(document),
        flag(document, "terminationProtection", DEFAULTS.terminationProtection()),
        document.text("data").map("retain"::equals).orElse(DEFAULTS.keepsData()),
        number(document, "logRetentionDays", DEFAULTS.logRetentionDays()),
        new Reaping(
            number(agendas, "retentionDays", DEFAULTS.reaping().retentionDays()),
            flag(agendas, "reaperDryRun", DEFAULTS.reaping().dryRun())),
        new Throttle(
            number(api, "requestsPerSecond", DEFAULTS.throttle().requestsPerSecond()),
            number(api, "burst", DEFAULTS.throttle().burst())),
        new Notice(alarms.text("email"), alarms.text("topicArn")),
        flag(document, "dashboard", DEFAULTS.dashboard()),
        pods(object(document, "pods")),
        texts(object(document, "tags")));
  }

  private static Optional<Pods> pods(Json.Obj pods) {
    return cluster(pods).map(cluster -> new Pods(cluster, namespaces(pods)));
  }

  private static List<String> namespaces(Json.Obj pods) {
    return pods.field("namespaces").orElse(Json.NULL) instanceof Json.Arr(List<Json> named)
        ? named.stream().map(name -> ((Json.Str) name).value()).toList()
        : List.of();
  }

  private static Optional<Cluster> cluster(Json.Obj pods) {
    Json.Obj eks = object(pods, "eks");
    return pods.text("kubeconfigSecret")
        .<Cluster>map(Cluster.Kubeconfig::new)
        .or(() ->
            eks.text("cluster")
                .map(name ->
                    new Cluster.Eks(
                        name,
                        eks.text("endpoint").orElseThrow(),
                        eks.text("certificateAuthority").orElseThrow(),
                        eks.text("region"))));
  }

  private static Optional<Place> place(Json.Obj document) {
    return document
        .text("account")
        .flatMap(account -> document.text("region").map(region -> new Place(account, region)));
  }

  private static Json.Obj object(Json.Obj document, String field) {
    return document.field(field).orElse(Json.EMPTY) instanceof Json.Obj found ? found : Json.EMPTY;
  }

  private static boolean flag(Json.Obj document, String field, boolean unlessGiven) {
    return document.field(field).orElse(Json.NULL) instanceof Json.Bool(var flag)
        ? flag
        : unlessGiven;
  }

  private static int number(Json.Obj document, String field, int unlessGiven) {
    return document.whole(field).map(Math::toIntExact).orElse(unlessGiven);
  }

  private static Map<String, String> texts(Json.Obj object) {
    var texts = new TreeMap<String, String>();
    object
        .fields()
        .keySet()
        .forEach(name -> object.text(name).ifPresent(text -> texts.put(name, text)));
    return texts;
  }

  /** A file that was refused; the message has a line for each problem. */
  static final class InvalidEnvironmentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidEnvironmentException(Path file, List<String> problems) {
      super(file + " can't be used:\n  " + String.join("\n  ", problems));
    }
  }
}
