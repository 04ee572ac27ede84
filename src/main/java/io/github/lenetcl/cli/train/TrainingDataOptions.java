package io.github.lenetcl.cli.train;

import io.github.lenetcl.cli.options.DataOption;
import io.github.lenetcl.cli.terminal.Numbers;
import io.github.lenetcl.data.BadInputException;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.DataSplit;
import io.github.lenetcl.data.DrawnDigits;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.model.Provenance;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a network is trained on: the options {@code --data}, {@code --also}, {@code --limit}. */
final class TrainingDataOptions {

  @Mixin private DataOption data;

  @Option(
      names = "--also",
      converter = DataOption.Source.class,
      paramLabel = "DIR|embedded[:N]|hands:N",
      description = {
        "Train on this data set's training images too; may be given again, for more sets or for"
            + " one to count several times. The test images stay those of --data."
      })
  private List<String> also = List.of();

  @Option(
      names = "--photographed",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = {
        "Train on N pictures of these digits too, as photographs and scans show them: on paper, in"
            + " boxes, beside others, out of focus, and found there again."
      })
  private Optional<Integer> photographed = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = Numbers.Count.class,
      description = "Train on the first N training images of --data only.")
  private Optional<Integer> limit = Optional.empty();

  DataSplit open(PictureFit fit) throws IOException {
    DataSplit own = DataSets.open(data.source(), fit);
    LabelledImages training = own.training().first(limit.orElse(Integer.MAX_VALUE));
    for (String source : also) {
      training = with(training, source, fit);
    }
    if (photographed.isPresent()) {
      training = withPictures(training, photographed.get());
    }
    return new DataSplit(training, own.test(), own.validation());
  }

  private LabelledImages withPictures(LabelledImages training, int count) throws BadInputException {
    try {
      return training.with(DrawnDigits.photographed(training, count, 1));
    } catch (IllegalArgumentException e) {
      throw new BadInputException("--photographed: " + e.getMessage(), e);
    }
  }

  private LabelledImages with(LabelledImages training, String source, PictureFit fit)
      throws IOException {
    LabelledImages more = DataSets.open(source, fit).training();
    try {
      return training.with(more);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(source + " beside " + data.source() + ": " + e.getMessage(), e);
    }
  }

  /** Returns the data set with the test images, as the user named it. */
  String source() {
    return data.source();
  }

  /** Returns what a model tells of its data. */
  Provenance provenance() {
    Provenance provenance = Provenance.unknown().withData(data.name());
    if (limit.isPresent()) {
      String first = "the first " + limit.get() + " training images";
      provenance = provenance.withNote("limit", first);
    }
    if (!also.isEmpty()) {
      List<String> names = also.stream().map(DataOption::name).toList();
      provenance = provenance.withNote("also", String.join(", ", names));
    }
    if (photographed.isPresent()) {
      provenance = provenance.withNote("photographed", photographed.get() + " pictures");
    }
    return provenance;
  }
}
