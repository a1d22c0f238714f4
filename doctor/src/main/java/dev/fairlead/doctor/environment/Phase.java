package dev.fairlead.doctor.environment;

/** What a CloudFormation stack's status means for whoever wants to deploy. */
enum Phase {
  DONE,
  CHANGING,
  /** There is a change set and nothing else. */
  ONLY_PLANNED,
  /** The latest operation failed; the next one may begin. */
  FAILED,
  /** Nothing can be deployed before somebody helps. */
  STUCK;

  static Phase of(String status) {
    return switch (status) {
      case "REVIEW_IN_PROGRESS" -> ONLY_PLANNED;
      case "UPDATE_ROLLBACK_FAILED" -> STUCK;
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "IMPORT_COMPLETE" -> DONE;
      default -> status.endsWith("_IN_PROGRESS") ? CHANGING : FAILED;
    };
  }
}
