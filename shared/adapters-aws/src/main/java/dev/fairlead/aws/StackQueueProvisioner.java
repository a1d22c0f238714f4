package dev.fairlead.aws;

import dev.fairlead.catalog.EnvironmentName;
import dev.fairlead.catalog.InsightStack;
import dev.fairlead.core.port.QueueProvisioner;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;

/**
 * Queues as CloudFormation stacks, one each. A stack's name says whose it is, and there is never
 * more than one of a name: so nothing is made twice, whoever asks again.
 */
final class StackQueueProvisioner implements QueueProvisioner, AutoCloseable {
  private static final String IN_PROGRESS = "_IN_PROGRESS";

  /** CloudFormation has no code of its own for either. */
  private static final String NOT_THERE = "does not exist";

  private static final String NOTHING_TO_DO = "No updates are to be performed";

  private final OnDemand<CloudFormationClient> client;
  private final EnvironmentName environment;
  private final String queuePrefix;

  StackQueueProvisioner(
      OnDemand<CloudFormationClient> client, EnvironmentName environment, String queuePrefix) {
    this.client = client;
    this.environment = environment;
    this.queuePrefix = queuePrefix;
  }

  @Override
  public State find(String queue) {
    try {
      return client
          .value()
          .describeStacks(request -> request.stackName(stackOf(queue)))
          .stacks()
          .stream()
          .findFirst()
          .map(StackQueueProvisioner::stateOf)
          .orElse(State.ABSENT);
    } catch (CloudFormationException refused) {
      if (says(refused, NOT_THERE)) {
        return State.ABSENT;
      }
      throw Faults.ofRepeatable("looking for the stack of " + queue, refused);
    } catch (SdkException e) {
      throw Faults.ofRepeatable("looking for the stack of " + queue, e);
    }
  }

  @Override
  public void provide(String queue, boolean isRead) {
    State wanted = isRead ? State.READ : State.RESTING;
    State found = find(queue);
    switch (found) {
      case ABSENT -> create(queue, isRead);
      case RESTING, READ -> {
        if (found != wanted) {
          update(queue, isRead);
        }
      }
      case CHANGING, BROKEN -> {}
    }
  }

  @Override
  public void remove(String queue) {
    try {
      client.value().deleteStack(request -> request.stackName(stackOf(queue)));
    } catch (SdkException e) {
      throw Faults.ofRepeatable("removing the stack of " + queue, e);
    }
  }

  /** Builds the client now. */
  void open() {
    client.value();
  }

  @Override
  public void close() {
    client.close();
  }

  private void create(String queue, boolean isRead) {
    try {
      client
          .value()
          .createStack(request ->
              request
                  .stackName(stackOf(queue))
                  .templateBody(InsightStack.template())
                  .parameters(parameters(queue, isRead))
                  .tags(Tag.builder().key(EnvironmentName.TAG).value(environment.value()).build()));
    } catch (AlreadyExistsException another) {
      // Another was faster, or an earlier try of ours was heard after all: it is on its way.
    } catch (SdkException e) {
      throw Faults.ofRepeatable("making the stack of " + queue, e);
    }
  }

  /**
   * With today's template, so that a queue is as this release wants it the next time it changes.
   */
  private void update(String queue, boolean isRead) {
    try {
      client
          .value()
          .updateStack(request ->
              request
                  .stackName(stackOf(queue))
                  .templateBody(InsightStack.template())
                  .parameters(parameters(queue, isRead)));
    } catch (CloudFormationException refused) {
      // An earlier try of ours was heard, and is done or under way.
      if (!says(refused, NOTHING_TO_DO) && !says(refused, IN_PROGRESS)) {
        throw Faults.ofRepeatable("changing the stack of " + queue, refused);
      }
    } catch (SdkException e) {
      throw Faults.ofRepeatable("changing the stack of " + queue, e);
    }
  }

  private String stackOf(String queue) {
    return InsightStack.name(environment, queue);
  }

  private List<Parameter> parameters(String queue, boolean isRead) {
    return InsightStack.parameters(environment, queuePrefix + queue, isRead).entrySet().stream()
        .map(each ->
            Parameter.builder().parameterKey(each.getKey()).parameterValue(each.getValue()).build())
        .toList();
  }

  private static boolean says(CloudFormationException refused, String words) {
    return Optional.ofNullable(refused.getMessage())
        .filter(text -> text.contains(words))
        .isPresent();
  }

  private static State stateOf(Stack stack) {
    String status = stack.stackStatusAsString();
    return switch (status) {
      case "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE" ->
          isRead(stack) ? State.READ : State.RESTING;
      case "DELETE_COMPLETE" -> State.ABSENT;
      // What failed to come, to go, or to go back to what it was.
      case String other -> other.endsWith(IN_PROGRESS) ? State.CHANGING : State.BROKEN;
    };
  }

  /** After a change that failed, the stack has the parameters of before. */
  private static boolean isRead(Stack stack) {
    return stack.parameters().stream()
        .filter(parameter -> parameter.parameterKey().equals(InsightStack.IS_READ))
        .anyMatch(parameter -> Boolean.parseBoolean(parameter.parameterValue()));
  }
}
