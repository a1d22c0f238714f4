package dev.fairlead.cdk;

import dev.fairlead.catalog.ApiSpec;
import dev.fairlead.catalog.FunctionSpec;
import dev.fairlead.catalog.Route;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.AccessLogFormat;
import software.amazon.awscdk.services.apigateway.AuthorizationType;
import software.amazon.awscdk.services.apigateway.EndpointType;
import software.amazon.awscdk.services.apigateway.GatewayResponseOptions;
import software.amazon.awscdk.services.apigateway.Integration;
import software.amazon.awscdk.services.apigateway.IntegrationProps;
import software.amazon.awscdk.services.apigateway.IntegrationType;
import software.amazon.awscdk.services.apigateway.LogGroupLogDestination;
import software.amazon.awscdk.services.apigateway.Method;
import software.amazon.awscdk.services.apigateway.MethodLoggingLevel;
import software.amazon.awscdk.services.apigateway.MethodOptions;
import software.amazon.awscdk.services.apigateway.Resource;
import software.amazon.awscdk.services.apigateway.ResponseType;
import software.amazon.awscdk.services.apigateway.RestApi;
import software.amazon.awscdk.services.apigateway.StageOptions;
import software.amazon.awscdk.services.apigateway.TokenAuthorizer;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.CfnPermission;
import software.constructs.IConstruct;

/**
 * The HTTPS API: a method for each route of the catalog behind the authorizer, and a problem
 * document for what API Gateway refuses by itself.
 *
 * <p>Logical ids of paths and methods come from path and method, because API Gateway refuses a
 * second one of the same: a route that is renamed in the code must stay the same resource.
 */
final class RestApiOfRoutes {
  /** What the authorizer takes; anything else is refused without asking it. */
  private static final String CREDENTIAL = "^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9._~+/=-]+$";

  private final Stack stack;
  private final FairleadEnvironment environment;
  private final DeployedFunctions functions;

  private RestApiOfRoutes(
      Stack stack, FairleadEnvironment environment, DeployedFunctions functions) {
    this.stack = stack;
    this.environment = environment;
    this.functions = functions;
  }

  /** Adds the API to a stack. */
  static RestApi in(Stack stack, FairleadEnvironment environment, DeployedFunctions functions) {
    return new RestApiOfRoutes(stack, environment, functions).in();
  }

  private RestApi in() {
    var api =
        RestApi.Builder.create(stack, "Api")
            .restApiName(environment.names().api())
            .endpointTypes(List.of(EndpointType.REGIONAL))
            // The role is one for the whole account and region, not ours to set: see AccountStack.
            .cloudWatchRole(false)
            .deployOptions(stage())
            .build();
    LogicalIds.fix(api, "Api");
    LogicalIds.fix(api.getDeploymentStage(), "ApiStage");
    var authorizer = authorizer();
    for (Route route : Route.all()) {
      add(route, api, authorizer);
    }
    var called = new LinkedHashSet<FunctionSpec>();
    Route.all().forEach(route -> called.add(route.function()));
    called.forEach(function -> allow(api, function));
    for (GatewayAnswer answer : GatewayAnswer.values()) {
      add(answer, api);
    }
    Suppressions.stageOf(api);
    nameAddress(api);
    return api;
  }

  private StageOptions stage() {
    var throttle = environment.choices().throttle();
    var log =
        Logs.group(
            stack,
            "LogApi",
            environment.names().apiLogGroup(),
            environment.choices().logRetentionDays());
    return StageOptions.builder()
        .stageName(ApiSpec.STAGE)
        .throttlingRateLimit(throttle.requestsPerSecond())
        .throttlingBurstLimit(throttle.burst())
        .accessLogDestination(new LogGroupLogDestination(log))
        .accessLogFormat(AccessLogFormat.custom(AccessLog.format()))
        // It would log bodies and headers, and metrics of each method cost by the method.
        .loggingLevel(MethodLoggingLevel.OFF)
        .dataTraceEnabled(false)
        .metricsEnabled(false)
        .tracingEnabled(false)
        .build();
  }

  private TokenAuthorizer authorizer() {
    var function = functions.aliasOf(FunctionSpec.AUTHORIZER);
    var authorizer =
        TokenAuthorizer.Builder.create(stack, "Authorizer")
            .authorizerName(environment.names().function(FunctionSpec.AUTHORIZER))
            .handler(function)
            .identitySource("method.request.header.Authorization")
            .validationRegex(CREDENTIAL)
            .resultsCacheTtl(Duration.seconds(ApiSpec.AUTHORIZER_CACHE.toSeconds()))
            .build();
    for (IConstruct below : function.getNode().findAll()) {
      if (below instanceof CfnPermission permission) {
        LogicalIds.fix(permission, "CallsFromApiAuthorizer");
      }
    }
    return LogicalIds.fix(authorizer, "Authorizer");
  }

  private void add(Route route, RestApi api, TokenAuthorizer authorizer) {
    Resource path = api.getRoot().resourceForPath(route.path());
    fixPath(path);
    Method method =
        path.addMethod(
            route.method(),
            proxy(functions.aliasOf(route.function())),
            MethodOptions.builder()
                .authorizationType(AuthorizationType.CUSTOM)
                .authorizer(authorizer)
                .build());
    LogicalIds.fix(
        method, LogicalIds.of("Method", route.method().toLowerCase(Locale.ROOT) + route.path()));
    Suppressions.authorizationOf(method);
  }

  /** The resource and those above it, which came into being with the first route below them. */
  private static void fixPath(Resource path) {
    LogicalIds.fix(path, LogicalIds.of("Path", path.getPath()));
    if (path.getParentResource() instanceof Resource parent) {
      fixPath(parent);
    }
  }

  private static Integration proxy(Alias function) {
    return new Integration(
        IntegrationProps.builder()
            .type(IntegrationType.AWS_PROXY)
            .integrationHttpMethod("POST")
            .uri(
                "arn:%s:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
                    .formatted(Aws.PARTITION, Aws.REGION, function.getFunctionArn()))
            .build());
  }

  /** One permission a function and not one a method: a stack has room for 500 resources. */
  private void allow(RestApi api, FunctionSpec function) {
    String id = LogicalIds.of("CallsFromApi", function.functionName());
    LogicalIds.fix(
        CfnPermission.Builder.create(stack, id)
            .action("lambda:InvokeFunction")
            .functionName(functions.aliasOf(function).getFunctionArn())
            .principal("apigateway.amazonaws.com")
            .sourceArn(api.arnForExecuteApi("*", "/*", ApiSpec.STAGE))
            .build(),
        id);
  }

  private static void add(GatewayAnswer answer, RestApi api) {
    String id = LogicalIds.of("Answer", answer.type().toLowerCase(Locale.ROOT));
    var response =
        api.addGatewayResponse(
            id,
            GatewayResponseOptions.builder()
                .type(ResponseType.of(answer.type()))
                .statusCode(String.valueOf(answer.status()))
                .responseHeaders(answer.headers())
                .templates(Map.of("application/json", answer.body()))
                .build());
    LogicalIds.fix(response, id);
  }

  /** The output that the CDK makes by itself is named after a hash, and ends in a slash. */
  private void nameAddress(RestApi api) {
    api.getNode().tryRemoveChild("Endpoint");
    CfnOutput.Builder.create(stack, "ApiUrl")
        .description("What FAIRLEAD_URL is set to")
        .value(
            "https://%s.execute-api.%s.%s/%s"
                .formatted(
                    api.getRestApiId(),
                    Aws.REGION,
                    Aws.URL_SUFFIX,
                    api.getDeploymentStage().getStageName()))
        .build();
  }
}
