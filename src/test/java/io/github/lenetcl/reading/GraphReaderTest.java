package io.github.lenetcl.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.EmbeddedDigits;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import io.github.lenetcl.evaluation.Classifier;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Models;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Network;
import io.github.lenetcl.network.Parameter;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.reading.graph.Automaton;
import io.github.lenetcl.reading.graph.Grammars;
import io.github.lenetcl.reading.segmentation.CleanLine;
import io.github.lenetcl.reading.segmentation.Segmentation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Arc2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

class GraphReaderTest {

  private static final ReadingOptions FIVE = ReadingOptions.of(Grammars.digits(5));

  private static final LabelledImages DIGITS = EmbeddedDigits.test();

  private static Selection cpu;
  private static Model model;
  private static GraphReader reader;

  @BeforeAll
  static void open() throws IOException {
    cpu = Backends.open("cpu");
    model = Models.bundled("graph");
    reader = new GraphReader(cpu.backend(), model);
  }

  @AfterAll
  static void close() {
    reader.close();
    cpu.close();
  }

  /** Of probabilities the largest wins: a bar and a ring, told by the ink in the middle. */
  @Test
  void networksThatEndInSoftmaxAreReadByTheirProbabilities() {
    Network network = Network.input(28, 28, 1).flatten().dense(2).softmax().build();
    float[] parameters = new float[network.parameterCount()];
    for (int row = 10; row < 18; row++) {
      for (int column = 12; column < 16; column++) {
        parameters[row * 28 + column] = 1;
        parameters[784 + row * 28 + column] = -1;
      }
    }
    Parameter bias = network.parameters().get(1);
    parameters[bias.offset()] = -8;
    parameters[bias.offset() + 1] = 8;
    Model softmax =
        new Model(network, parameters, List.of("1", "0"), Scaling.unit(), Provenance.unknown());
    BufferedImage picture = new BufferedImage(260, 80, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, 260, 80);
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(8));
    pen.drawLine(40, 14, 40, 66);
    pen.drawOval(90, 14, 40, 52);
    pen.drawLine(190, 14, 190, 66);
    pen.dispose();
    try (GraphReader probable = new GraphReader(cpu.backend(), softmax)) {
      Reading reading =
          probable.read(InkImage.of(picture), ReadingOptions.of(Grammars.pattern("[01]{3}")));
      assertEquals("101", reading.text());
    }
  }

  /** The right text is one of all that are accepted, and costs no less than they do together. */
  @Test
  void aLossBelowZeroIsAnError() throws IOException {
    InkImage ink = InkImage.of(KeptLines.all().get(0).picture());
    Segmentation cut = Segmentation.of(CleanLine.of(ink, CleanLine.SPECK), Segmentation.CLOSE);
    int[] labels = "0123456789".chars().toArray();
    float[] penalties = new float[labels.length * cut.pieces().size()];
    for (int at = 9; at < penalties.length; at += labels.length) {
      penalties[at] = 500;
    }
    SegmentationGraph graph =
        SegmentationGraph.of(cut, penalties, labels, Prices.LINES, Beside.NOTHING);
    assertTrue(GraphLoss.of(graph, penalties, "12345", Grammars.digits(5)).loss() > 0);
    Automaton other = Grammars.text("99999");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> GraphLoss.of(graph, penalties, "12345", other));
    assertTrue(refused.getMessage().contains("below 0"), refused.getMessage());
  }

  private static List<String> texts(List<Reading> readings) {
    return readings.stream().map(Reading::text).toList();
  }

  private static List<InkImage> inks(
      List<KeptLines> lines, Function<KeptLines, BufferedImage> picture) {
    return lines.stream().map(line -> InkImage.of(picture.apply(line))).toList();
  }

  @Test
  void mostOfTheKeptLinesAreReadRight() throws IOException {
    List<KeptLines> lines = KeptLines.of("wide");
    List<Reading> readings = reader.read(inks(lines, KeptLines::picture), FIVE);
    int right = 0;
    for (int i = 0; i < lines.size(); i++) {
      right += lines.get(i).text().equals(readings.get(i).text()) ? 1 : 0;
    }
    assertTrue(right >= 10, right + " of " + lines.size());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, LineReader.MOST_LOOKS})
  void coloursAndMarginsChangeNoReading(int looks) throws IOException {
    List<KeptLines> lines = KeptLines.all();
    try (GraphReader looking = new GraphReader(cpu.backend(), model, looks)) {
      List<String> plain = texts(looking.read(inks(lines, KeptLines::picture), FIVE));
      assertEquals(plain, texts(looking.read(inks(lines, KeptLines::inverted), FIVE)));
      assertEquals(plain, texts(looking.read(inks(lines, KeptLines::withMargins), FIVE)));
    }
  }

  @Test
  void theSizeChangesNoReading() throws IOException {
    try (GraphReader often = new GraphReader(cpu.backend(), model, LineReader.MOST_LOOKS)) {
      assertEquals(List.of(), changedBySize(often));
    }
  }

  @Test
  void theSizeChangesOneReadingOfOneLook() throws IOException {
    List<String> changed = changedBySize(reader);
    assertTrue(List.of("46902").containsAll(changed), changed::toString);
  }

  /** What the kept lines say that are read otherwise one and a half times as large. */
  private static List<String> changedBySize(GraphReader reader) throws IOException {
    List<KeptLines> lines = KeptLines.all();
    List<Reading> plain = reader.read(inks(lines, KeptLines::picture), FIVE);
    List<Reading> larger = reader.read(inks(lines, KeptLines::larger), FIVE);
    return IntStream.range(0, lines.size())
        .filter(i -> !plain.get(i).text().equals(larger.get(i).text()))
        .mapToObj(i -> lines.get(i).text())
        .toList();
  }

  @Test
  void linesAreReadTogetherAsTheyAreOneByOne() throws IOException {
    List<InkImage> inks = inks(KeptLines.of("touching"), KeptLines::picture);
    List<Reading> together = reader.read(inks, FIVE);
    List<Reading> apart = inks.stream().map(ink -> reader.read(ink, FIVE)).toList();
    assertEquals(texts(apart), texts(together));
    assertEquals(together, reader.read(inks, FIVE), "the same, bit for bit");
  }

  /** What is sure is not looked at again; what is not gets the mean share of its text. */
  @Test
  void moreLooksChangeOnlyWhatIsInDoubt() throws IOException {
    List<InkImage> inks = inks(KeptLines.all(), KeptLines::picture);
    List<Reading> once = reader.read(inks, FIVE);
    int doubtful = 0;
    try (GraphReader often = new GraphReader(cpu.backend(), model, GraphReader.MOST_LOOKS)) {
      List<Reading> readings = often.read(inks, FIVE);
      for (int i = 0; i < once.size(); i++) {
        if (once.get(i).confidence() >= 0.99) {
          assertEquals(once.get(i), readings.get(i));
        } else if (once.get(i).confidence() < Credence.FITTED.confidence(Look.CLEAR, 1)) {
          assertNotEquals(once.get(i).confidence(), readings.get(i).confidence());
          doubtful++;
        }
      }
      String svg = often.explain(inks.get(30), FIVE, "");
      assertTrue(svg.contains(readings.get(30).text()));
    }
    assertTrue(doubtful > 5, doubtful + " in doubt");
    assertThrows(IllegalArgumentException.class, () -> new GraphReader(cpu.backend(), model, 7));
  }

  @Test
  void aBlankLineReadsAsNothing() {
    InkImage blank = new InkImage(30, 200, new byte[6000]);
    Reading any = reader.read(blank, ReadingOptions.ANY);
    assertEquals("", any.text());
    assertEquals(0, any.confidence());
    assertTrue(any.best().isEmpty());
    assertTrue(reader.read(blank, FIVE).best().isEmpty());
    assertTrue(reader.read(List.of(), FIVE).isEmpty());
  }

  @Test
  void oneDigitReadsAsItself() throws IOException {
    LabelledImages digits = DIGITS.first(40);
    int same = 0;
    try (Classifier classifier = new Classifier(cpu.backend(), model)) {
      for (int i = 0; i < digits.count(); i++) {
        InkImage ink = new InkImage(28, 28, digits.image(i));
        String digit = classifier.classify(digits.image(i), 28, 28).name();
        same += reader.read(ink, ReadingOptions.ANY).text().equals(digit) ? 1 : 0;
      }
    }
    assertTrue(same >= 36, same + " of 40");
  }

  @Test
  void eachDigitHasItsBox() throws IOException {
    InkImage ink = InkImage.of(KeptLines.of("wide").get(0).picture());
    Reading reading = reader.read(ink, FIVE);
    List<Symbol> symbols = reading.best().orElseThrow().symbols();
    assertEquals(5, symbols.size());
    for (int i = 1; i < 5; i++) {
      Extent box = symbols.get(i).box();
      assertTrue(box.left() >= symbols.get(i - 1).box().right());
      assertTrue(box.height() > 12 && box.bottom() <= ink.height());
    }
    assertTrue(reading.confidence() > 0.5 && reading.confidence() <= 1);
  }

  @Test
  void theGrammarDecidesBetweenReadings() throws IOException {
    InkImage ink = InkImage.of(KeptLines.of("wide").get(1).picture());
    ReadingOptions three = new ReadingOptions(Optional.of(Grammars.digits(5)), 3);
    List<String> best = reader.read(ink, three).candidates().stream().map(Candidate::text).toList();
    assertEquals(3, best.size());
    String either = best.get(0).substring(0, 4) + "|" + best.get(0);
    Reading first = reader.read(ink, ReadingOptions.of(Grammars.pattern(either)));
    assertEquals(best.get(0), first.text());
    Reading second = reader.read(ink, ReadingOptions.of(Grammars.text(best.get(1))));
    assertTrue(second.confidence() < 0.5, "the free reading competes: " + second);
  }

  /** But for one overlapping line: the first two digits of 46902 are taken for a 4. */
  @Test
  void aPatternDropsNoDigitAndMakesNoneUp() throws IOException {
    for (String spacing : List.of("wide", "touching", "overlapping")) {
      List<InkImage> inks =
          KeptLines.of(spacing).stream().map(line -> InkImage.of(line.picture())).toList();
      int sure = 0;
      for (int count : new int[] {4, 6}) {
        for (Reading reading : reader.read(inks, ReadingOptions.of(Grammars.digits(count)))) {
          sure += reading.confidence() >= 0.9 ? 1 : 0;
        }
      }
      assertEquals(spacing.equals("overlapping") ? 1 : 0, sure, spacing);
    }
  }

  /** Each is read as it is, or refused, or told with little confidence. */
  @ParameterizedTest
  @CsvSource({
    "amount, 1.5",
    "amount, 36.6",
    "amount, 0.5",
    "amount, -264.27",
    "amount, (1234.56)",
    "date, 04/25/2026",
    "date, 1.2.2026",
    "date, 1998-12-24",
    "'\\d{1,3}( \\d{3})*,\\d\\d', '1   234,56'",
    "'\\d{4}', 12345",
    "'\\d{6}', 12345"
  })
  void aPatternMakesNoOtherNumberOfALine(String pattern, String text) {
    Reading reading =
        reader.read(InkImage.of(written(text)), ReadingOptions.of(Grammars.named(pattern)));
    boolean right = reading.text().equals(text.replaceAll(" +", " "));
    assertTrue(right || reading.confidence() < 0.5, text + ": " + reading);
  }

  @Test
  void bracketsAreNoOnes() {
    Reading reading =
        reader.read(InkImage.of(written("(1234.56)")), ReadingOptions.of(Grammars.amount()));
    assertEquals("(1234.56)", reading.text());
  }

  @Test
  void aBoxAroundALineChangesNoReading() {
    BufferedImage plain = written("4071");
    BufferedImage boxed = written("4071");
    Graphics2D graphics = boxed.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(3));
    graphics.drawRect(4, 4, boxed.getWidth() - 9, boxed.getHeight() - 9);
    graphics.drawLine(0, 4, boxed.getWidth(), 4);
    graphics.drawLine(4, 0, 4, boxed.getHeight());
    graphics.dispose();
    assertEquals("4071", reader.read(InkImage.of(plain), ReadingOptions.ANY).text());
    assertEquals("4071", reader.read(InkImage.of(boxed), ReadingOptions.ANY).text());
  }

  /** The boxes of a form, one for each digit, with paper around them. */
  @Test
  void theBoxesOfAFormChangeNoReading() {
    BufferedImage boxed = written("4071");
    Graphics2D graphics = boxed.createGraphics();
    graphics.setColor(Color.BLACK);
    for (int i = 0; i < 4; i++) {
      graphics.drawRect(20 + 22 * i, 5, 22, 37);
    }
    graphics.dispose();
    Reading reading = reader.read(InkImage.of(boxed), ReadingOptions.ANY);
    assertEquals("4071", reading.text());
  }

  /** Light that falls off leaves grey along the rules of a box, thicker than they are. */
  @Test
  void aBoxInUnevenLightChangesNoReading() {
    BufferedImage boxed = written("4071");
    Graphics2D graphics = boxed.createGraphics();
    graphics.setColor(Color.BLACK);
    graphics.setStroke(new BasicStroke(2));
    graphics.drawRect(3, 3, boxed.getWidth() - 7, boxed.getHeight() - 7);
    graphics.dispose();
    InkImage ink = InkImage.of(boxed);
    byte[] levels = ink.levels().clone();
    for (int i = 0; i < levels.length; i++) {
      int column = i % ink.width();
      int shade = Math.max(90 - 10 * column, 90 - 10 * (i / ink.width()));
      levels[i] = (byte) Math.max(levels[i] & 0xff, Math.max(0, shade));
    }
    InkImage shaded = new InkImage(ink.height(), ink.width(), levels);
    assertEquals("4071", reader.read(shaded, ReadingOptions.ANY).text());
  }

  /** Amounts end in a dash, long or short, where cents would stand. */
  @Test
  void aDashAfterAnAmountIsNoDigit() {
    for (int length : new int[] {9, 13, 17, 40}) {
      for (int low : new int[] {0, 4}) {
        BufferedImage picture = written("150   ");
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.BLACK);
        pen.setStroke(new BasicStroke(2.4f));
        pen.drawLine(100, 25 + low, 100 + length, 23 + low);
        pen.dispose();
        Reading reading = reader.read(InkImage.of(picture), ReadingOptions.ANY);
        assertEquals("150", reading.text(), "a dash of " + length + ", " + low + " below: ");
      }
    }
  }

  /** As on cheques, so that nobody adds digits. */
  @Test
  void anEqualsSignAfterAnAmountIsNoDigit() {
    for (int lean : new int[] {0, 1}) {
      BufferedImage picture = written("150   ");
      Graphics2D pen = picture.createGraphics();
      pen.setColor(Color.BLACK);
      pen.setStroke(new BasicStroke(2.4f));
      pen.drawLine(100, 20 + lean, 111, 20 - lean);
      pen.drawLine(100, 27 + lean, 111, 27 - lean);
      pen.dispose();
      Reading reading = reader.read(InkImage.of(picture), ReadingOptions.ANY);
      assertEquals("150", reading.text(), "leaning by " + lean);
      assertEquals("150=", reading.seen().replace(" ", ""));
    }
  }

  @Test
  void aSecondModelIsAskedAboutWhatNoCutGoesThrough() throws IOException {
    List<InkImage> inks =
        KeptLines.of("wide").stream().map(line -> InkImage.of(line.picture())).toList();
    Model ink = Models.bundled("ink");
    try (GraphReader alone = new GraphReader(cpu.backend(), model, Optional.empty(), 1);
        GraphReader two = new GraphReader(cpu.backend(), model, Optional.of(ink), 1)) {
      assertEquals(reader.read(inks, FIVE), two.read(inks, FIVE), "as where nobody names one");
      assertNotEquals(alone.read(inks, FIVE), two.read(inks, FIVE));
    }
    Model letters =
        new Model(
            ink.network(),
            ink.parameters(),
            List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j"),
            ink.scaling(),
            ink.provenance());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new GraphReader(cpu.backend(), model, Optional.of(letters), 1));
    assertTrue(refused.getMessage().contains("a second model of classes [a, b"));
  }

  @Test
  void whatIsNoDigitIsSeenAndLowersTheConfidence() {
    for (String text : List.of("3.5", "-27", "12,5", "40-7")) {
      Reading digits = reader.read(InkImage.of(written(text)), ReadingOptions.ANY);
      assertEquals(text.replaceAll("\\D", ""), digits.text());
      assertTrue(digits.confidence() < 0.5, text + ": " + digits);
      assertEquals(text, digits.seen());
    }
    Reading columns = reader.read(InkImage.of(written("12    34")), ReadingOptions.ANY);
    assertEquals("12 34", columns.seen());
    assertTrue(columns.confidence() < 0.1);
    Reading asked =
        reader.read(
            InkImage.of(written("12    34")), ReadingOptions.of(Grammars.pattern("\\d\\d \\d\\d")));
    assertEquals("12 34", asked.text());
    assertTrue(asked.confidence() > 0.5);
  }

  @Test
  void whatCannotBeSeenIsRefused() {
    InkImage ink = new InkImage(1, 1, new byte[1]);
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> reader.read(ink, ReadingOptions.of(Grammars.pattern("a\\d"))));
    assertTrue(refused.getMessage().contains("it asks for a, which"), refused.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "amount, 12.50",
    "amount, '1,204'",
    "amount, 1204",
    "amount, '3.402,17'",
    "date, 31/12/1998",
    "date, 07-10-98",
    "date, 28.02.2026",
    "date, 230526"
  })
  void separatorsAreRead(String grammar, String text) {
    Automaton automaton = grammar.equals("date") ? Grammars.date() : Grammars.amount();
    Reading reading = reader.read(InkImage.of(written(text)), ReadingOptions.of(automaton));
    assertEquals(text, reading.text());
    List<Symbol> symbols = reading.best().orElseThrow().symbols();
    assertEquals(text.length(), symbols.size());
    for (int i = 0; i < text.length(); i++) {
      // A character has 22 columns.
      Extent box = symbols.get(i).box();
      assertEquals(31 + 22 * i, (box.left() + box.right()) / 2.0, 4, "column of " + text.charAt(i));
    }
  }

  /** Sets characters 22 columns apart: digits as they are embedded, marks as strokes of a pen. */
  private static BufferedImage written(String text) {
    BufferedImage picture =
        new BufferedImage(40 + 22 * text.length(), 48, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = picture.createGraphics();
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(2.4f));
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    for (int i = 0; i < text.length(); i++) {
      int x = 31 + 22 * i;
      switch (text.charAt(i)) {
        case '.' -> pen.fillOval(x - 2, 30, 4, 4);
        case ',' -> pen.drawLine(x + 1, 31, x - 1, 36);
        case '-' -> pen.drawLine(x - 4, 24, x + 4, 24);
        case '/' -> pen.drawLine(x + 5, 13, x - 5, 35);
        case '(' -> pen.draw(new Arc2D.Float(x - 3, 9, 14, 28, 110, 140, Arc2D.OPEN));
        case ')' -> pen.draw(new Arc2D.Float(x - 11, 9, 14, 28, -70, 140, Arc2D.OPEN));
        case ' ' -> {}
        default -> draw(text.charAt(i) - '0', x - 14, 10, picture);
      }
    }
    pen.dispose();
    return picture;
  }

  private static void draw(int label, int left, int top, BufferedImage picture) {
    int index = 0;
    while (DIGITS.label(index) != label) {
      index++;
    }
    byte[] digit = DIGITS.image(index);
    for (int i = 0; i < digit.length; i++) {
      if (digit[i] != 0) {
        picture.getRaster().setSample(left + i % 28, top + i / 28, 0, 255 - (digit[i] & 0xff));
      }
    }
  }

  @Test
  void picturesOfAnythingGetAnAnswer() {
    Random random = new Random(1);
    List<InkImage> lines = new ArrayList<>();
    lines.add(new InkImage(1, 1, new byte[] {(byte) 255}));
    lines.add(new InkImage(1, 3000, filled(3000)));
    lines.add(new InkImage(400, 1, filled(400)));
    lines.add(new InkImage(100, 100, filled(10_000)));
    lines.add(new InkImage(400, 10_000, filled(4_000_000)));
    byte[] noise = new byte[60 * 600];
    random.nextBytes(noise);
    lines.add(new InkImage(60, 600, noise));
    for (Reading reading : reader.read(lines, FIVE)) {
      assertTrue(reading.confidence() >= 0 && reading.confidence() <= 1);
    }
  }

  private static byte[] filled(int count) {
    byte[] levels = new byte[count];
    java.util.Arrays.fill(levels, (byte) 255);
    return levels;
  }

  @Test
  void aLineTenThousandPixelsWideIsReadWhole() throws IOException {
    LabelledImages digits = DIGITS;
    int width = 10_000;
    byte[] levels = new byte[28 * width];
    for (int i = 0; i < width / 28; i++) {
      byte[] digit = digits.image(i % digits.count());
      for (int row = 0; row < 28; row++) {
        System.arraycopy(digit, row * 28, levels, row * width + i * 28, 28);
      }
    }
    String text = reader.read(new InkImage(28, width, levels), ReadingOptions.ANY).text();
    assertEquals(width / 28, text.length(), 20);
  }

  @Test
  void whatHasMorePiecesThanALineIsNotRead() {
    // Upright strokes, each a blob, far too many for a line.
    int width = 8 * 4_000;
    byte[] levels = new byte[12 * width];
    for (int i = 0; i < levels.length; i += 8) {
      levels[i] = (byte) 255;
    }
    Reading reading = reader.read(new InkImage(12, width, levels), ReadingOptions.ANY);
    assertFalse(reading.best().isPresent());
  }

  @Test
  void explainsALineAsAPicture() throws Exception {
    InkImage ink = InkImage.of(KeptLines.of("touching").get(0).picture());
    String svg = reader.explain(ink, FIVE, "a < b");
    Document drawing =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertEquals("svg", drawing.getDocumentElement().getTagName());
    assertEquals(1 + 5, drawing.getElementsByTagName("rect").getLength(), "a box for each digit");
    assertTrue(drawing.getElementsByTagName("polyline").getLength() >= 4, "cuts");
    assertTrue(svg.contains(reader.read(ink, FIVE).text()));
    assertTrue(svg.contains(">a &lt; b<"), "the caption");
  }

  @Test
  void aClosedReaderDoesNotRead() throws IOException {
    GraphReader closed = new GraphReader(cpu.backend(), model);
    closed.close();
    closed.close();
    InkImage ink = InkImage.of(KeptLines.of("wide").get(0).picture());
    assertThrows(IllegalStateException.class, () -> closed.read(ink, FIVE));
  }
}
