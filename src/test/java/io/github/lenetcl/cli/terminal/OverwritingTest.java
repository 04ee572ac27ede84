package io.github.lenetcl.cli.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.cli.Lenet;
import io.github.lenetcl.cli.Run;
import io.github.lenetcl.cli.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** No command writes over what it reads. */
class OverwritingTest {

  @TempDir Path folder;

  private void refused(Path kept, Object... command) throws IOException {
    byte[] before = Files.readAllBytes(kept);
    Run run = Run.with(command);
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("written"), run.err());
    assertTrue(run.err().contains(kept.getFileName().toString()), run.err());
    assertArrayEquals(before, Files.readAllBytes(kept));
  }

  @Test
  void ofInputsAndOutputs() throws IOException {
    Path model = Samples.model(folder);
    Path link = Files.createSymbolicLink(folder.resolve("link"), model);
    refused(model, "export", model, "--onnx", model);
    refused(
        model,
        "export",
        model,
        "--onnx",
        folder.resolve("../" + folder.getFileName() + "/" + model.getFileName()));
    refused(model, "import", model, "--out", model);
    refused(model, "train", "--data", "embedded", "--init", model, "--out", model);
    refused(model, "classify", "--model", model, "--out", model, "x.png");
    Path scans = Files.createDirectory(folder.resolve("scans"));
    Path scan = Samples.digit(scans, 1);
    refused(scan, "classify", scan, "--out", scan);
    refused(scan, "classify", scans, "--out", scan);
    refused(scan, "classify", scans, "--files-from", scan, "--out", scan);
    Path data = Files.createDirectory(folder.resolve("data"));
    Path images = Files.write(data.resolve("train-images-idx3-ubyte"), new byte[] {0, 0, 8, 3});
    refused(images, "train", "--data", data, "--out", images);
    Path archive = folder.resolve("digits.npz");
    Files.copy(Path.of("test-data/forms/npz/digits.npz"), archive);
    refused(archive, "train", "--data", archive, "--out", archive);
    refused(archive, "train", "--data", folder.resolve("digits"), "--out", archive);
    refused(archive, "train", "--data", folder, "--out", archive);
    refused(archive, "classify", archive, "--out", archive);
    Path table =
        Files.copy(
            Path.of("test-data/forms/parquet/train-00000-of-00001.parquet"),
            data.resolve("train.parquet"));
    if (Runtime.version().feature() >= 21) {
      refused(table, "evaluate", "best", "--data", data, "--mistakes", table);
    }
    Path names = Files.writeString(data.resolve("classes.txt"), "a\nb\n");
    refused(names, "train", "--data", data, "--out", names);
    Path wanted = Files.writeString(folder.resolve("list.txt"), scan + "\n");
    refused(wanted, "classify", "--files-from", wanted, "--out", wanted);
    Path checkpoint = Files.copy(model, folder.resolve("m.checkpoint.safetensors"));
    Path out = folder.resolve("m.safetensors2");
    refused(
        checkpoint,
        "train",
        "--data",
        "embedded",
        "--init",
        checkpoint,
        "--out",
        folder.resolve("m.safetensors"));
    Run two = Run.with("train", "--data", "embedded", "--out", out, "--log", out);
    assertEquals(2, two.code());
    assertTrue(two.err().contains("--out and --log name one file"), two.err());
    Run linked = Run.with("export", model, "--onnx", link);
    assertEquals(2, linked.code(), linked.err());
  }

  /** Whoever adds an option that names a file says here, or in the list, which way it goes. */
  @Test
  void everyOptionThatNamesAFileIsKnown() {
    List<String> inputs =
        List.of(
            "--model",
            "--init",
            "--average",
            "--resume",
            "--network",
            "--data",
            "--also",
            "--mirror");
    CommandLine command = Lenet.commandLine();
    Stream<OptionSpec> options =
        command.getSubcommands().values().stream()
            .flatMap(each -> each.getCommandSpec().options().stream());
    options
        .filter(
            option ->
                option.type() == Path.class
                    || option.auxiliaryTypes().length > 0
                        && List.of(option.auxiliaryTypes()).contains(Path.class))
        .map(OptionSpec::longestName)
        .forEach(
            name ->
                assertTrue(
                    Overwriting.OUTPUTS.contains(name) || inputs.contains(name),
                    name + ": is it read or written?"));
  }
}
