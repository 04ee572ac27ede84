import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.reading.compose.ComposedLine;
import io.github.lenetcl.reading.compose.LineComposer;
import io.github.lenetcl.reading.compose.LineStyle;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Draws digits as {@code lenet compose} does, each alone on 28×28 pixels, as PNG: DATA N FOLDER
 * writes two files half0 and half1 of [length][PNG][label]. With a fourth argument, as-is, they are
 * the digits of DATA themselves, in turn and dark on light: normalised already.
 */
public final class Draw {

  private static final int SIDE = 28;

  private Draw() {}

  public static void main(String[] args) throws IOException {
    LabelledImages digits = DataSets.open(args[0]).training();
    LineStyle style = LineStyle.wide(1).withSpeckle(0.002);
    LineComposer composer = new LineComposer(digits, style, 1);
    boolean asIs = args.length > 3 && args[3].equals("as-is");
    int count = Integer.parseInt(args[1]);
    ImageIO.setUseCache(false);
    for (int half = 0; half < 2; half++) {
      Path file = Path.of(args[2], "half" + half);
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
        for (int i = half * (count / 2); i < (half == 0 ? count / 2 : count); i++) {
          if (asIs) {
            int digit = i % digits.count();
            write(out, negative(digits.image(digit)), (char) ('0' + digits.label(digit)));
          } else {
            ComposedLine line = composer.compose(i);
            write(out, alone(line), line.text().charAt(0));
          }
        }
      }
    }
  }

  private static void write(DataOutputStream out, BufferedImage picture, char label)
      throws IOException {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(picture, "png", png);
    out.writeInt(png.size());
    png.writeTo(out);
    out.writeByte(label);
  }

  private static BufferedImage negative(byte[] levels) {
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < levels.length; i++) {
      picture.getRaster().setSample(i % SIDE, i / SIDE, 0, 255 - (levels[i] & 0xff));
    }
    return picture;
  }

  /** The digit in the middle, and what of the paper about it there is room for. */
  private static BufferedImage alone(ComposedLine line) {
    BufferedImage picture = line.picture();
    var box = line.boxes().get(0);
    int down = SIDE / 2 - (box.top() + box.bottom()) / 2;
    int right = SIDE / 2 - (box.left() + box.right()) / 2;
    BufferedImage alone = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int from = row - down;
        int at = column - right;
        boolean there =
            from >= 0 && from < picture.getHeight() && at >= 0 && at < picture.getWidth();
        alone
            .getRaster()
            .setSample(
                column, row, 0, there ? picture.getRaster().getSample(at, from, 0) : 255);
      }
    }
    return alone;
  }
}
