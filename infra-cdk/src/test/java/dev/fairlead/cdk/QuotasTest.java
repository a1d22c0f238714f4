package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A deployment within AWS's quotas, with the longest name of an environment, in the region with the
 * longest name.
 */
class QuotasTest {
  @Test
  void keepsWithinAStack() {
    for (Template stack : stacks()) {
      assertThat(stack.resources()).hasSizeLessThan(Quotas.STACK_RESOURCES);
      assertThat(bytes(stack.text())).isLessThan(Quotas.TEMPLATE_BYTES);
      assertThat(stack.root()).doesNotContainKey("Mappings");
    }
  }

  @Test
  void keepsPoliciesSmall() {
    for (Template stack : stacks()) {
      for (String type :
          List.of("AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy", "AWS::SNS::TopicPolicy")) {
        assertThat(stack.properties(type).values())
            .allSatisfy(policy ->
                assertThat(bytes(deployed(policy.get("PolicyDocument"))))
                    .isLessThan(Quotas.RESOURCE_POLICY_BYTES));
      }
    }
    // A role's inline policies together may have 10,240 characters; that is nearer than anything.
    assertThat(stateless("AWS::IAM::Role"))
        .isNotEmpty()
        .allSatisfy(role ->
            assertThat(bytes(deployed(role.get("Policies")))).isLessThan(Quotas.ROLE_POLICY_BYTES));
    // What may call a function is the function's own policy.
    assertThat(permissionsOfOneFunction()).isLessThan(Quotas.FUNCTION_POLICY_BYTES);
  }

  @Test
  void keepsFunctionsSmall() {
    assertThat(stateless("AWS::Lambda::Function"))
        .isNotEmpty()
        .allSatisfy(function -> {
          assertThat(bytes(deployed(function.get("Environment"))))
              .isLessThan(Quotas.ENVIRONMENT_BYTES);
          assertThat((Long) function.get("Timeout")).isLessThanOrEqualTo(900);
          assertThat((Long) function.get("MemorySize")).isBetween(128L, 10_240L);
        });
  }

  @Test
  void keepsNamesShort() {
    for (Quotas.Name name : Quotas.NAMES) {
      var found =
          Stream.concat(stacks().stream(), Synthesis.test().stacks().stream())
              .flatMap(stack -> stack.properties(name.type()).values().stream())
              .map(properties -> properties.get(name.property()))
              .toList();

      assertThat(found)
          .as(name.type())
          .isNotEmpty()
          .allSatisfy(value ->
              assertThat(deployed(value))
                  .hasSizeLessThanOrEqualTo(name.longest())
                  .matches(name.form()));
    }
  }

  /** A type whose names nobody looks at could grow beyond what AWS takes. */
  @Test
  void looksAtTheNamesOfEverythingThatHasOne() {
    var named =
        stacks().stream()
            .flatMap(stack -> stack.resources().values().stream())
            .filter(resource ->
                resource.get("Properties") instanceof Map<?, ?> properties
                    && properties.keySet().stream().anyMatch(QuotasTest::isTheNameOfTheResource))
            .map(resource -> String.valueOf(resource.get("Type")))
            .distinct()
            .toList();

    assertThat(Quotas.NAMES.stream().map(Quotas.Name::type)).containsAll(named);
  }

  @Test
  void keepsAlarmsAndDashboardsReadable() {
    assertThat(stateless("AWS::CloudWatch::Alarm"))
        .allSatisfy(alarm ->
            assertThat(deployed(alarm.get("AlarmDescription")))
                .hasSizeLessThanOrEqualTo(Quotas.ALARM_DESCRIPTION))
        .allSatisfy(
            alarm -> assertThat(metricsOf(alarm)).hasSizeLessThanOrEqualTo(Quotas.ALARM_METRICS));
    var dashboard = Synthesis.test().stateless().onlyProperties("AWS::CloudWatch::Dashboard");
    var widgets = Template.maps(Template.parse(dashboard.get("DashboardBody")).get("widgets"));
    assertThat(
            widgets.stream()
                .mapToInt(widget -> metricsIn(Template.map(widget.get("properties"))))
                .sum())
        .isBetween(20, Quotas.FREE_DASHBOARD_METRICS);
  }

  private static List<Object> metricsOf(Map<String, Object> alarm) {
    return alarm.get("Metrics") instanceof List<?> metrics
        ? metrics.stream()
            .filter(query -> Template.map(query).containsKey("MetricStat"))
            .<Object>map(Function.identity())
            .toList()
        : List.of("one");
  }

  private static int metricsIn(Map<String, Object> widget) {
    return widget.get("metrics") instanceof List<?> metrics ? metrics.size() : 0;
  }

  private static boolean isTheNameOfTheResource(Object property) {
    return property instanceof String name
        && name.endsWith("Name")
        && !List.of("FunctionName", "StageName", "AttributeName", "PolicyName").contains(name);
  }

  private static int permissionsOfOneFunction() {
    var sizes = new TreeMap<String, Integer>();
    for (var permission : stateless("AWS::Lambda::Permission")) {
      // AWS adds an id, a version and the like to what we say.
      sizes.merge(
          Template.text(permission.get("FunctionName")),
          bytes(deployed(permission)) + 300,
          Integer::sum);
    }
    return sizes.values().stream().mapToInt(Integer::intValue).max().orElseThrow();
  }

  private static List<Map<String, Object>> stateless(String type) {
    return new ArrayList<>(Synthesis.chosen().stateless().properties(type).values());
  }

  private static List<Template> stacks() {
    return Synthesis.chosen().stacks();
  }

  private static String deployed(@Nullable Object value) {
    return Quotas.deployed(String.valueOf(value));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
