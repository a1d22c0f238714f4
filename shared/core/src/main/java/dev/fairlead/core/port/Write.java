package dev.fairlead.core.port;

/** One conditional change of one item. */
public sealed interface Write {
  Key key();

  Condition condition();

  /** Replaces the whole item. */
  record Put(Item item, Condition condition) implements Write {
    @Override
    public Key key() {
      return item.key();
    }
  }

  /** Removes the item; removing what is not there is applied, unless the condition refuses. */
  record Delete(Key key, Condition condition) implements Write {}

  /** Changes nothing, but refuses the transaction it is part of when the condition fails. */
  record Check(Key key, Condition condition) implements Write {}

  static Write put(Item item, Condition condition) {
    return new Put(item, condition);
  }

  static Write put(Item item) {
    return new Put(item, Condition.always());
  }

  static Write delete(Key key, Condition condition) {
    return new Delete(key, condition);
  }

  static Write delete(Key key) {
    return new Delete(key, Condition.always());
  }

  static Write check(Key key, Condition condition) {
    return new Check(key, condition);
  }
}
