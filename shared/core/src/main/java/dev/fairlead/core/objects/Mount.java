package dev.fairlead.core.objects;

import dev.fairlead.core.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a container finds in one of its folders, as a JSON object: {@code {"path": "/data",
 * "readOnly": true, "claim": "x"}}.
 *
 * @param path of the folder, absolute
 * @param isReadOnly whether nothing can be written there; of config maps and secrets nothing can
 *     anyway
 */
public record Mount(String path, boolean isReadOnly, Source source) {
  private static final String PATH = "path";
  private static final String READ_ONLY = "readOnly";
  private static final String CONFIG_MAP = "configMap";
  private static final String SECRET = "secret";
  private static final String CLAIM = "claim";
  private static final String NFS = "nfs";
  private static final String EMPTY = "empty";
  private static final String ITEMS = "items";
  private static final String SERVER = "server";
  private static final String SIZE = "sizeMib";
  private static final String MEMORY = "memory";
  private static final List<String> SOURCES = List.of(CONFIG_MAP, SECRET, CLAIM, NFS, EMPTY);
  private static final List<String> NAMES =
      List.of(PATH, READ_ONLY, CONFIG_MAP, SECRET, CLAIM, NFS, EMPTY, ITEMS);
  private static final int MAX_MIB = 1 << 30;

  /** Where what is in the folder comes from. */
  public sealed interface Source {
    /**
     * A config map's entries as files.
     *
     * @param items the file of each entry that is wanted; none stands for all, each by its name
     */
    record ConfigMap(String name, Map<String, String> items) implements Source {
      public ConfigMap {
        items = SpecJson.byName(items);
      }
    }

    /**
     * A secret's entries as files.
     *
     * @param items the file of each entry that is wanted; none stands for all, each by its name
     */
    record Secret(String name, Map<String, String> items) implements Source {
      public Secret {
        items = SpecJson.byName(items);
      }
    }

    /** A persistent volume, by its claim. */
    record Claim(String name) implements Source {}

    /**
     * A folder of an NFS server.
     *
     * @param path of the folder there, absolute
     */
    record Nfs(String server, String path) implements Source {}

    /**
     * A folder that is empty at first, and goes with the pod.
     *
     * @param sizeMib the most that may be in it, 1 or more; absent, whatever the node has
     * @param inMemory whether it lies in memory, which then counts as the container's
     */
    record Empty(Optional<Long> sizeMib, boolean inMemory) implements Source {}
  }

  /** Reads a mount, and notes every problem; empty only with one. */
  static Optional<Mount> read(SpecFields given) {
    given.only(NAMES);
    String path = given.required(PATH, KubernetesText.ABSOLUTE_PATH);
    boolean isReadOnly = given.truth(READ_ONLY);
    var from = given.one(SOURCES);
    var items = given.textsByName(ITEMS, KubernetesText.ENTRY, KubernetesText.RELATIVE_PATH);
    if (given.has(ITEMS) && from.filter(List.of(CONFIG_MAP, SECRET)::contains).isEmpty()) {
      given.contradiction(ITEMS, "means nothing but with configMap or secret");
    }
    return from.flatMap(name -> source(name, given, items))
        .map(source -> new Mount(path, isReadOnly, source));
  }

  private static Optional<Source> source(String from, SpecFields given, Map<String, String> items) {
    return switch (from) {
      case CONFIG_MAP -> name(given, from).map(name -> new Source.ConfigMap(name, items));
      case SECRET -> name(given, from).map(name -> new Source.Secret(name, items));
      case CLAIM -> name(given, from).map(Source.Claim::new);
      case NFS -> given.object(from).map(Mount::nfs);
      default -> given.object(from).map(Mount::empty);
    };
  }

  private static Optional<String> name(SpecFields given, String field) {
    return given.text(field, KubernetesText.SUBDOMAIN);
  }

  private static Source nfs(SpecFields given) {
    given.only(List.of(SERVER, PATH));
    return new Source.Nfs(
        given.required(SERVER, KubernetesText.HOST),
        given.required(PATH, KubernetesText.ABSOLUTE_PATH));
  }

  private static Source empty(SpecFields given) {
    given.only(List.of(SIZE, MEMORY));
    return new Source.Empty(given.whole(SIZE, 1, MAX_MIB), given.truth(MEMORY));
  }

  /** As it is written in a handler. */
  Json json() {
    var json = Json.object().put(PATH, path);
    SpecJson.putTrue(json, READ_ONLY, isReadOnly);
    switch (source) {
      case Source.ConfigMap(String name, Map<String, String> items) -> {
        json.put(CONFIG_MAP, name);
        SpecJson.putTexts(json, ITEMS, items);
      }
      case Source.Secret(String name, Map<String, String> items) -> {
        json.put(SECRET, name);
        SpecJson.putTexts(json, ITEMS, items);
      }
      case Source.Claim(String name) -> json.put(CLAIM, name);
      case Source.Nfs(String server, String folder) ->
          json.put(NFS, Json.object().put(SERVER, server).put(PATH, folder).build());
      case Source.Empty(Optional<Long> sizeMib, boolean inMemory) -> {
        var empty = Json.object().putIfPresent(SIZE, sizeMib.map(Json::of));
        SpecJson.putTrue(empty, MEMORY, inMemory);
        json.put(EMPTY, empty.build());
      }
    }
    return json.build();
  }
}
