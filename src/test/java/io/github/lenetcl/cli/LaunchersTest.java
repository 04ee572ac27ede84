package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The launchers of Unix and of Windows do the same. */
class LaunchersTest {

  private static final String UNIX = read("lenet");
  private static final String WINDOWS = read("lenet.cmd").replace("\r", "");

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file), StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  @Test
  void theSameCommandsAreShort() {
    Set<String> unix = words(group(UNIX, "'' \\| (help .*)\\) short=1").replace("|", " "));
    Set<String> windows =
        words(group(WINDOWS, "for %%c in \\((help .*)\\) do if \"%~1\"==\"%%c\" set \"short=1\""));
    assertEquals(unix, windows);
    for (String word : unix) {
      assertTrue(word.startsWith("-") || Lenet.commandLine().getSubcommands().containsKey(word));
    }
  }

  @Test
  void theSamePicturesAreShort() {
    Set<String> unix =
        words(group(UNIX, "(classify \\| --json .*)\\) ;;").replace("|", " ").replace("*", ""));
    Set<String> windows =
        words(group(WINDOWS, "\\((classify --json --csv)\\) do if \"%~1\"==\"%%c\" set \"fits"));
    windows.addAll(words(group(WINDOWS, "\\((\\.png .*)\\) do if \"%~x1\"==\"%%c\" set \"fits")));
    assertEquals(unix, windows);
    assertEquals(group(UNIX, "\\$# -le (\\d+)"), group(WINDOWS, "%count% gtr (\\d+)"));
  }

  @Test
  void javaGetsTheSameOptions() {
    Set<String> unix = options(UNIX);
    // Windows has no other stream for errors.
    assertTrue(unix.removeIf(option -> option.startsWith("-Dlenet.errors=")));
    assertEquals(unix, options(WINDOWS));
  }

  private static Set<String> options(String launcher) {
    Pattern option =
        Pattern.compile("(?<=[ '\"{+=])-(?:XX:|Xlog|Xshare|D|-add|-enable)[\\w:+.=-]*");
    return launcher
        .lines()
        .filter(line -> !line.strip().matches("(#|rem ).*"))
        .flatMap(line -> option.matcher(line).results().map(MatchResult::group))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theSameVersionsOfJavaAreTaken() {
    assertEquals(group(UNIX, "version:-0}\" -ge (\\d+)"), group(WINDOWS, "%version% lss (\\d+)"));
    for (String setting : List.of("LENET_JAVA", "JAVA_HOME", "JAVA_OPTS", "LENET_CDS", "runtime")) {
      assertTrue(UNIX.contains(setting), setting);
      assertTrue(WINDOWS.contains(setting), setting);
    }
  }

  @Test
  void theSamePartsMakeAJarOld() {
    Set<String> unix = new TreeSet<>();
    Matcher part =
        Pattern.compile("\"\\$here/([\\w./-]+)\"")
            .matcher(group(UNIX, "(find \"\\$here/pom[^|]*)"));
    while (part.find()) {
      unix.add(part.group(1));
    }
    Set<String> windows =
        Stream.of(group(WINDOWS, "\\$parts = ([^;]*);").split(", "))
            .map(quoted -> quoted.replace("'", "").replace('\\', '/'))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(unix, windows);
    for (String name : unix) {
      assertTrue(Files.exists(Path.of(name)), name);
    }
  }

  @Test
  void theSameIsSaid() {
    for (String words :
        List.of(
            "no Java found, wanted 17 or newer (25 is fastest): install one or set LENET_JAVA to",
            "LENET_JAVA: no Java 17 or newer in",
            "is not built: wanted Maven, or that jar",
            "has no compiler; wanted a JDK",
            "building, once (about a minute)",
            "the build failed: ")) {
      assertTrue(UNIX.contains(words), words);
      assertTrue(WINDOWS.contains(words), words);
    }
  }

  @Test
  void anArchiveIsNamedByTheDigestOfItsJar() {
    assertTrue(UNIX.contains("sum=$(cksum <\"$jar\")"));
    assertTrue(UNIX.contains("name=java$newest-$(uname -m)-${sum% *}-${sum#* }.jsa"));
    assertTrue(WINDOWS.contains("certutil -hashfile \"%%jar%%\" SHA256"));
    assertTrue(WINDOWS.contains("name=java%newest%-%PROCESSOR_ARCHITECTURE%-%sum%.jsa"));
  }

  @Test
  void cmdFindsItsLabels() {
    Set<String> labels =
        Pattern.compile("(?m)^:(\\w+)$")
            .matcher(WINDOWS)
            .results()
            .map(label -> label.group(1))
            .collect(Collectors.toSet());
    Matcher target = Pattern.compile("\\bgoto (\\w+)|\\bcall :(\\w+)").matcher(WINDOWS);
    while (target.find()) {
      String label = target.group(1) == null ? target.group(2) : target.group(1);
      assertTrue(labels.contains(label), label);
    }
    // A bracket in a block ends it, unless quotation marks hold it.
    String block = "";
    for (String line : WINDOWS.split("\n")) {
      String bare = line.replaceAll("\"[^\"]*\"", "").strip();
      if (!block.isEmpty() && bare.startsWith("echo ")) {
        assertFalse(bare.contains("(") || bare.contains(")"), line);
      }
      block = bare.endsWith("(") ? line : bare.equals(")") ? "" : block;
    }
  }

  private static String group(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static Set<String> words(String list) {
    return new TreeSet<>(List.of(list.strip().split("\\s+")));
  }
}
