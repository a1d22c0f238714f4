package dev.fairlead.aws;

import dev.fairlead.core.id.CustomerId;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import dev.fairlead.core.port.SecretStore;
import dev.fairlead.core.secret.SecretName;
import dev.fairlead.core.secret.SecretValue;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Secrets as encrypted parameters of SSM's Parameter Store, {@code
 * /fairlead/<environment>/<owner>/<name>}, under the account's own key for parameters: neither the
 * parameters nor the key cost anything. Cost: a request each, unless said otherwise.
 */
final class SsmSecretStore implements SecretStore, AutoCloseable {
  private final OnDemand<SsmClient> client;
  private final String path;

  /**
   * A store.
   *
   * @param path of the environment, with a slash first and none last
   */
  SsmSecretStore(OnDemand<SsmClient> client, String path) {
    this.client = client;
    this.path = path;
  }

  @Override
  public void put(String owner, SecretName name, SecretValue value) {
    try {
      client
          .value()
          .putParameter(request ->
              request
                  .name(parameter(owner, name))
                  .value(ParameterText.of(value.text()))
                  .type(ParameterType.SECURE_STRING)
                  .tier(ParameterTier.STANDARD)
                  .overwrite(true));
    } catch (SdkException e) {
      throw Faults.ofRepeatable("setting a secret of " + owner, e);
    }
  }

  @Override
  public Optional<SecretValue> find(String owner, SecretName name) {
    try {
      var found =
          client
              .value()
              .getParameter(request -> request.name(parameter(owner, name)).withDecryption(true));
      return Optional.of(new SecretValue(ParameterText.read(found.parameter().value())));
    } catch (ParameterNotFoundException none) {
      return Optional.empty();
    } catch (SdkException e) {
      throw Faults.ofRepeatable("reading a secret of " + owner, e);
    }
  }

  /**
   * SSM keeps 100 versions, and says of each when it was set, which is when the one before was
   * replaced. Cost: 1 request for 50 of them.
   */
  @Override
  public List<SecretValue> history(String owner, SecretName name, Instant since) {
    try {
      List<ParameterHistory> versions =
          client
              .value()
              .getParameterHistoryPaginator(
                  request -> request.name(parameter(owner, name)).withDecryption(true))
              .stream()
              .flatMap(page -> page.parameters().stream())
              .sorted(Comparator.comparing(ParameterHistory::version).reversed())
              .toList();
      return IntStream.range(0, versions.size())
          .filter(i -> i == 0 || !versions.get(i - 1).lastModifiedDate().isBefore(since))
          .mapToObj(i -> new SecretValue(ParameterText.read(versions.get(i).value())))
          .distinct()
          .toList();
    } catch (ParameterNotFoundException none) {
      return List.of();
    } catch (SdkException e) {
      throw Faults.ofRepeatable("reading a secret of " + owner, e);
    }
  }

  @Override
  public void delete(String owner, SecretName name) {
    try {
      client.value().deleteParameter(request -> request.name(parameter(owner, name)));
    } catch (ParameterNotFoundException none) {
      // As it should be.
    } catch (SdkException e) {
      throw Faults.ofRepeatable("deleting a secret of " + owner, e);
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

  /** Neither part has a slash, so that no name can lead to another's place. */
  private String parameter(String owner, SecretName name) {
    if (!CustomerId.isValid(owner)) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "not an owner of secrets: " + owner);
    }
    return path + "/" + owner + "/" + name;
  }
}
