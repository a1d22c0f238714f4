package dev.fairlead.doctor.environment;

import dev.fairlead.doctor.finding.Finding;
import dev.fairlead.doctor.finding.Reading.Unseen;

/** What to say where AWS did not answer. */
final class Unanswered {
  private Unanswered() {}

  /**
   * Always a problem: what can't be looked at may be in any state.
   *
   * @param permission what is needed to look, as in {@code ec2:DescribeInstances}
   */
  static Finding finding(String about, String permission, Unseen<?> unseen) {
    return Finding.problem(about, says(unseen), next(permission, unseen));
  }

  private static String says(Unseen<?> unseen) {
    String what =
        switch (unseen.why()) {
          case NO_CREDENTIALS -> "no AWS credentials were found";
          case EXPIRED_CREDENTIALS -> "the AWS credentials have expired";
          case REFUSED_CREDENTIALS -> "AWS does not accept the credentials";
          case NO_REGION -> "it is not known in which region to look";
          case FORBIDDEN -> "these credentials may not look at it";
          case THROTTLED -> "AWS asks for fewer calls";
          case UNREACHABLE -> "AWS can't be reached";
          case BROKEN -> "AWS gave an answer that was not foreseen";
        };
    return unseen.said().isEmpty() ? what : what + ": " + unseen.said();
  }

  private static String next(String permission, Unseen<?> unseen) {
    return switch (unseen.why()) {
      case NO_CREDENTIALS ->
          "Log in with 'aws sso login' or 'aws configure', and name the profile in AWS_PROFILE.";
      case EXPIRED_CREDENTIALS -> "Log in again, as with 'aws sso login', or get new ones.";
      case REFUSED_CREDENTIALS ->
          "See whose they are with 'aws sts get-caller-identity', and whether the clock is right.";
      case NO_REGION -> "Give --region, or set AWS_REGION.";
      case FORBIDDEN -> "Have " + permission + " allowed, or use another profile.";
      case THROTTLED -> "Look again in a minute.";
      case UNREACHABLE -> "See whether the network, the proxy and --region are right.";
      case BROKEN -> "Look again; if it stays, look at it in the AWS console.";
    };
  }
}
