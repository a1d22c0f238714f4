package dev.fairlead.core.error;

/** Whose fault it is; decides HTTP status, retry and alarm. */
public enum Kind {
  CALLER("The caller sent something wrong."),
  REFUSED("The caller may not do this."),
  MISSING("What the caller names is not there, or not the caller's to see."),
  CONFLICT("Someone else was first, or the state does not allow it."),
  LIMIT("A quota or size limit."),
  DEPENDENCY("Something we depend on did not answer; try again."),
  BUG("Our own mistake.");

  private final String meaning;

  Kind(String meaning) {
    this.meaning = meaning;
  }

  /** What it means, in a sentence. */
  public String meaning() {
    return meaning;
  }
}
