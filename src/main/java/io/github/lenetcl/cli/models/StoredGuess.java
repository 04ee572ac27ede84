package io.github.lenetcl.cli.models;

import io.github.lenetcl.cli.terminal.EscapingWriter;
import io.github.lenetcl.data.ImageBatch;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.Stored;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;

/**
 * Notices images of data files that lie, or are dark on light, by what the network says: the first
 * of them look like no class as they are, and like some turned otherwise.
 *
 * @param stream the images
 * @param classifier the network
 * @param name what the user calls them
 * @param command where it is told
 */
public record StoredGuess(
    ImageStream stream, Classifier classifier, String name, CommandLine command)
    implements ImageStream {

  /** So many images are looked at. */
  private static final int SEEN = 256;

  /** Images of which the network is this sure, on the average, are kept as it takes them. */
  private static final double SURE = 0.6;

  /** Those that are kept otherwise are read so much more surely when they are turned. */
  private static final double SURER = 0.15;

  private static final List<Stored> OTHERS =
      List.of(new Stored(true, false), new Stored(false, true), new Stored(true, true));

  @Override
  public Optional<ImageBatch> next(int most) throws IOException {
    Optional<ImageBatch> batch = stream.next(most);
    batch.filter(each -> each.first() == 0).ifPresent(this::look);
    return batch;
  }

  private void look(ImageBatch batch) {
    double own = sureness(batch, Stored.USUAL);
    if (own >= SURE) {
      return;
    }
    Stored best = Stored.USUAL;
    double most = own + SURER;
    for (Stored other : OTHERS) {
      double sureness = sureness(batch, other);
      if (sureness > most) {
        best = other;
        most = sureness;
      }
    }
    if (!best.equals(Stored.USUAL)) {
      command.getErr().println(told(best, own, most));
    }
  }

  private String told(Stored best, double own, double sureness) {
    String what =
        best.inverted()
            ? best.transposed() ? "dark on light and lying" : "dark on light"
            : "lying, rows for columns";
    String options =
        (best.inverted() ? "--invert" : "")
            + (best.inverted() && best.transposed() ? " " : "")
            + (best.transposed() ? "--transpose" : "");
    return String.format(
        Locale.ROOT,
        "warning: %s: the images look %s: read so their mean confidence is %.2f, as they are %.2f;"
            + " %s turns them",
        EscapingWriter.escaped(name),
        what,
        sureness,
        own,
        options);
  }

  /** The mean confidence of the answers to the first images, kept in a way. */
  private double sureness(ImageBatch batch, Stored stored) {
    int size = batch.height() * batch.width();
    int count = Math.min(SEEN, batch.count());
    byte[] pixels = Arrays.copyOf(batch.pixels(), count * size);
    LabelledImages images =
        stored.turned(
            new LabelledImages(
                batch.height(), batch.width(), pixels, new int[count], LabelledImages.numbered(1)));
    return classifier.classify(images).stream().mapToDouble(Answer::confidence).average().orElse(1);
  }

  @Override
  public int count() {
    return stream.count();
  }

  @Override
  public int height() {
    return stream.height();
  }

  @Override
  public int width() {
    return stream.width();
  }

  @Override
  public List<String> classes() {
    return stream.classes();
  }

  @Override
  public Optional<String> name(int index) {
    return stream.name(index);
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
