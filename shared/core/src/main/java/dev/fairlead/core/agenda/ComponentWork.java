package dev.fairlead.core.agenda;

/**
 * What an operation does with which component.
 *
 * @param component its kind, such as {@code vpc}; the operation's type unless said
 * @param provider who has it, such as {@code aws}
 * @param id which one; the operation's name unless said
 */
public record ComponentWork(Verb verb, String component, String provider, String id) {
  /** Of components that are nobody else's. */
  static final String OWN = "fairlead";

  /** What events about it are called, but for how it went: {@code vpc.create.aws}. */
  public String subject() {
    return component + "." + verb.word() + "." + provider;
  }

  /** The same for an item of a list. */
  ComponentWork element(int index) {
    return new ComponentWork(verb, component, provider, id + "[" + index + "]");
  }
}
