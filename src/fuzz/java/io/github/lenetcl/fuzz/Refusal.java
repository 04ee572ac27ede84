package io.github.lenetcl.fuzz;

import io.github.lenetcl.data.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.FileUtils;

/** What a parser may do with any bytes: take them, or refuse them in one line. */
public final class Refusal {

  /** In memory where the system has such a folder: a disk would be asked for every input. */
  private static final Path FOLDER =
      Files.isWritable(Path.of("/dev/shm"))
          ? Path.of("/dev/shm")
          : Path.of(System.getProperty("java.io.tmpdir"));

  private static final Path FILE = FOLDER.resolve("lenet-fuzz-" + ProcessHandle.current().pid());

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    Files.deleteIfExists(FILE);
                  } catch (IOException e) {
                    // It lies where the system clears up.
                  }
                }));
  }

  private Refusal() {}

  /** A parser of files. */
  public interface Parser {

    /**
     * Reads a file.
     *
     * @param file the file
     * @throws IOException if it cannot be read
     */
    void read(Path file) throws IOException;
  }

  /**
   * Lets a parser read bytes as a file.
   *
   * @param bytes the content
   * @param parser the parser
   * @throws IOException if it fails in another way than by a refusal
   */
  public static void orResult(byte[] bytes, Parser parser) throws IOException {
    Files.write(FILE, bytes);
    try {
      parser.read(FILE);
    } catch (BadInputException e) {
      requireLine(e.getMessage());
    }
  }

  /**
   * Lets a parser read bytes as a file of a folder.
   *
   * @param name the file's name
   * @param bytes its content
   * @param parser the parser, which is given the folder, empty but for the file
   * @throws IOException if it fails in another way than by a refusal
   */
  public static void inFolder(String name, byte[] bytes, Parser parser) throws IOException {
    Path folder = Files.createDirectories(FOLDER.resolve(FILE.getFileName() + ".folder"));
    try {
      Files.write(folder.resolve(name), bytes);
      parser.read(folder);
    } catch (BadInputException e) {
      requireLine(e.getMessage());
    } finally {
      FileUtils.deleteDirectory(folder.toFile());
    }
  }

  /**
   * Files of the tests that other programs wrote, to begin with; packed ones also unpacked. Parquet
   * is left out: its reader is others', and may wait for ever, which ours gives up after a minute.
   *
   * @param folder where they are, below the project's
   * @param most the most bytes of one
   * @return the contents
   * @throws IOException if one cannot be read
   */
  public static Stream<byte[]> made(String folder, int most) throws IOException {
    List<byte[]> contents = new ArrayList<>();
    for (File file : FileUtils.listFiles(new File(folder), null, true)) {
      if (file.length() <= most && !file.getName().matches(".*[.](py|md|parquet)")) {
        byte[] content = FileUtils.readFileToByteArray(file);
        contents.add(content);
        if (file.getName().endsWith(".gz")) {
          contents.add(new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes());
        }
      }
    }
    return contents.stream();
  }

  /**
   * Checks what a refusal says.
   *
   * @param message its message
   */
  public static void requireLine(String message) {
    boolean line = message != null && !message.isBlank() && message.lines().count() == 1;
    if (!line || message.endsWith(": null")) {
      throw new AssertionError("not a line that tells something: " + message);
    }
  }
}
