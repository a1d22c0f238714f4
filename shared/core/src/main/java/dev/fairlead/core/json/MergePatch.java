package dev.fairlead.core.json;

import java.util.LinkedHashMap;

/** JSON Merge Patch (RFC 7396): what isn't named stays, null clears, objects are merged. */
public final class MergePatch {
  private MergePatch() {}

  /** The target as the patch would have it. */
  public static Json apply(Json target, Json patch) {
    if (!(patch instanceof Json.Obj changes)) {
      return patch;
    }
    var merged =
        new LinkedHashMap<>((target instanceof Json.Obj object ? object : Json.EMPTY).fields());
    changes
        .fields()
        .forEach((name, change) -> {
          if (change.equals(Json.NULL)) {
            merged.remove(name);
          } else {
            merged.put(name, apply(merged.getOrDefault(name, Json.NULL), change));
          }
        });
    return new Json.Obj(merged);
  }
}
