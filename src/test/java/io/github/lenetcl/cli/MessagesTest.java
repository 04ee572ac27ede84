package io.github.lenetcl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong values are wrong usage, and messages say what to do. */
class MessagesTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "read --reject NaN x.png | a number from 0 to 1",
        "read --reject -1 x.png | a number from 0 to 1",
        "read --reject 7 x.png | a number from 0 to 1",
        "read --method magic x.png | expected one of graph, sdnn",
        "train --data embedded:0 --out x | a whole number from 1 to 1000000",
        "train --data embedded --also embedded:x --out x | a whole number from 1 to 1000000",
        "train --data embedded --out x --lr 1e-45 | a number above 0",
        "train --data embedded --out x --optimizer RMS | expected one of sgd, momentum",
        "train --data embedded --out x --loss l1 | cross-entropy",
        "bench --mode fast | expected one of train, infer, online, start",
        "bench --device nvidia | such as opencl:nvidia",
        "evaluate --data embedded --device radeon | such as opencl:radeon"
      })
  void wrongUsage(String command, String wanted) {
    Run run = Run.of(command.split(" "));
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains(wanted), run.err());
  }

  @Test
  void gradientsKnowsTheBundledModels() {
    Path out = folder.resolve("g.safetensors");
    Run run =
        Run.with(
            "gradients",
            "--init",
            "best",
            "--data",
            "embedded",
            "--limit",
            4,
            "--out",
            out,
            "--device",
            "cpu");
    assertEquals(0, run.code(), run.err());
  }

  @Test
  void aSafetensorsFileNeedsNoImport() throws IOException {
    Path out = folder.resolve("out.safetensors");
    Run run = Run.with("import", Samples.model(folder), "--out", out);
    assertEquals(1, run.code());
    assertTrue(run.err().contains("a model already, wanted one of another program"), run.err());
  }

  /** Where nothing can be written, as on a disk that is full or read-only. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatTakesNoFilesIsFoundOutBeforeTheWork() {
    Run run =
        Run.of("train", "--data", "embedded", "--out", "/proc/x.safetensors", "--device", "cpu");
    assertEquals(1, run.code(), run.err());
    assertTrue(run.err().contains("/proc/x.safetensors"), run.err());
    assertTrue(run.out().isEmpty(), run.out());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsToldWithItsFile() throws Exception {
    // A node of our own of the device that is always full.
    Path full = folder.resolve("full");
    Process node = new ProcessBuilder("mknod", full.toString(), "c", "1", "7").start();
    assumeTrue(node.waitFor() == 0, "only root makes nodes");
    Path link = Files.createSymbolicLink(folder.resolve("answers.csv"), full);
    Path digit = Samples.digit(folder, 0);
    Run run = Run.with("classify", digit, "--csv", "--out", link, "--device", "cpu");
    assertEquals(1, run.code(), run.err());
    assertTrue(run.lastError().contains("answers.csv: cannot be written: No space"), run.err());
    assertTrue(Files.isSymbolicLink(link));
  }

  /** As in images of Debian, where nothing sets a locale. */
  @ParameterizedTest
  @EnabledOnOs(OS.LINUX)
  @CsvSource(
      delimiter = '|',
      value = {
        "classify é.png --device cpu",
        "train --data é --out m",
        "train --data embedded --out é",
        "bench --network é.json"
      })
  void aNameThatTheLocaleDoesNotKnowIsToldWithWhatHelps(String command) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    words.add(Lenet.class.getName());
    words.addAll(List.of(command.split(" ")));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "POSIX");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor() > 0, said);
    assumeTrue(!said.contains("?"), "these tests run in such a locale themselves");
    assertTrue(said.contains("as LC_ALL=C.UTF-8 does"), said);
    assertTrue(!said.contains("java.nio"), said);
  }

  @Test
  void aListOfPicturesThatIsNoTextIsNamed() throws IOException {
    Path list = Files.write(folder.resolve("list.txt"), new byte[] {'a', (byte) 0xff, '\n'});
    Run run = Run.with("classify", "--files-from", list, "--device", "cpu");
    assertEquals(1, run.code());
    assertTrue(run.lastError().contains(list + ": not text in UTF-8"), run.err());
    Files.writeString(list, "\ufeff" + Samples.digit(folder, 3) + "\n");
    assertEquals(0, Run.with("classify", "--files-from", list, "--device", "cpu").code());
  }

  @Test
  void aRateThatLeavesNothingLearntIsTold() {
    Run run =
        Run.with(
            "train",
            "--data",
            "embedded",
            "--limit",
            200,
            "--lr",
            "1e30",
            "--recipe",
            "sgd",
            "--network",
            "mlp",
            "--out",
            folder.resolve("m.safetensors"),
            "--device",
            "cpu",
            "--epochs",
            1);
    boolean told = run.err().contains("it has saturated or diverged");
    assertTrue(told || run.code() == 1 && run.err().contains("not finite"), run.err());
  }

  @Test
  void morePassesWhereTheRateDependsOnTheirNumber() {
    Path out = folder.resolve("m.safetensors");
    Object[] train = {
      "train", "--data", "embedded", "--limit", 64, "--device", "cpu", "--out", out
    };
    assertEquals(0, Run.with(with(train, "--epochs", 1)).code());
    Path checkpoint = folder.resolve("m.checkpoint.safetensors");
    Run more = Run.with(with(train, "--epochs", 2, "--resume", checkpoint));
    assertEquals(1, more.code());
    assertTrue(more.err().contains("lays its rate over all of them"), more.err());
    assertTrue(more.err().contains("--init"), more.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--photographed 2147483647 | --photographed: 2147483647 pictures, wanted 1 to 1000000",
        "--class-weights 1=1000000 | images of 784 pixels, wanted at most 2739137 of them in memory"
      })
  void moreImagesThanMemoryHoldsAreRefused(String options, String wanted) {
    String out = folder.resolve("m.safetensors").toString();
    Run run = Run.of(("train --data embedded --out " + out + " " + options).split(" "));
    assertTrue(run.code() > 0, run.err());
    assertTrue(run.err().contains(wanted), run.err());
  }

  @Test
  void aBatchOfAnySizeIsTheWholeSet() {
    Run run =
        Run.with(
            "train",
            "--data",
            "embedded",
            "--limit",
            64,
            "--device",
            "cpu",
            "--epochs",
            Integer.MAX_VALUE,
            "--steps",
            3,
            "--batch",
            Integer.MAX_VALUE,
            "--recipe",
            "sgd",
            "--out",
            folder.resolve("m.safetensors"));
    assertEquals(0, run.code(), run.err());
  }

  private static Object[] with(Object[] args, Object... more) {
    Object[] all = Arrays.copyOf(args, args.length + more.length);
    System.arraycopy(more, 0, all, args.length, more.length);
    return all;
  }
}
