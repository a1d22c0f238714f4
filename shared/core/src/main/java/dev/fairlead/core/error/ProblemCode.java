package dev.fairlead.core.error;

import java.util.Locale;

/**
 * What can be wrong with an input. Stable codes: part of the public contract, never renamed, never
 * reused. Answers and command lines show {@link #text()}.
 */
public enum ProblemCode {
  // The text, before it is a document.
  NOT_UTF_8("The text is not UTF-8."),
  MALFORMED("The text is not well-formed JSON or YAML, or not exactly one document."),
  DUPLICATE_FIELD("An object has the same field twice."),
  KEY_NOT_TEXT("A YAML key is no string, or is the merge key <<."),
  UNSUPPORTED_TAG("A YAML tag asks for a type that JSON does not have."),
  UNKNOWN_ALIAS("A YAML alias names no value that is complete before it."),
  NOT_JSON("A YAML number is one that JSON does not have, such as .nan."),
  NUMBER_TOO_LONG("A number has more than 1,000 characters, or an exponent beyond ±1,000."),
  UNPAIRED_SURROGATE("A string holds half of a surrogate pair, which UTF-8 can't carry."),
  TOO_DEEP("Values are nested deeper than 100 levels."),
  TOO_MANY_VALUES("A YAML document has more than 2,000,000 values, those of aliases counted."),
  TOO_LARGE(
      "A text, or a payload with its references replaced, is larger than 5 MiB, or a"
          + " handler than 64 KiB."),

  // A document's file, where the command line reads it.
  NO_SUCH_FILE("There is no such file."),
  NOT_A_FILE("The path names a folder."),
  UNREADABLE_FILE("The file can't be read, most often for want of permission."),

  // Fields.
  WRONG_TYPE("A value is of another type than its field takes."),
  MISSING_FIELD("A required field is missing."),
  UNKNOWN_FIELD("There is no such field in this place."),
  UNKNOWN_VALUE("The field takes one of a few words, and this is none of them."),
  OUT_OF_RANGE("A number is outside its field's range."),
  TOO_LONG("A string has more characters than its field takes."),
  NOT_SUPPORTED_YET("It is part of the document language, and this release can't honour it."),

  // Operations, by themselves and among each other.
  NO_OPERATIONS("An agenda has no operation."),
  TOO_MANY_OPERATIONS("An agenda has more than 10,000 operations."),
  BAD_NAME("An operation's name is empty, has control characters, or blanks at its ends."),
  DUPLICATE_NAME("Two operations have the same name, ignoring case."),
  UNKNOWN_TYPE("There is no handler for the operation's type."),
  UNKNOWN_DEPENDENCY("dependsOn names an operation that the agenda does not have."),
  SELF_DEPENDENCY("An operation depends on itself or references its own output."),
  CYCLE("Operations wait for each other, by dependsOn, references or both."),
  RESERVE_TOO_LARGE("A reserve is more than the agenda's widest level could use."),
  REQUESTS_OVER_RESERVE(
      "An operation that comes while its agenda runs requests more than the agenda has for sure."),
  NEVER_FITS("An agenda's floor is more than whoever would admit it will ever have."),
  BAD_CONDITION("A when is no expression that can be true or false."),
  BAD_EXPRESSION("The expression of a transform is none, or speaks of what it is not given."),
  WAITS_FOR_FINALLY("An operation waits for one of finally, which comes after all the others."),
  REQUESTS_UNDER_CHILD("An operation requests less than the agenda in its payload holds."),
  INVENTORY_HELD("A sub-agenda names an inventory that an agenda around it has meanwhile."),
  BAD_REFERENCE("A reference breaks the grammar of references."),
  UNKNOWN_REFERENCE("A reference without a fallback names no output and no token."),
  UNKNOWN_SECRET("A payload asks for a secret that the customer does not have."),

  // References when they are replaced, just before an operation starts.
  UNRESOLVED_REFERENCE("The operation that a reference names has no output."),
  UNRESOLVED_POINTER("A reference's pointer leads nowhere in the output."),
  COMPOSITE_VALUE("A reference inside a longer string gives an object or array."),

  // Templates, and the payloads they are run with.
  BAD_PARAMETER(
      "A static parameter has no proper name, one that means something else, or a reference in its"
          + " value."),
  BAD_SCHEMA("A template's parameters are no JSON Schema of 2020-12, or one that leads elsewhere."),
  NOT_OPEN("A reference to the payload stands where no payload may decide."),
  SCHEMA_VIOLATION("A payload is not what the template's schema asks for."),
  SCHEMA_TOO_COSTLY("Holding a payload to the template's schema takes too many steps."),
  REFERENCE_IN_PAYLOAD("A value that is put into a template would be read as a reference there."),

  // Requests and messages.
  TOO_MANY_AGENDAS("A batch has more than 100 agendas."),
  UPLOAD_EXPIRED("An upload was not submitted within its time."),
  UPLOAD_EMPTY("Nothing has been put into an upload yet."),
  INVALID_TEMPLATE_NAME(
      "A template's name is empty, too long, or has other characters than it may."),
  INVALID_VERSION("A version is no whole number from 1."),
  INVALID_PRECONDITION("If-Match or If-None-Match is nothing that an earlier answer gave."),
  BLANK("A text is empty, or has nothing but blanks."),
  TOO_MANY_ENTRIES("A list has more entries than its field takes."),
  BAD_MAPPER("An entry of an insight's paramMap is no key=value."),
  NOT_KUBERNETES("A name or a value of a handler is none that Kubernetes takes."),
  RESERVED("A name is one that only Fairlead gives."),
  CONTRADICTION("A field contradicts another one, or means nothing beside it."),
  INVALID_ID("An id is too long, or has other characters than it may."),
  ID_MISMATCH("A body's id is not that of the path, or would change."),
  READ_ONLY("A field that only Fairlead sets is given another value."),
  UNKNOWN_RESOURCE_POOL("There is no such resource pool, or it is not yours to use."),
  UNKNOWN_CUSTOMER("The document names a customer that there is not."),
  FOREIGN_CUSTOMER("The document names another customer than the credentials do."),
  INVALID_IDEMPOTENCY_KEY("The header Idempotency-Key is empty or too long."),
  INVALID_LIMIT("The parameter limit is no number in its range."),
  INVALID_AFTER("The parameter after is nothing that an earlier answer gave."),
  INVALID_MARK("The parameter linkId or externalId is empty or too long, or both are given."),
  INVALID_FILTER(
      "One of the parameters title, state, outcome, resourcePoolId, fields, count has no value it"
          + " may."),
  INVALID_OPERATION("The parameter operation is empty or too long."),
  INVALID_PATH("A path leads out of the lease's directory, or is none."),
  NOT_BASE64("A text is no Base64, or of more bytes than its field takes."),
  UNKNOWN_BLUEPRINT("There is no such blueprint, or it is not yours to ask for."),
  INVALID_CUSTOMER("A customer's id is empty, too long, or has other characters than it may."),
  INVALID_ACCESS("access is no list of read, write, admin."),
  UNKNOWN_ACCESS("An entry of access is none of read, write, admin."),
  INVALID_SECRET_NAME("A secret's name is empty, too long, or has other characters than it may."),
  INVALID_SECRET_VALUE("A secret's value is missing, no text, too short or too long."),
  UNKNOWN_VERSION("A message or file is in a version that this release does not read."),

  // Documents of other systems.
  DUPLICATE_TASK("A workflow has two tasks that are known by the same name."),
  UNKNOWN_TASK("Something names a task that the workflow does not have."),
  MISSING_RUNTIME("A task's execution is not recorded."),
  NO_HANDLER("Nothing says which operation type does a component's type, verb and provider."),
  NOTHING_TO_DO("An edge leads from or to a component that the plan does not change."),
  UNREACHABLE("A plan says where it starts, and no edges lead from there to a change."),
  BAD_TEMPLATE("A plan's template is of a form that can't be carried over."),
  SELF_TEMPLATE("The value of a plan's template is, in the end, itself."),
  UNRESOLVED_TEMPLATE("A plan's template asks for what is not there when it is needed."),
  CLEAR_CREDENTIAL(
      "A plan's template would put credentials into an agenda together with other values."),

  /** Always the last of a list. */
  MORE_PROBLEMS("There are more problems than an answer lists.");

  private final String text;
  private final String meaning;

  ProblemCode(String meaning) {
    this.text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.meaning = meaning;
  }

  /** The code as it is shown, e.g. {@code unknown-dependency}. */
  public String text() {
    return text;
  }

  /** What it means, a sentence. */
  public String meaning() {
    return meaning;
  }

  @Override
  public String toString() {
    return text;
  }
}
