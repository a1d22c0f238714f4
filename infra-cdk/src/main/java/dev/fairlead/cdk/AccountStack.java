package dev.fairlead.cdk;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigateway.CfnAccount;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * What API Gateway wants once an account and region before any of its APIs may write an access log:
 * a role. No environment's stack has it, because the next environment would share it, and deleting
 * the one would silence the other. Accounts that have such a role already do not need this.
 */
public final class AccountStack extends Stack {
  static final String NAME = "fairlead-account";

  AccountStack(Construct scope) {
    super(
        scope,
        NAME,
        StackProps.builder()
            .stackName(NAME)
            .description("Fairlead, once an account and region: lets API Gateway write logs")
            .build());
    var role =
        Role.Builder.create(this, "ApiGatewayLogs")
            .assumedBy(new ServicePrincipal("apigateway.amazonaws.com"))
            .managedPolicies(
                List.of(
                    ManagedPolicy.fromAwsManagedPolicyName(
                        "service-role/AmazonAPIGatewayPushToCloudWatchLogs")))
            .build();
    Suppressions.policyOfAccount(role);
    role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    LogicalIds.fix(role, "ApiGatewayLogs");
    var account =
        CfnAccount.Builder.create(this, "ApiGateway").cloudWatchRoleArn(role.getRoleArn()).build();
    account.applyRemovalPolicy(RemovalPolicy.RETAIN);
    LogicalIds.fix(account, "ApiGateway");
  }
}
