package dev.fairlead.core.objects;

import dev.fairlead.core.agenda.KnownTypes;
import dev.fairlead.core.id.CustomerId;
import java.util.regex.Pattern;

/** The kinds of stored objects that are changed in place. */
public enum ObjectKind {
  /** A tenant; owns itself. */
  CUSTOMER("customer", "customers"),
  /** A scheduling queue. Its id becomes part of a queue's name. */
  INSIGHT("insight", "insights"),
  /** A processing site. */
  RESOURCE_POOL("resource pool", "resourcePools"),
  /** How operations of a type are done; its id is the type. */
  HANDLER("handler", "handlers"),
  /** A recipe for resources of one kind. */
  BLUEPRINT("blueprint", "blueprints");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,39}");

  private final String noun;
  private final String plural;

  ObjectKind(String noun, String plural) {
    this.noun = noun;
    this.plural = plural;
  }

  /** What people call one. */
  public String noun() {
    return noun;
  }

  /** What a list of them is called, in answers and in keys. */
  public String plural() {
    return plural;
  }

  /** Whether a text is the id of such an object. */
  public boolean isId(String text) {
    return switch (this) {
      case CUSTOMER -> CustomerId.isValid(text);
      case INSIGHT, RESOURCE_POOL, BLUEPRINT -> ID.matcher(text).matches();
      case HANDLER -> KnownTypes.isRegistrable(text);
    };
  }

  /** What an id of it is, to follow "The field … is". */
  public String idWords() {
    return switch (this) {
      case CUSTOMER, HANDLER ->
          "1 to 64 letters, digits, dots, underscores and dashes, a letter or digit first";
      case INSIGHT, RESOURCE_POOL, BLUEPRINT ->
          "1 to 40 letters, digits, underscores and dashes, a letter or digit first";
    };
  }

  /** Whether operators hold, drain and release such objects. */
  public boolean isHalted() {
    return this == INSIGHT || this == RESOURCE_POOL;
  }
}
