package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.data.AtomicFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Compiled programs kept in a folder between runs. Each file begins with the digest of the rest, so
 * that a damaged one is never handed to a driver. Whatever fails here only means compiling.
 */
public final class ProgramCache {

  private static final System.Logger LOG = System.getLogger(ProgramCache.class.getName());
  private static final int DIGEST = 32;

  private final Optional<Path> folder;

  private ProgramCache(Optional<Path> folder) {
    this.folder = folder;
  }

  /**
   * The cache where the user wants it: the folder that the system property {@code lenet.cache}
   * names, none if that is {@code off}, else {@code lenet-cl} in {@code XDG_CACHE_HOME} or {@code
   * ~/.cache}.
   */
  public static ProgramCache ofUser() {
    return of(System.getProperty("lenet.cache", ""), System.getenv());
  }

  /** The cache by a setting and the variables of an environment, as {@link #ofUser} reads them. */
  public static ProgramCache of(String setting, Map<String, String> environment) {
    if (setting.equals("off")) {
      return none();
    }
    if (!setting.isEmpty()) {
      return in(Path.of(setting));
    }
    String caches = environment.getOrDefault("XDG_CACHE_HOME", "");
    return in(
        caches.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache", "lenet-cl")
            : Path.of(caches, "lenet-cl"));
  }

  /** A cache that keeps nothing. */
  static ProgramCache none() {
    return new ProgramCache(Optional.empty());
  }

  /** The cache in a folder. */
  public static ProgramCache in(Path folder) {
    return new ProgramCache(Optional.of(folder));
  }

  /** Returns the folder, if there is one. */
  public Optional<Path> folder() {
    return folder;
  }

  /** Returns the key of what depends on all of these parts and on nothing else. */
  public static String key(String... parts) {
    MessageDigest digest = sha256();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Returns what was stored, if it is there and undamaged. */
  public Optional<byte[]> load(String key) {
    if (folder.isEmpty() || !Files.isRegularFile(file(key))) {
      return Optional.empty();
    }
    try {
      byte[] bytes = Files.readAllBytes(file(key));
      if (bytes.length > DIGEST) {
        byte[] content = Arrays.copyOfRange(bytes, DIGEST, bytes.length);
        if (Arrays.equals(sha256().digest(content), Arrays.copyOf(bytes, DIGEST))) {
          return Optional.of(content);
        }
      }
      LOG.log(Level.DEBUG, "{0}: damaged; compiling", file(key));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0}: {1}; compiling", file(key), e);
    }
    return Optional.empty();
  }

  /** Stores a program, written beside its place and moved there. */
  public void store(String key, byte[] content) {
    if (folder.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(folder.get());
      AtomicFile.write(
          file(key),
          out -> {
            out.write(sha256().digest(content));
            out.write(content);
          });
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "{0}: {1}; not cached", file(key), e);
    }
  }

  private Path file(String key) {
    return folder.orElseThrow().resolve(key + ".bin");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
