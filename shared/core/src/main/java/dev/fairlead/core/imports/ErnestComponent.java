package dev.fairlead.core.imports;

import dev.fairlead.core.agenda.Quoted;
import dev.fairlead.core.json.Json;
import dev.fairlead.core.json.JsonPointer;
import java.util.Locale;

/**
 * Something that exists, or something to be done.
 *
 * @param place where the plan has it
 * @param id of its own; the same thing has the same id in both lists
 * @param body all its fields
 */
record ErnestComponent(JsonPointer place, String id, Json.Obj body) {
  static final String ID = "_component_id";
  static final String TYPE = "_component";
  static final String VERB = "_action";
  static final String PROVIDER = "_provider";
  static final String STATE = "_state";

  private static final String NONE = "none";

  /** Nothing is to be done with it; it is only there to be read. */
  boolean isOnlyData() {
    return text(VERB).equals(NONE);
  }

  boolean isDeletion() {
    return text(VERB).equals("delete");
  }

  /** It lists components that nobody named before. */
  boolean isSearch() {
    return text(VERB).equals("find");
  }

  boolean isIn(String state) {
    return text(STATE).equals(state);
  }

  String quoted() {
    return Quoted.name(id);
  }

  boolean holdsCredentials() {
    return text(TYPE).toLowerCase(Locale.ROOT).contains("credential");
  }

  /** What picks the handler: {@code vpc.delete.aws}. */
  static String subject(Json.Obj body) {
    return text(body, TYPE) + "." + text(body, VERB) + "." + text(body, PROVIDER);
  }

  static String text(Json.Obj body, String field) {
    return body.text(field).orElse("");
  }

  private String text(String field) {
    return text(body, field);
  }
}
