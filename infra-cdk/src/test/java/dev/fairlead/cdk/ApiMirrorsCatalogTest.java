package dev.fairlead.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fairlead.catalog.Route;
import dev.fairlead.core.json.Json;
import dev.fairlead.wire.JsonText;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The API of the template against the routes of the catalog, both ways. */
class ApiMirrorsCatalogTest {
  @Test
  void takesEachRouteToItsFunctionAndKnowsNoOther() {
    var stateless = Synthesis.test().stateless();
    var paths = stateless.properties("AWS::ApiGateway::Resource");
    var found = new TreeSet<String>();
    stateless
        .properties("AWS::ApiGateway::Method")
        .values()
        .forEach(method ->
            found.add(
                method.get("HttpMethod")
                    + " "
                    + pathOf(Template.text(method.get("ResourceId")), paths)
                    + " -> "
                    + Template.map(method.get("Integration")).get("Uri")));

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Route.all().stream()
                .map(
                    route -> "%s %s -> %s".formatted(route.method(), route.path(), aliasUri(route)))
                .toList());
  }

  @Test
  void letsNobodyInWithoutTheAuthorizer() {
    var methods = Synthesis.test().stateless().properties("AWS::ApiGateway::Method");

    assertThat(methods).hasSize(Route.all().size());
    assertThat(methods.values())
        .allSatisfy(method ->
            assertThat(method)
                .containsEntry("AuthorizationType", "CUSTOM")
                .containsEntry("AuthorizerId", "${Authorizer}"))
        .allSatisfy(method ->
            assertThat(Template.map(method.get("Integration")))
                .containsEntry("Type", "AWS_PROXY")
                .containsEntry("IntegrationHttpMethod", "POST"));
  }

  @Test
  void asksTheAuthorizerAboutTheHeaderOnceAMinute() {
    var authorizer = Synthesis.test().stateless().onlyProperties("AWS::ApiGateway::Authorizer");

    assertThat(authorizer)
        .containsEntry("Type", "TOKEN")
        .containsEntry("IdentitySource", "method.request.header.Authorization")
        .containsEntry("AuthorizerResultTtlInSeconds", 60L);
    assertThat(Template.text(authorizer.get("AuthorizerUri")))
        .contains("/functions/${LiveAuthorizer}/");
    var form = Template.text(authorizer.get("IdentityValidationExpression"));
    assertThat(List.of("Bearer abc.DEF-1_2~3+4/5==", "bearer  x")).allMatch(it -> it.matches(form));
    assertThat(List.of("", "Bearer", "Bearer ", "Basic abc", "Bearer a b", "Bearer ü"))
        .noneMatch(it -> it.matches(form));
  }

  @Test
  void throttlesTheOneStageAsChosen() {
    assertThat(stage(Synthesis.test()))
        .containsEntry("ThrottlingRateLimit", 200L)
        .containsEntry("ThrottlingBurstLimit", 400L);
    assertThat(stage(Synthesis.chosen()))
        .containsEntry("ThrottlingRateLimit", 5L)
        .containsEntry("ThrottlingBurstLimit", 10L);
    assertThat(Synthesis.test().stateless().onlyProperties("AWS::ApiGateway::Stage"))
        .containsEntry("StageName", "live")
        .containsEntry("TracingEnabled", false);
  }

  @Test
  void logsWhoCalledWhatAndNoSecret() {
    assertThat(stage(Synthesis.test()))
        .containsEntry("LoggingLevel", "OFF")
        .containsEntry("DataTraceEnabled", false);
    var log =
        Template.map(
            Synthesis.test()
                .stateless()
                .onlyProperties("AWS::ApiGateway::Stage")
                .get("AccessLogSetting"));
    var format = Template.text(log.get("Format"));

    assertThat(log).containsEntry("DestinationArn", "${LogApi.Arn}");
    assertThat(JsonText.parse(format)).isInstanceOf(Json.Obj.class);
    assertThat(format)
        .doesNotContain("\n")
        .contains("$context.requestId", "$context.authorizer.customerId")
        // Raw paths, headers, queries and bodies hold what callers sent.
        .doesNotContain(
            "$context.path", "$context.identity.apiKey", "$input", "$context.error.message");
  }

  @Test
  void answersWithProblemDocumentsByItself() {
    var answers = Synthesis.test().stateless().properties("AWS::ApiGateway::GatewayResponse");
    Map<Object, Object> statuses =
        answers.values().stream()
            .collect(
                Collectors.toMap(
                    answer -> answer.get("ResponseType"), answer -> answer.get("StatusCode")));

    assertThat(statuses)
        .isEqualTo(
            Map.of(
                "UNAUTHORIZED", "401",
                "ACCESS_DENIED", "403",
                "MISSING_AUTHENTICATION_TOKEN", "404",
                "REQUEST_TOO_LARGE", "413",
                "THROTTLED", "429",
                "DEFAULT_4XX", "400",
                "INTEGRATION_TIMEOUT", "504",
                "INTEGRATION_FAILURE", "503",
                "DEFAULT_5XX", "500"));
    assertThat(answers.values())
        .allSatisfy(answer -> {
          assertThat(Template.map(answer.get("ResponseParameters")))
              .containsEntry("gatewayresponse.header.Content-Type", "'application/problem+json'");
          var body =
              Template.text(Template.map(answer.get("ResponseTemplates")).get("application/json"));
          assertThat(JsonText.parse(body))
              .isInstanceOfSatisfying(
                  Json.Obj.class,
                  problem -> {
                    assertThat(problem.whole("status"))
                        .contains(Long.valueOf(Template.text(answer.get("StatusCode"))));
                    assertThat(problem.text("correlationId")).contains("$context.requestId");
                  });
        });
  }

  /** A change of any of them is a new deployment: else the stage would go on with the old ones. */
  @Test
  void deploysEveryMethodPathAndAnswer() {
    var stateless = Synthesis.test().stateless();
    var deployment = stateless.resources("AWS::ApiGateway::Deployment").values().iterator().next();
    var deployed = new TreeSet<String>();
    deployed.addAll(stateless.resources("AWS::ApiGateway::Method").keySet());
    deployed.addAll(stateless.resources("AWS::ApiGateway::Resource").keySet());
    deployed.addAll(stateless.resources("AWS::ApiGateway::GatewayResponse").keySet());

    assertThat(Template.texts(deployment.get("DependsOn"))).containsAll(deployed);
  }

  @Test
  void tellsTheAddressThatTheCommandLineTakes() {
    var outputs = Template.map(Synthesis.test().stateless().root().get("Outputs"));

    assertThat(outputs).containsOnlyKeys("ApiUrl");
    assertThat(Template.map(outputs.get("ApiUrl")))
        .containsEntry(
            "Value", "https://${Api}.execute-api.${AWS::Region}.${AWS::URLSuffix}/${ApiStage}");
  }

  private static Map<String, Object> stage(Synthesis synthesis) {
    var stage = synthesis.stateless().onlyProperties("AWS::ApiGateway::Stage");
    var settings = Template.maps(stage.get("MethodSettings"));
    assertThat(settings).hasSize(1);
    return settings.getFirst();
  }

  private static String aliasUri(Route route) {
    return "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${"
        + LogicalIds.of("Live", route.function().functionName())
        + "}/invocations";
  }

  private static String pathOf(String reference, Map<String, Map<String, Object>> paths) {
    if (reference.equals("${Api.RootResourceId}")) {
      return "";
    }
    var path = Template.map(paths.get(reference.substring(2, reference.length() - 1)));
    return pathOf(Template.text(path.get("ParentId")), paths) + "/" + path.get("PathPart");
  }
}
