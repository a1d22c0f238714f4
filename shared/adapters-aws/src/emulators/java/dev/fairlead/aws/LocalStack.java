package dev.fairlead.aws;

import java.net.URI;
import java.util.Optional;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * LocalStack in a container or, with {@code -Dlocalstack.url=http://host:port}, a server of its kind
 * that runs already: one address at which DynamoDB, SQS and S3 answer.
 */
final class LocalStack implements AutoCloseable {
  /** The last line of versions that starts without an account. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final String RUNNING = "localstack.url";

  private final Optional<LocalStackContainer> container;
  private final URI address;

  private LocalStack(Optional<LocalStackContainer> container, URI address) {
    this.container = container;
    this.address = address;
  }

  static boolean isPossible() {
    return running().isPresent() || DockerClientFactory.instance().isDockerAvailable();
  }

  /** Costs the image's download, about 1 GB, once a machine, and ten seconds or so every time. */
  static LocalStack start() {
    if (running().isPresent()) {
      return new LocalStack(Optional.empty(), running().get());
    }
    var container = new LocalStackContainer(IMAGE);
    container.start();
    return new LocalStack(Optional.of(container), container.getEndpoint());
  }

  URI address() {
    return address;
  }

  @Override
  public void close() {
    container.ifPresent(LocalStackContainer::stop);
  }

  private static Optional<URI> running() {
    return Optional.ofNullable(System.getProperty(RUNNING)).map(URI::create);
  }
}
