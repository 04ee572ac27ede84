package io.github.lenetcl.data.fetch;

import io.github.lenetcl.data.BadInputException;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * A download of files that several mirrors offer. What is right already is left alone, what came in
 * part is resumed, and a file gets its name only when its size and SHA-256 sum are right.
 *
 * @param files the files
 * @param mirrors addresses to whose path a file's name is appended, tried in this order
 * @param timeout how long a mirror may take to answer, and how long it may then be silent, or
 *     slower than 1,000 bytes a second
 */
public record Fetch(List<RemoteFile> files, List<URI> mirrors, Duration timeout) {
  /** What may be done with MNIST, and whose it is. */
  public static final String MNIST_LICENCE =
      "The MNIST database of handwritten digits, by Y. LeCun, C. Cortes and C. J. C. Burges, is"
          + " made available under the terms of the Creative Commons Attribution-ShareAlike 3.0"
          + " licence (https://creativecommons.org/licenses/by-sa/3.0/).";

  private static final List<RemoteFile> MNIST =
      List.of(
          new RemoteFile(
              "train-images-idx3-ubyte.gz",
              9_912_422,
              "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
          new RemoteFile(
              "train-labels-idx1-ubyte.gz",
              28_881,
              "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
          new RemoteFile(
              "t10k-images-idx3-ubyte.gz",
              1_648_877,
              "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
          new RemoteFile(
              "t10k-labels-idx1-ubyte.gz",
              4_542,
              "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));

  private static final List<URI> MNIST_MIRRORS =
      List.of(
          URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
          URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"));

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Told how a download goes on; called from the thread that downloads. */
  public interface Listener {
    /**
     * A file is there and right already.
     *
     * @param file the file, which is not downloaded
     */
    default void skipped(RemoteFile file) {}

    /**
     * More of a file has come.
     *
     * @param file the file
     * @param bytes how much of it is there, what an earlier download left included
     */
    default void progress(RemoteFile file, long bytes) {}

    /**
     * A mirror could not give a file; the next is tried.
     *
     * @param file the file
     * @param address where it was looked for
     * @param reason what went wrong, in a few words
     */
    default void failed(RemoteFile file, URI address, String reason) {}

    /**
     * A file is complete, right and in its place.
     *
     * @param file the file
     */
    default void finished(RemoteFile file) {}
  }

  /** Checks that there is something to fetch and somewhere to fetch it from. */
  public Fetch {
    files = List.copyOf(files);
    mirrors = mirrors.stream().map(Fetch::asFolder).toList();
    if (files.isEmpty() || mirrors.isEmpty()) {
      throw new IllegalArgumentException("a fetch needs a file and a mirror");
    }
  }

  private static URI asFolder(URI mirror) {
    if (!"http".equalsIgnoreCase(mirror.getScheme())
            && !"https".equalsIgnoreCase(mirror.getScheme())
        || mirror.getHost() == null) {
      throw new IllegalArgumentException(
          "mirror is " + mirror + ", wanted an address like https://host/folder/");
    }
    String path = mirror.getRawPath();
    String query = mirror.getRawQuery() == null ? "" : "?" + mirror.getRawQuery();
    return URI.create(
        mirror.getScheme().toLowerCase(Locale.ROOT)
            + "://"
            + mirror.getRawAuthority()
            + (path.endsWith("/") ? path : path + "/")
            + query);
  }

  /**
   * MNIST's four files, 11.6 MB, from its public mirrors.
   *
   * @return the download, not yet begun
   */
  public static Fetch mnist() {
    return new Fetch(MNIST, MNIST_MIRRORS, PATIENCE);
  }

  /**
   * The same files from elsewhere.
   *
   * @param mirrors the only addresses to try
   * @return the download, not yet begun
   * @throws IllegalArgumentException if an address is not of HTTP
   */
  public Fetch from(List<URI> mirrors) {
    return new Fetch(files, mirrors, timeout);
  }

  /**
   * Downloads the files that are not in a folder yet. When it is interrupted or fails, complete
   * files stay, and the part of another stays as {@code NAME.part} for the next time.
   *
   * @param folder the folder, made if need be
   * @param listener told how it goes on
   * @throws BadInputException if the folder's name is that of a file
   * @throws IOException if a file cannot be written, or if no mirror gives it; one line that names
   *     the file and what was wrong with each mirror
   * @throws InterruptedException if the thread is interrupted
   */
  public void to(Path folder, Listener listener) throws IOException, InterruptedException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new BadInputException(folder + ": type is a file, wanted a folder", e);
    }
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .proxy(ProxySelector.getDefault())
            .connectTimeout(timeout)
            .build();
    for (RemoteFile file : files) {
      if (file.isAt(folder.resolve(file.name()))) {
        listener.skipped(file);
      } else {
        boolean downloaded = new Download(client, file, folder, timeout, listener).run(mirrors);
        if (!downloaded) {
          listener.skipped(file);
        }
      }
    }
  }
}
