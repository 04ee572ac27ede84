package io.github.lenetcl.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionTest {

  private static final Distortion ALL = new Distortion(1, 2, 0.3f, 0.4f, 0.5f, 6, 7, 8);

  @Test
  void eachAmountIsItsOwn() {
    assertEquals(
        ALL,
        Distortion.NONE
            .withTranslation(1, 2)
            .withScaling(0.3f)
            .withSqueezing(0.4f)
            .withShear(0.5f)
            .withRotation(6)
            .withElastic(7, 8));
  }

  @Test
  void aFactorActsOnAllAmountsButNotOnSigma() {
    assertEquals(new Distortion(0.5f, 1, 0.15f, 0.2f, 0.25f, 3, 3.5f, 8), ALL.times(0.5f));
    assertEquals(Distortion.NONE, ALL.times(0));
    assertEquals(
        new Distortion(1, 1, 0.075f, 0.075f, 0.15f, 0, 0, 0), Distortion.paper().times(0.5f));
  }

  @Test
  void withoutElasticDeformationSigmaDoesNotTellDistortionsApart() {
    assertEquals(Distortion.NONE, Distortion.NONE.withElastic(0, 4));
    assertFalse(Distortion.paper().isElastic());
    assertTrue(ALL.isElastic());
  }

  @Test
  void textsAreReadAsTheyWereWritten() {
    assertEquals("none", Distortion.NONE.toString());
    assertEquals(
        "horizontal=2.0 shear=0.3",
        Distortion.NONE.withTranslation(2, 0).withShear(0.3f).toString());
    for (Distortion each :
        new Distortion[] {ALL, Distortion.NONE, Distortion.paper().times(0.37f)}) {
      assertEquals(each, Distortion.parse(each.toString()));
    }
  }

  @Test
  void amountsAreSetByName() {
    assertEquals(ALL.withShear(0).withElastic(30, 4), ALL.with("shear=0 alpha=30 sigma=4"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "shear", "shear=", "shear=x", "bend=1", "shear=0.3=1", "shear=-1"})
  void otherTextsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Distortion.parse(text));
  }

  @Test
  void amountsOutOfRangeAreRefusedByName() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ALL.withScaling(1)).getMessage();
    assertTrue(message.equals("distortion: scaling 1.0, wanted from 0 to 0.9"), message);
    assertThrows(IllegalArgumentException.class, () -> ALL.withTranslation(-1, 0));
    assertThrows(IllegalArgumentException.class, () -> ALL.withTranslation(0, Float.NaN));
    assertThrows(IllegalArgumentException.class, () -> ALL.withSqueezing(1.5f));
    assertThrows(IllegalArgumentException.class, () -> ALL.withShear(Float.POSITIVE_INFINITY));
    assertThrows(IllegalArgumentException.class, () -> ALL.withRotation(91));
    assertThrows(IllegalArgumentException.class, () -> ALL.withElastic(1, 0));
    assertThrows(IllegalArgumentException.class, () -> ALL.withElastic(1, 17));
    assertThrows(IllegalArgumentException.class, () -> ALL.times(-1));
  }

  @Test
  void theGaussianAddsUpToOne() {
    float[] taps = Distortion.NONE.withElastic(34, 4).gaussian();
    assertEquals(13, taps.length);
    double sum = taps[0];
    for (int t = 1; t < taps.length; t++) {
      sum += 2 * taps[t];
      assertEquals(Math.exp(-t * t / 32.0), taps[t] / taps[0], 1e-6);
    }
    assertEquals(1, sum, 1e-6);
    assertArrayEquals(new float[] {1}, Distortion.paper().gaussian());
  }
}
