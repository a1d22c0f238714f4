package dev.fairlead.aws;

import dev.fairlead.core.port.BlobStore;
import dev.fairlead.core.port.PortException;
import dev.fairlead.core.port.PortException.Fault;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Blobs in S3 under {@code <owner>/<sha256>}.
 *
 * <p>S3 answers 403 instead of 404 for a missing key to those who may not list the bucket, so a
 * function that reads blobs needs {@code s3:ListBucket} too.
 */
final class S3BlobStore implements BlobStore, AutoCloseable {
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private final OnDemand<S3Client> client;
  private final String bucket;

  S3BlobStore(OnDemand<S3Client> client, String bucket) {
    this.client = client;
    this.bucket = bucket;
  }

  @Override
  public String put(String owner, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new PortException(
          Fault.LIMIT_EXCEEDED, "a blob has at most 64 MiB, not " + bytes.length + " bytes");
    }
    byte[] hash = sha256(bytes);
    String name = HexFormat.of().formatHex(hash);
    String key = key(owner, name);
    try {
      // S3 refuses the body if it arrives with another hash.
      client
          .value()
          .putObject(
              request ->
                  request
                      .bucket(bucket)
                      .key(key)
                      .checksumSHA256(Base64.getEncoder().encodeToString(hash)),
              RequestBody.fromBytes(bytes));
      return name;
    } catch (SdkException e) {
      throw Faults.ofRepeatable("storing blob " + key, e);
    }
  }

  @Override
  public Optional<byte[]> get(String owner, String sha256) {
    String key = key(owner, sha256);
    byte[] bytes;
    try {
      bytes =
          client
              .value()
              .getObjectAsBytes(request -> request.bucket(bucket).key(key))
              .asByteArrayUnsafe();
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw Faults.ofRepeatable("reading blob " + key, e);
    }
    if (!HexFormat.of().formatHex(sha256(bytes)).equals(sha256)) {
      throw new PortException(Fault.CORRUPT, "blob " + key + " does not have its hash");
    }
    return Optional.of(bytes);
  }

  @Override
  public void delete(String owner, String sha256) {
    String key = key(owner, sha256);
    try {
      client.value().deleteObject(request -> request.bucket(bucket).key(key));
    } catch (SdkException e) {
      throw Faults.ofRepeatable("deleting blob " + key, e);
    }
  }

  @Override
  public void deleteAll(String owner) {
    // With the delimiter an agenda's blobs are not among its customer's.
    String prefix = prefix(owner);
    try {
      client
          .value()
          .listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix).delimiter("/"))
          .forEach(page -> deleteAll(page.contents()));
    } catch (SdkException e) {
      throw Faults.ofRepeatable("deleting the blobs of " + owner, e);
    }
  }

  /** A page, which is as much as one request may delete. */
  private void deleteAll(List<S3Object> found) {
    if (found.isEmpty()) {
      return;
    }
    List<ObjectIdentifier> names =
        found.stream().map(blob -> ObjectIdentifier.builder().key(blob.key()).build()).toList();
    var deleted =
        client
            .value()
            .deleteObjects(
                request -> request.bucket(bucket).delete(all -> all.objects(names).quiet(true)));
    if (deleted.hasErrors() && !deleted.errors().isEmpty()) {
      throw new PortException(
          Fault.UNAVAILABLE,
          deleted.errors().size() + " blobs were not deleted: " + deleted.errors().getFirst());
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

  /** Both parts have a fixed form, so that no name can lead to another place. */
  static String key(String owner, String sha256) {
    if (!SHA256.matcher(sha256).matches()) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "not a blob's hash: " + sha256);
    }
    return prefix(owner) + sha256;
  }

  private static String prefix(String owner) {
    if (!BlobStore.isOwner(owner)) {
      throw new PortException(Fault.LIMIT_EXCEEDED, "not an owner of blobs: " + owner);
    }
    return owner + "/";
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
