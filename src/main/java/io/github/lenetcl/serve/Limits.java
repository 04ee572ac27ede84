package io.github.lenetcl.serve;

import java.time.Duration;

/**
 * What a service takes on at most.
 *
 * @param bodyBytes bytes of a request's body
 * @param pixels pixels of a picture
 * @param pictures pictures of a request
 * @param queue pictures of all requests in hand; further ones are told to come again
 * @param gathering how long a picture waits for others to come into its batch
 * @param patience how long a request may take; after that it is given up
 */
public record Limits(
    int bodyBytes, int pixels, int pictures, int queue, Duration gathering, Duration patience) {

  /** What is usual. */
  public static final Limits USUAL =
      new Limits(8 << 20, 16_000_000, 256, 1024, Duration.ofMillis(2), Duration.ofSeconds(20));

  /** Checks the ranges. */
  public Limits {
    if (bodyBytes < 1 || pixels < 1 || pictures < 1 || queue < pictures) {
      throw new IllegalArgumentException(
          "limits: %d bytes, %d pixels, %d pictures, queue %d; wanted at least 1, and a queue for a"
                  .formatted(bodyBytes, pixels, pictures, queue)
              + " request's pictures");
    }
  }
}
