package io.github.lenetcl.cli.answer;

import io.github.lenetcl.cli.models.StoredGuess;
import io.github.lenetcl.cli.options.DeviceOption;
import io.github.lenetcl.cli.options.FitOption;
import io.github.lenetcl.cli.options.ModelFiles;
import io.github.lenetcl.cli.options.PictureArguments;
import io.github.lenetcl.cli.terminal.Failures;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.cli.terminal.OutputFiles;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.AtomicFile;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.data.Pictures;
import io.github.lenetcl.data.Stored;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.network.Shape;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lenet classify}: reads pictures of single digits. */
@Command(
    name = "classify",
    header = "Read a picture of a digit, or several, or millions in a data file.",
    description = {
      "Dark on light or light on dark, of any size and colour. The digit is found among rules,"
          + " shadows and neighbours, fitted into 20x20 and centred by mass in 28x28. Prints the class, its"
          + " confidence (0 to 1), its margin (by how much the next penalty is larger) and all penalties,"
          + " of which the smallest wins; of a network that ends in probabilities, these. What the network"
          + " takes for none of its classes (rubbish) is told, and so is a blank picture. The exit code is"
          + " 1 if a picture cannot be read.",
      "An IDX, NumPy, CSV or other data file may hold any number of images, which are taken as they are; they are read as they"
          + " are classified, so that a file may be larger than the memory."
    },
    footer = {
      "",
      "Examples:",
      "  lenet classify digit.png",
      "  lenet classify --model digits.safetensors --reject 0.9 --json scans/",
      "  lenet classify --csv --out answers.csv t10k-images-idx3-ubyte.gz"
    })
public final class ClassifyCommand implements Callable<Integer> {

  @Option(names = "--model", paramLabel = "MODEL", description = ModelFiles.HELP_FOR_PICTURES)
  private Optional<Path> model = Optional.empty();

  @Mixin private PictureArguments pictures;

  @Option(
      names = "--reject",
      paramLabel = "P",
      defaultValue = "0",
      converter = Numbers.Part.class,
      description = "Do not read what has less confidence than this; 0 where nothing is said.")
  private double threshold;

  @Mixin private FitOption fit;

  @Mixin private DeviceOption device;

  @ArgGroup private Form form = new Form();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write the answers to this file rather than print them.")
  private Optional<Path> target = Optional.empty();

  @Spec private CommandSpec spec;

  /** How answers are written; at most one of these. */
  private static final class Form {

    @Option(names = "--json", description = "Write a JSON list, an object for each image.")
    private boolean json;

    @Option(
        names = "--csv",
        description = {
          "Write CSV: image, index in its file, digit, margin, rubbish, confidence; or image, index, digit,"
              + " probability."
        })
    private boolean csv;
  }

  /** A model, and what classifies by it. */
  private record Reader(Model model, Classifier classifier) {}

  @Override
  public Integer call() throws IOException {
    target.ifPresent(file -> OutputFiles.require(file, spec));
    Model forPictures = ModelFiles.openForPictures(model);
    Model forImages = model.isPresent() ? forPictures : ModelFiles.open(model);
    try (Selection selection = device.open();
        Classifier ofPictures = new Classifier(selection.backend(), forPictures);
        Classifier ofImages = new Classifier(selection.backend(), forImages)) {
      Reader found = new Reader(forPictures, ofPictures);
      Reader given = new Reader(forImages, ofImages);
      if (target.isEmpty()) {
        return classify(found, given, new BufferedWriter(spec.commandLine().getOut()));
      }
      AtomicInteger code = new AtomicInteger();
      AtomicFile.write(
          target.get(),
          file -> {
            Writer out = new BufferedWriter(new OutputStreamWriter(file, StandardCharsets.UTF_8));
            code.set(classify(found, given, out));
          });
      return code.get();
    }
  }

  /**
   * Classifies everything.
   *
   * @param found for what is found in pictures
   * @param given for images of data files, which are taken as they are
   */
  private int classify(Reader found, Reader given, Writer out) throws IOException {
    AnswerOutput answers = answers(out, found.classifier);
    boolean[] failed = new boolean[1];
    PictureBatches batches =
        new PictureBatches(
            found.classifier,
            fit.fit(found.model),
            pictures.upright(),
            answers,
            (name, failure) -> {
              failed[0] = true;
              Failures.tell(failure, spec.commandLine());
              answers.failure(name, failure);
            });
    PictureFit fitted = fit.fit(found.model);
    pictures.forEach(
        spec,
        file -> Pictures.isPicture(file) || DataSets.hasImages(file, fitted),
        (name, file) -> {
          boolean picture = Pictures.isPicture(file);
          if (!picture || fit.hasGrid()) {
            batches.flush();
            classifyAll(picture ? found : given, name, file, answers, out);
          } else {
            batches.add(name, file);
            if (batches.isFull() || !name.equals(file.toString())) {
              batches.flush();
              out.flush();
            }
          }
        },
        batches::fail);
    batches.flush();
    answers.end();
    out.flush();
    return failed[0] ? 1 : 0;
  }

  private AnswerOutput answers(Writer out, Classifier classifier) throws IOException {
    if (form.json) {
      return new JsonAnswers(out, classifier.classes(), threshold);
    }
    return form.csv
        ? new CsvAnswers(out, classifier.hasProbabilities(), threshold)
        : new TextAnswers(out, classifier.classes(), threshold);
  }

  private void classifyAll(Reader reader, String name, Path file, AnswerOutput answers, Writer out)
      throws IOException {
    Shape input = reader.model.network().input();
    try (ImageStream stream = ImageStream.open(file, fit.fit(reader.model))) {
      int height = stream.height() / input.maps();
      boolean larger = height > input.height() || stream.width() > input.width();
      boolean smaller = height < input.height() || stream.width() < input.width();
      if (larger || smaller && input.maps() > 1) {
        throw BadInputException.of(
            file,
            "image size",
            height + "x" + stream.width(),
            (input.maps() == 1 ? "at most " : "")
                + (input.height() + "x" + input.width() + ", the network's input"));
      }
      boolean asTheyAre =
          input.maps() == 1 && !Pictures.isPicture(file) && fit.stored().equals(Stored.USUAL);
      reader.classifier.classify(
          asTheyAre ? new StoredGuess(stream, reader.classifier, name, spec.commandLine()) : stream,
          (batch, told) -> {
            for (int i = 0; i < told.size(); i++) {
              OptionalInt index = OptionalInt.of(batch.first() + i);
              answers.answer(name, index, Optional.of(told.get(i)));
            }
            out.flush();
          });
    }
  }
}
