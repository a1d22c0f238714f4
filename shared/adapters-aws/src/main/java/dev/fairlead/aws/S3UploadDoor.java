package dev.fairlead.aws;

import dev.fairlead.core.port.UploadDoor;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Presigned PUTs into the bucket of the blobs. Length and SHA-256 are signed along: S3 refuses a
 * request that does not bring just these headers, and a body that they are not true of.
 */
final class S3UploadDoor implements UploadDoor, AutoCloseable {
  /** What every HTTP client sends by itself, and some let nobody else set. */
  private static final Set<String> SENT_ANYWAY = Set.of("host", "content-length");

  private final OnDemand<S3Presigner> presigner;
  private final String bucket;

  S3UploadDoor(OnDemand<S3Presigner> presigner, String bucket) {
    this.presigner = presigner;
    this.bucket = bucket;
  }

  @Override
  public Ticket open(String owner, String sha256, long bytes, Duration validity) {
    String checksum = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
    try {
      var presigned =
          presigner
              .value()
              .presignPutObject(request ->
                  request
                      .signatureDuration(validity)
                      .putObjectRequest(put ->
                          put.bucket(bucket)
                              .key(S3BlobStore.key(owner, sha256))
                              .contentLength(bytes)
                              .checksumSHA256(checksum)));
      Map<String, String> headers =
          presigned.signedHeaders().entrySet().stream()
              .filter(header -> !SENT_ANYWAY.contains(header.getKey().toLowerCase(Locale.ROOT)))
              .collect(
                  Collectors.toUnmodifiableMap(
                      header -> header.getKey(), header -> String.join(",", header.getValue())));
      return new Ticket(URI.create(presigned.url().toString()), headers, presigned.expiration());
    } catch (SdkException e) {
      throw Faults.ofRepeatable("presigning an upload", e);
    }
  }

  @Override
  public void close() {
    presigner.close();
  }
}
