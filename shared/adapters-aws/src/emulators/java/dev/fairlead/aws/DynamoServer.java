package dev.fairlead.aws;

import com.amazonaws.services.dynamodbv2.local.main.ServerRunner;
import com.amazonaws.services.dynamodbv2.local.server.DynamoDBProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;

/** DynamoDB Local in this process, over HTTP as on AWS, with every table of the catalog. */
record DynamoServer(DynamoDBProxyServer server, EmulatedAws emulated) {
  static DynamoServer start() throws Exception {
    int port = freePort();
    var server =
        ServerRunner.createServerFromCommandLineArgs(
            new String[] {
              "-inMemory", "-sharedDb", "-port", Integer.toString(port), "-disableTelemetry"
            });
    server.start();
    var emulated = EmulatedAws.with().dynamoDb(URI.create("http://127.0.0.1:" + port));
    try (var client = EmulatedAws.CLIENTS.dynamoDbReads(emulated.settings())) {
      TableCreation.createAll(client, EmulatedAws.PREFIX);
    }
    return new DynamoServer(server, emulated);
  }

  void stop() throws Exception {
    server.stop();
  }

  /** DynamoDB Local must be told a port; that another process takes it meanwhile is unlikely. */
  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
