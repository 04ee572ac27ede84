package io.github.lenetcl.data.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.io.IOUtils;

/**
 * A file to be downloaded, and how to tell that it arrived unharmed.
 *
 * @param name its name, at the mirrors and in the folder it goes to
 * @param size its length in bytes
 * @param sha256 its SHA-256 sum in lower-case hexadecimal
 */
public record RemoteFile(String name, long size, String sha256) {
  /** Whether the file is there and right, to the last byte. */
  boolean isAt(Path path) throws IOException {
    return Files.isRegularFile(path) && Files.size(path) == size && sha256Of(path).equals(sha256);
  }

  static String sha256Of(Path path) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      IOUtils.consume(in);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
