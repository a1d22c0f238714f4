package dev.fairlead.bench.faults;

/** What of the document language an agenda's journal shows. */
enum Feature {
  LIST("lists"),
  LIST_HELD_BACK("elements that waited for others of their list"),
  FAILURE_TOLERATED("lists that succeeded in spite of failures"),
  LIST_FAILED("lists of which too many failed"),
  GENERATED("operations that added operations"),
  NESTED("operations that were added and added operations"),
  DECLINED("operations whose condition did not hold"),
  AGREED("operations whose condition held"),
  NOTHING_TO_DO("operations that waited only for such as had nothing to do"),
  APPROVED("approvals"),
  REJECTED("rejections"),
  TRIED_AGAIN("further attempts of agendas"),
  ALL_AGAIN("reruns of everything"),
  UNFINISHED_AGAIN("reruns of what had not succeeded"),
  FAILED_AGAIN("reruns of what had failed"),
  FROM_AGAIN("reruns from one operation");

  private final String label;

  Feature(String label) {
    this.label = label;
  }

  /** What is counted, in words. */
  String label() {
    return label;
  }
}
