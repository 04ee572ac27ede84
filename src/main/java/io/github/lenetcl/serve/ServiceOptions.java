package io.github.lenetcl.serve;

import java.util.Optional;

/**
 * Where and to whom a service answers.
 *
 * @param host the address to listen on
 * @param port the port; 0 for any that is free
 * @param token what requests have to bring as {@code Authorization: Bearer}, if anything
 * @param limits what it takes on at most
 */
public record ServiceOptions(String host, int port, Optional<String> token, Limits limits) {

  /** This machine only, and the usual limits. */
  public static final ServiceOptions USUAL =
      new ServiceOptions("127.0.0.1", 8080, Optional.empty(), Limits.USUAL);

  /** Checks the port. */
  public ServiceOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + ", wanted 0 to 65535");
    }
  }

  /**
   * {@return the same on another port}
   *
   * @param other the port
   */
  public ServiceOptions withPort(int other) {
    return new ServiceOptions(host, other, token, limits);
  }
}
