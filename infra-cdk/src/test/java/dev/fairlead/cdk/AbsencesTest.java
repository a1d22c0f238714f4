package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What costs money by the hour is not there, by default or by anything that can be chosen. */
class AbsencesTest {
  /** Anything new has to be put here, and its price in {@link IdleCost}. */
  private static final Set<String> KNOWN =
      Set.of(
          "AWS::ApiGateway::Authorizer",
          "AWS::ApiGateway::Deployment",
          "AWS::ApiGateway::GatewayResponse",
          "AWS::ApiGateway::Method",
          "AWS::ApiGateway::Resource",
          "AWS::ApiGateway::RestApi",
          "AWS::ApiGateway::Stage",
          "AWS::CloudWatch::Alarm",
          "AWS::CloudWatch::Dashboard",
          "AWS::DynamoDB::Table",
          "AWS::Events::Rule",
          "AWS::IAM::Role",
          "AWS::Lambda::Alias",
          "AWS::Lambda::EventInvokeConfig",
          "AWS::Lambda::EventSourceMapping",
          "AWS::Lambda::Function",
          "AWS::Lambda::Permission",
          "AWS::Lambda::Version",
          "AWS::Logs::LogGroup",
          "AWS::S3::Bucket",
          "AWS::S3::BucketPolicy",
          "AWS::SNS::Subscription",
          "AWS::SNS::Topic",
          "AWS::SNS::TopicPolicy",
          "AWS::SQS::Queue",
          "AWS::SQS::QueuePolicy");

  /** No NAT, VPC, endpoint, load balancer, key, web ACL: no type but these. */
  @Test
  void hasOnlyTypesOfResourcesWhosePriceIsKnown() {
    for (Synthesis synthesis : List.of(Synthesis.test(), Synthesis.chosen())) {
      var types = new TreeSet<String>();
      synthesis
          .stacks()
          .forEach(stack -> types.addAll(StatefulMirrorsCatalogTest.types(stack).keySet()));

      assertThat(KNOWN).containsAll(types);
    }
  }

  @Test
  void reservesNothing() {
    var stateless = Synthesis.test().stateless();

    assertThat(stateless.properties("AWS::Lambda::Function").values())
        .noneMatch(function -> function.containsKey("ReservedConcurrentExecutions"))
        .noneMatch(function -> function.containsKey("VpcConfig"))
        .noneMatch(function -> function.containsKey("KmsKeyArn"))
        .noneMatch(function -> function.containsKey("TracingConfig"));
    for (String type : List.of("AWS::Lambda::Alias", "AWS::Lambda::Version")) {
      assertThat(stateless.properties(type).values())
          .isNotEmpty()
          .noneMatch(it -> it.containsKey("ProvisionedConcurrencyConfig"));
    }
    assertThat(stateless.properties("AWS::Lambda::EventSourceMapping").values())
        .noneMatch(mapping -> mapping.containsKey("ProvisionedPollerConfig"));
    assertThat(stateless.onlyProperties("AWS::ApiGateway::Stage"))
        .doesNotContainKey("CacheClusterEnabled");
    assertThat(Synthesis.test().stateful().properties("AWS::DynamoDB::Table").values())
        .allSatisfy(table -> assertThat(table).containsEntry("BillingMode", "PAY_PER_REQUEST"));
  }
}
