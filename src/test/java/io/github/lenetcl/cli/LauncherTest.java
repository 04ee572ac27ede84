package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script that starts the command, in a folder with a jar as a portable one has. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final FileTime TIME = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir Path folder;

  @BeforeEach
  void copy() throws IOException {
    Files.copy(Path.of("lenet"), folder.resolve("lenet"));
  }

  /** What a process ended with. */
  private record Ended(int code, String out, String err) {}

  private Ended lenet(Map<String, String> settings, String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder process =
        new ProcessBuilder(
            Stream.concat(Stream.of("sh", folder.resolve("lenet").toString()), Stream.of(arguments))
                .toList());
    process.environment().remove("JAVA_OPTS");
    process.environment().put("LENET_JAVA", System.getProperty("java.home"));
    process.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    process.environment().putAll(settings);
    Process running = process.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    assertTrue(running.waitFor(2, TimeUnit.MINUTES), "does not end");
    return new Ended(running.exitValue(), Files.readString(out), Files.readString(err));
  }

  @Test
  void anArchiveNeverOutlivesItsJar() throws Exception {
    program("first");
    Map<String, String> now = Map.of("LENET_CDS", "now");
    assertEquals(new Ended(3, "first\n", ""), lenet(now, "--help"));
    List<Path> archives = archives();
    assertEquals(1, archives.size());
    assertEquals(new Ended(3, "first\n", ""), lenet(now, "--help"));
    assertEquals(archives, archives());

    // Of the same size and time.
    program("other");
    assertEquals(new Ended(3, "other\n", ""), lenet(Map.of(), "--help"));
    assertEquals(new Ended(3, "other\n", ""), lenet(now, "--help"));
    assertEquals(2, archives().size());
    assertEquals(new Ended(3, "other\n", ""), lenet(now, "--help"));
    program("first");
    assertEquals(new Ended(3, "first\n", ""), lenet(Map.of(), "--help"));
  }

  @Test
  void aSpoiltArchiveIsNoHarm() throws Exception {
    program("first");
    Map<String, String> now = Map.of("LENET_CDS", "now");
    lenet(now, "--help");
    Files.write(archives().get(0), new byte[100]);
    assertEquals(new Ended(3, "first\n", ""), lenet(now, "--help"));
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).sorted().toList();
    }
  }

  /** Puts a jar there whose program prints a word of five letters and ends with 3. */
  private void program(String word) throws Exception {
    Path source =
        Files.writeString(
            folder.resolve("Word.java"),
            """
            public class Word {
              public static void main(String[] arguments) {
                System.out.println("%s");
                System.exit(3);
              }
            }
            """
                .formatted(word));
    assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()));
    Manifest manifest = manifest("Word");
    Path jar = folder.resolve("lenet-cl.jar");
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      ZipEntry entry = new ZipEntry("Word.class");
      entry.setTime(TIME.toMillis());
      out.putNextEntry(entry);
      out.write(Files.readAllBytes(folder.resolve("Word.class")));
    }
    Files.setLastModifiedTime(jar, TIME);
  }

  private static Manifest manifest(String main) {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, main);
    return manifest;
  }

  @Test
  void whatJavaSaysIsNotShownAndWhatTheCommandSaysIs() throws Exception {
    command();
    Ended listed = lenet(Map.of(), "devices");
    assertEquals(0, listed.code(), listed.err());
    assertTrue(listed.out().contains("cpu:plain"), listed.out());
    assertEquals("", listed.err());

    Ended wrong = lenet(Map.of(), "devices", "--jsn");
    assertEquals(2, wrong.code());
    assertEquals(
        "lenet devices: Unknown option: '--jsn'; did you mean --json?\n"
            + "Try 'lenet devices --help'.\n",
        wrong.err());
    assertEquals("", wrong.out());
  }

  @Test
  void optionsForJavaArePassedOn() throws Exception {
    command();
    Ended listed = lenet(Map.of("JAVA_OPTS", "-Dlenet.device=nowhere"), "selftest");
    assertEquals(2, listed.code());
    assertTrue(listed.err().contains("nowhere"), listed.err());
  }

  @Test
  void aJavaThatIsNotThereIsToldOf() throws Exception {
    command();
    Ended ended = lenet(Map.of("LENET_JAVA", folder.toString()), "--version");
    assertEquals(1, ended.code());
    assertEquals("lenet: LENET_JAVA: no Java 17 or newer in " + folder + "\n", ended.err());
    assertFalse(Files.exists(folder.resolve("cache")));
  }

  /** Puts a jar there that stands for these classes and what they need. */
  private void command() throws IOException {
    Manifest manifest = manifest("io.github.lenetcl.cli.Lenet");
    StringBuilder classes = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classes.append(new File(entry).getAbsoluteFile().toURI()).append(' ');
    }
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toString());
    manifest.getMainAttributes().put(new Attributes.Name("Add-Opens"), "java.base/java.io");
    try (OutputStream file = Files.newOutputStream(folder.resolve("lenet-cl.jar"))) {
      new JarOutputStream(file, manifest).close();
    }
  }
}
