package dev.fairlead.cdk;

/**
 * Unit prices in dollars: AWS's public price list for us-east-1, as known in November 2026; check
 * it before you rely on a total. Nothing is taken off for what an account has free each month, but
 * where the name says so.
 */
final class PriceList {
  static final double ALARM_METRIC_MONTH = 0.10;

  /** Each beyond the three that an account has free for ever. */
  static final double DASHBOARD_MONTH = 3.00;

  static final int FREE_DASHBOARDS = 3;

  static final double STANDARD_QUEUE_REQUEST = 0.40e-6;
  static final double FIFO_QUEUE_REQUEST = 0.50e-6;
  static final double INVOCATION = 0.20e-6;
  static final double ARM_GIGABYTE_SECOND = 0.0000133334;
  static final double READ_UNIT = 0.125e-6;
  static final double LOG_GIGABYTE = 0.50;
  static final double TABLE_GIGABYTE_MONTH = 0.25;
  static final double RECOVERY_GIGABYTE_MONTH = 0.20;

  /** Rules that run by the clock on the default bus are free. */
  static final double SCHEDULED_EVENT = 0;

  private PriceList() {}
}
