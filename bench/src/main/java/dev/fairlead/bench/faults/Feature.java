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
  FROM_AGAIN("reruns from one operation"),
  HELD_AGAIN("agendas that were reset and held"),
  RELEASED("held agendas that were let run"),
  ASLEEP("agendas that slept"),
  LATE("agendas past their deadline"),
  CHILD("operations that another agenda did"),
  CHILD_FAILED("agendas that failed the operation they did"),
  CHILD_CANCELLED("agendas that were cancelled with their operation"),
  CHILD_IN_CHILD("agendas in agendas in agendas"),
  TOLD_SECRET("operations that were told a secret"),
  CREATED("components that were created"),
  CHANGED("components that were updated or got"),
  REMOVED("components that were deleted"),
  FOUND("components that were found"),
  THERE_ALREADY("components that were there already"),
  INVENTORY_AWAITED("waits for an inventory that another agenda had"),
  ADMITTED("admissions that were counted"),
  BRIEF("admissions of work short enough to borrow"),
  GREW("grants that grew"),
  GAVE_BACK("grants that were given back in part"),
  TERMS_CHANGED("insights that came to divide otherwise"),
  LINE_HELD("insights that were held for a while"),
  LINE_DRAINED("insights that were drained"),
  POOL_HELD("pools that were held for a while"),
  POOL_DRAINED("pools that were drained"),
  SET_ASIDE("agendas that were set aside"),
  BUMPED("agendas that were bumped"),
  REBOUND("agendas that came to wait elsewhere"),
  DELETED("agendas that were deleted"),
  REAPED("agendas that grew old");

  private final String label;

  Feature(String label) {
    this.label = label;
  }

  /** What is counted, in words. */
  String label() {
    return label;
  }
}
