package io.github.lenetcl.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.Backends;
import io.github.lenetcl.compute.Selection;
import io.github.lenetcl.data.DataSets;
import io.github.lenetcl.data.ImageStream;
import io.github.lenetcl.data.LabelledImages;
import io.github.lenetcl.model.Model;
import io.github.lenetcl.model.Provenance;
import io.github.lenetcl.network.Loss;
import io.github.lenetcl.training.FastRecipe;
import io.github.lenetcl.training.Trainer;
import io.github.lenetcl.training.TrainingResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ClassifierTest {

  private static Selection cpu;
  private static LabelledImages test;
  private static TrainingResult trained;
  private static Classifier classifier;

  @BeforeAll
  static void train() throws IOException {
    cpu = Backends.open("cpu");
    // More than go through the network at a time.
    test = DataSets.embedded().test().orElseThrow().first(300);
    trained =
        new Trainer(cpu.backend(), new FastRecipe().with(s -> s.withPasses(2).withBatch(8)))
            .test(test)
            .train(DataSets.embedded().training().first(1000));
    classifier = new Classifier(cpu.backend(), trained.model());
  }

  @AfterAll
  static void close() {
    classifier.close();
    cpu.close();
  }

  @Test
  void countsAsTheTrainerDoes() {
    Evaluation evaluation = Evaluation.of(classifier, test);
    assertEquals(300, evaluation.samples());
    int errors = trained.lastPass().orElseThrow().test().orElseThrow().errors();
    assertEquals(errors, evaluation.errors());
    assertTrue(errors < 150, () -> errors + " of 300: it has learnt nothing");
  }

  @Test
  void oneByOneAsAllAtOnce() {
    List<Answer> all = classifier.classify(test);
    for (int i = 0; i < 300; i += 37) {
      Answer one = classifier.classify(test.image(i), 28, 28);
      assertEquals(all.get(i).name(), one.name());
      // A device may add up in another order for one image than for many.
      for (int k = 0; k < one.penalties().length; k++) {
        float expected = all.get(i).penalties()[k];
        assertEquals(expected, one.penalties()[k], 1e-5f * (1 + expected));
      }
    }
    Answer first = all.get(0);
    assertEquals(Integer.toString(first.index()), first.name());
    assertTrue(first.rubbish().orElseThrow() >= 0 && first.rubbish().orElseThrow() <= 1);
    for (float penalty : first.penalties()) {
      assertTrue(first.penalties()[first.index()] <= penalty);
    }
  }

  @Test
  void aStreamGivesTheSameAnswersAndCounts() throws IOException {
    LabelledImages many = DataSets.embedded().training().first(2100);
    List<Answer> streamed = new ArrayList<>();
    classifier.classify(
        ImageStream.of(many),
        (batch, answers) -> {
          assertEquals(streamed.size(), batch.first());
          streamed.addAll(answers);
        });
    assertEquals(classifier.classify(many), streamed);
    Evaluation all = Evaluation.of(classifier, many);
    Evaluation some = Evaluation.of(classifier, ImageStream.of(many), 5);
    assertEquals(all.confusion(), some.confusion());
    assertEquals(all.errors(), some.errors());
    assertEquals(all.mistakes().subList(0, 5), some.mistakes());
  }

  @Test
  void aStreamThatDoesNotFitIsRefused() {
    LabelledImages large = new LabelledImages(33, 33, new byte[1089], new int[1], test.classes());
    assertThrows(
        IllegalArgumentException.class,
        () -> classifier.classify(ImageStream.of(large), (batch, answers) -> {}));
    LabelledImages other = new LabelledImages(28, 28, new byte[784], new int[1], List.of("a", "b"));
    assertThrows(
        IllegalArgumentException.class, () -> Evaluation.of(classifier, ImageStream.of(other), 1));
  }

  @Test
  void inputsAsTheyAreAreTheScaledImageInItsFrame() {
    byte[] image = test.image(5);
    float[] input = new float[32 * 32];
    Arrays.fill(input, -0.1f);
    for (int row = 0; row < 28; row++) {
      for (int column = 0; column < 28; column++) {
        int grey = Byte.toUnsignedInt(image[row * 28 + column]);
        input[(row + 2) * 32 + column + 2] = (float) (1.275 * grey / 255 - 0.1);
      }
    }
    assertArrayEquals(
        classifier.classify(image, 28, 28).penalties(),
        classifier.classify(input).penalties(),
        1e-3f);
  }

  @Test
  void picturesOfAnySizeAndABlankOneIsNone() {
    byte[] image = test.image(5);
    BufferedImage picture = new BufferedImage(150, 120, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, 150, 120);
    assertFalse(classifier.classify(picture).isPresent());
    for (int i = 0; i < 784; i++) {
      int grey = 255 - Byte.toUnsignedInt(image[i]);
      graphics.setColor(new Color(grey, grey, grey));
      graphics.fillRect(20 + 3 * (i % 28), 10 + 3 * (i / 28), 3, 3);
    }
    graphics.dispose();
    Answer answer = classifier.classify(picture).orElseThrow();
    assertEquals(classifier.classify(image, 28, 28).index(), answer.index());
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    List<Answer> expected =
        IntStream.range(0, 300).mapToObj(i -> classifier.classify(test.image(i), 28, 28)).toList();
    boolean same =
        IntStream.range(0, 300)
            .parallel()
            .allMatch(i -> expected.get(i).equals(classifier.classify(test.image(i), 28, 28)));
    assertTrue(same);
  }

  @Test
  void withoutTheMapLossThereIsNoRubbish() {
    Model model = trained.model();
    Model plain =
        new Model(
            model.network(),
            model.parameters(),
            model.classes(),
            model.scaling(),
            Provenance.unknown().withLoss(new Loss.MeanSquaredError(1)));
    try (Classifier without = new Classifier(cpu.backend(), plain)) {
      assertFalse(without.classify(test.image(0), 28, 28).rubbish().isPresent());
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> classifier.classify(new byte[33 * 33], 33, 33));
    assertThrows(IllegalArgumentException.class, () -> classifier.classify(new byte[5], 28, 28));
    assertThrows(IllegalArgumentException.class, () -> classifier.classify(new float[784]));
    LabelledImages other = new LabelledImages(28, 28, new byte[784], new int[1], List.of("a", "b"));
    assertThrows(IllegalArgumentException.class, () -> Evaluation.of(classifier, other));
  }

  @Test
  void aClosedClassifierSaysSo() {
    Classifier closed = new Classifier(cpu.backend(), trained.model());
    closed.close();
    closed.close();
    assertThrows(IllegalStateException.class, () -> closed.classify(test.image(0), 28, 28));
  }
}
