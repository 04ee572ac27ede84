import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.FittedPicture;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.PictureFit;
import io.github.lenetcl.evaluation.Answer;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Models;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What one process does by the library alone with the same files: FILE MOST, a file as {@code Draw}
 * writes it and how many of its pictures; the first are read to warm up before.
 */
public final class Single {

  private static final int BATCH = 256;
  private static final int WARMING = 50_000;
  private static final int SIZE = 28 * 28;

  private Single() {}

  public static void main(String[] args) throws IOException {
    try (Selection device = Backends.open("cpu");
        Classifier classifier = new Classifier(device.backend(), Models.bundled("ink"))) {
      for (int round = 1; round <= 2; round++) {
        long start = System.nanoTime();
        int most = round == 1 ? WARMING : Integer.parseInt(args[1]);
        int[] counted = classify(Path.of(args[0]), classifier, most);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
            "single, round %d: %d pictures, %.0f/s, %.4f right%n",
            round, counted[0], counted[0] / seconds, counted[1] / (double) counted[0]);
      }
    }
  }

  /** How many there are, and how many of them are right. */
  private static int[] classify(Path file, Classifier classifier, int most) throws IOException {
    int[] counted = new int[2];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      while (in.available() > 0 && counted[0] < most) {
        byte[] pixels = new byte[BATCH * SIZE];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < BATCH && in.available() > 0; i++) {
          byte[] png = in.readNBytes(in.readInt());
          String label = Character.toString(in.readByte());
          counted[0]++;
          Optional<byte[]> levels =
              FittedPicture.of("picture", png, PictureFit.DIGITS).levels(false, PictureFit.DIGITS);
          if (levels.isPresent()) {
            System.arraycopy(levels.get(), 0, pixels, SIZE * labels.size(), SIZE);
            labels.add(label);
          }
        }
        byte[] all = Arrays.copyOf(pixels, SIZE * labels.size());
        List<Answer> answers =
            classifier.classify(
                new LabelledImages(28, 28, all, new int[labels.size()], classifier.classes()));
        for (int i = 0; i < answers.size(); i++) {
          counted[1] += answers.get(i).name().equals(labels.get(i)) ? 1 : 0;
        }
      }
    }
    return counted;
  }
}
