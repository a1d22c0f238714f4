package dev.fairlead.aws;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import dev.fairlead.core.port.ItemStore;
import dev.fairlead.testkit.contracts.ItemStoreContract;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The item store on DynamoDB Local, over HTTP as on AWS. */
class DynamoItemStoreContractTest extends ItemStoreContract {
  private static DynamoDBProxyServer server;
  private static AwsAdapters aws;

  @BeforeAll
  static void start() throws Exception {
    int port = freePort();
    server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {
              "-inMemory", "-sharedDb", "-port", Integer.toString(port), "-disableTelemetry"
            });
    server.start();
    var emulated = EmulatedAws.with().dynamoDb(URI.create("http://127.0.0.1:" + port));
    try (var client = EmulatedAws.CLIENTS.dynamoDbReads(emulated.settings())) {
      TableCreation.createAll(client, EmulatedAws.PREFIX);
    }
    aws = emulated.open();
  }

  @AfterAll
  static void stop() throws Exception {
    aws.close();
    server.stop();
  }

  @Override
  protected ItemStore store() {
    return aws.items();
  }

  /** DynamoDB Local must be told a port; that another process takes it meanwhile is unlikely. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
