package dev.fairlead.catalog;

/** The functions: what runs them, and which class AWS loads. */
public enum FunctionSpec {
  AUTHORIZER("dev.fairlead.authorizer.lambda.AuthorizerLambda"),
  AGENDA_SERVICE("dev.fairlead.agendaservice.lambda.AgendaServiceLambda"),
  PROGRESS_SERVICE("dev.fairlead.progress.lambda.ProgressServiceLambda"),
  SCHEDULER("dev.fairlead.resourcepool.lambda.SchedulerLambda"),
  SCHEDULER_TICK("dev.fairlead.resourcepool.lambda.SchedulerTickLambda"),
  PERMIT("dev.fairlead.resourcepool.lambda.PermitLambda"),
  EXECUTOR("dev.fairlead.resourcepool.lambda.ExecutorLambda"),
  ALARM("dev.fairlead.reapers.lambda.AlarmLambda"),
  RECLAIMER("dev.fairlead.reapers.lambda.ReclaimerLambda"),
  OUTBOX_SWEEPER("dev.fairlead.reapers.lambda.OutboxSweeperLambda"),
  PERMIT_SWEEPER("dev.fairlead.reapers.lambda.PermitSweeperLambda");

  private final String entryPoint;

  FunctionSpec(String entryPoint) {
    this.entryPoint = entryPoint;
  }

  /** Name of the class that AWS Lambda loads. */
  public String entryPoint() {
    return entryPoint;
  }
}
