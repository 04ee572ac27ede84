import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.LabelledImages;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/**
 * Makes the samples in this folder, from the digits that the project draws and from strokes of its
 * own: java -cp target/lenet-cl.jar test-data/samples/MakeSamples.java
 */
public class MakeSamples {

  private static final Path FOLDER = Path.of("test-data/samples");
  private static final Color PAPER = new Color(250, 248, 240);
  private static final Color INK = new Color(30, 34, 66);
  private static final String[] SYMBOLS = {"circle", "cross", "triangle"};

  public static void main(String[] arguments) throws IOException {
    System.setProperty("java.awt.headless", "true");
    LabelledImages digits = DataSets.embedded().test().orElseThrow();
    Random random = new Random(21);
    ImageIO.write(line(digits, "7", random), "png", FOLDER.resolve("digit.png").toFile());
    ImageIO.write(line(digits, "30417", random), "png", FOLDER.resolve("number.png").toFile());
    ImageIO.write(page(digits, random), "png", FOLDER.resolve("page.png").toFile());
    idx(digits, 200);
    symbols(random);
  }

  /** A line of digits, three times as large as MNIST's and a little up and down. */
  private static BufferedImage line(LabelledImages digits, String text, Random random) {
    BufferedImage line = paper(40 + 72 * text.length(), 124);
    write(line, digits, text, 20, 20, random);
    return line;
  }

  private static BufferedImage page(LabelledImages digits, Random random) {
    BufferedImage page = paper(520, 420);
    String[] rows = {"1998", "60000", "20817"};
    for (int i = 0; i < rows.length; i++) {
      write(page, digits, rows[i], 40, 40 + 120 * i, random);
    }
    return page;
  }

  private static BufferedImage paper(int width, int height) {
    BufferedImage paper = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = paper.createGraphics();
    pen.setColor(PAPER);
    pen.fillRect(0, 0, width, height);
    pen.dispose();
    return paper;
  }

  private static void write(
      BufferedImage paper, LabelledImages digits, String text, int x, int y, Random random) {
    Graphics2D pen = paper.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    for (char digit : text.toCharArray()) {
      int at = random.nextInt(digits.count());
      while (digits.label(at) != digit - '0') {
        at = (at + 1) % digits.count();
      }
      pen.drawImage(ink(digits, at), x, y + random.nextInt(9) - 4, 84, 84, null);
      x += 70 + random.nextInt(7);
    }
    pen.dispose();
  }

  private static BufferedImage ink(LabelledImages digits, int at) {
    BufferedImage ink =
        new BufferedImage(digits.width(), digits.height(), BufferedImage.TYPE_INT_ARGB);
    byte[] grey = digits.image(at);
    for (int i = 0; i < grey.length; i++) {
      int level = (grey[i] & 0xff) << 24 | INK.getRGB() & 0xffffff;
      ink.setRGB(i % digits.width(), i / digits.width(), level);
    }
    return ink;
  }

  /** The first test digits as MNIST's files hold theirs. */
  private static void idx(LabelledImages digits, int count) throws IOException {
    ByteArrayOutputStream images = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    DataOutputStream header = new DataOutputStream(images);
    for (int value : new int[] {0x803, count, digits.height(), digits.width()}) {
      header.writeInt(value);
    }
    header = new DataOutputStream(labels);
    header.writeInt(0x801);
    header.writeInt(count);
    for (int i = 0; i < count; i++) {
      images.write(digits.image(i));
      labels.write(digits.label(i));
    }
    Files.createDirectories(FOLDER.resolve("digits"));
    gzip("t10k-images-idx3-ubyte.gz", images);
    gzip("t10k-labels-idx1-ubyte.gz", labels);
  }

  private static void gzip(String name, ByteArrayOutputStream bytes) throws IOException {
    Path file = FOLDER.resolve("digits").resolve(name);
    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      bytes.writeTo(out);
    }
  }

  /** Forty pictures of each symbol to learn from, in a folder for each, and a row to read. */
  private static void symbols(Random random) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(FOLDER.resolve("symbols.zip")))) {
      for (int i = 0; i < 40 * SYMBOLS.length; i++) {
        String symbol = SYMBOLS[i % SYMBOLS.length];
        BufferedImage picture = paper(48, 48);
        draw(picture, symbol, 24, 24, random);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        ZipEntry entry = new ZipEntry(symbol + "/" + i / SYMBOLS.length + ".png");
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(png.toByteArray());
      }
    }
    BufferedImage row = paper(260, 60);
    String[] says = {"cross", "circle", "circle", "triangle"};
    for (int i = 0; i < says.length; i++) {
      draw(row, says[i], 38 + 60 * i, 30, random);
    }
    ImageIO.write(row, "png", FOLDER.resolve("symbols.png").toFile());
  }

  private static void draw(BufferedImage picture, String symbol, int x, int y, Random random) {
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(INK);
    pen.setStroke(
        new BasicStroke(2 + random.nextFloat(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.translate(x, y);
    pen.rotate(random.nextGaussian() * 0.12);
    pen.scale(1 + random.nextGaussian() * 0.08, 1 + random.nextGaussian() * 0.08);
    int[] c = random.ints(6, -2, 3).toArray();
    switch (symbol) {
      case "circle" -> pen.drawOval(-14 + c[0], -14 + c[1], 28 + c[2], 28 + c[3]);
      case "cross" -> {
        pen.drawLine(-14 + c[0], -14 + c[1], 14 + c[2], 14 + c[3]);
        pen.drawLine(14 + c[4], -14 + c[5], -14 - c[0], 14 - c[1]);
      }
      default ->
          pen.drawPolygon(
              new int[] {c[0], 15 + c[1], -15 + c[2]},
              new int[] {-14 + c[3], 13 + c[4], 13 + c[5]},
              3);
    }
    pen.dispose();
  }
}
