package io.github.lenetcl.compute.cpu.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.lenetcl.compute.GreyImages;
import io.github.lenetcl.compute.Source;
import io.github.lenetcl.network.Distortion;
import io.github.lenetcl.network.Scaling;
import io.github.lenetcl.network.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DistorterTest {

  private static final Shape INPUT = new Shape(1, 32, 32);
  private static final int COUNT = 11;
  private static final CounterRandom ANY = CounterRandom.of(1, 1);

  /** Images of any grey, no pixel of them background. */
  private static GreyImages images(int height, int width) {
    byte[] pixels = new byte[COUNT * height * width];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) random.nextInt(1, 256);
    }
    return new GreyImages(height, width, pixels, new int[COUNT]);
  }

  private static float[] gathered(
      GreyImages images, Scaling scaling, Distortion distortion, long key, int index) {
    CpuImages resident = new CpuImages(images, scaling, new PlainSmoothing());
    Source.Samples samples = new Source.Samples(resident, index).distorted(distortion, key);
    float[] x = new float[INPUT.size()];
    resident.gather(samples, 0, 1, INPUT, x, 1);
    return x;
  }

  private static float[] mapped(GreyImages images, Scaling scaling, AffineMap map) {
    float[] x = new float[INPUT.size()];
    new Distorter(Distortion.NONE, images, scaling, INPUT, new PlainSmoothing())
        .gather(4, map, ANY, x, 0, 1);
    return x;
  }

  @Test
  void amountsOfZeroChangeNothing() {
    GreyImages odd = images(27, 26);
    Scaling.PerPixel perPixel = perPixel(27 * 26);
    for (Scaling scaling : new Scaling[] {Scaling.paper(), Scaling.ink(), perPixel}) {
      float[] plain = gathered(odd, scaling, Distortion.NONE, 5, 4);
      float[] x = new float[INPUT.size()];
      new Distorter(Distortion.NONE, odd, scaling, INPUT, new PlainSmoothing())
          .gather(4, 5, x, 0, 1);
      assertArrayEquals(plain, x, scaling.toString());
    }
  }

  private static Scaling.PerPixel perPixel(int pixels) {
    float[] mean = new float[pixels];
    float[] factor = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      mean[i] = i % 50;
      factor[i] = 1f / (1 + i);
    }
    return new Scaling.PerPixel(mean, factor);
  }

  @Test
  void aTranslationByWholePixelsShiftsTheImage() {
    GreyImages images = images(28, 28);
    float[] plain = gathered(images, Scaling.paper(), Distortion.NONE, 0, 4);
    for (int right : new int[] {-3, 0, 2, 5}) {
      for (int down : new int[] {-2, 0, 7}) {
        float[] x = mapped(images, Scaling.paper(), new AffineMap(0, 0, 0, 0, -right, -down));
        assertArrayEquals(shifted(plain, right, down), x, right + ", " + down);
      }
    }
  }

  private static float[] shifted(float[] input, int right, int down) {
    float[] shifted = new float[input.length];
    Arrays.fill(shifted, Scaling.paper().background());
    for (int r = Math.max(0, down); r < Math.min(32, 32 + down); r++) {
      for (int c = Math.max(0, right); c < Math.min(32, 32 + right); c++) {
        shifted[r * 32 + c] = input[(r - down) * 32 + c - right];
      }
    }
    return shifted;
  }

  @Test
  void betweenPixelsGreysAreBilinear() {
    byte[] pixels = {(byte) 100, (byte) 200, 0, (byte) 40};
    GreyField field = new GreyField(2, 2);
    field.load(pixels, 0);
    assertEquals(125, field.at(0, 0, 0, 0.25f));
    assertEquals(75, field.at(0, 0, 0.25f, 0));
    assertEquals(85, field.at(0, 0, 0.5f, 0.5f));
    assertEquals(85, field.at(1, 1, -0.5f, -0.5f));
    assertEquals(25, field.at(0, 1, 0, -1.75f));
    assertEquals(10, field.at(-5, 6, 6.75f, -5));
    assertEquals(0, field.at(0, 0, 0, -1));
    assertEquals(0, field.at(1, 0, 1, 0));
    assertEquals(0, field.at(0, 0, -1e6f, 1e6f));
  }

  @Test
  void betweenGreyLevelsTheValueIsLinear() {
    float[] levels = new float[256];
    levels[7] = 1;
    levels[8] = 3;
    levels[255] = 5;
    GreyScale scale = new GreyScale(new Scaling.Levels("own", levels), images(28, 28), INPUT);
    assertEquals(1, scale.scaled(7, 0, 0));
    assertEquals(1.5f, scale.scaled(7.25f, 0, 0));
    assertEquals(5, scale.scaled(255, 0, 0));
    assertEquals(2.5f, scale.scaled(254.5f, 0, 0));
  }

  @Test
  void turnsAndShearsGoWhereTheyShould() {
    // A single pixel of ink, 10 to the right of the centre and 4 below it.
    byte[] pixels = new byte[29 * 29];
    pixels[(14 + 4) * 29 + 14 + 10] = (byte) 255;
    GreyImages dot = new GreyImages(29, 29, pixels, new int[1]);
    Shape input = new Shape(1, 29, 29);
    Distortion shear = Distortion.NONE.withShear(0.5f);
    double sum = 0;
    for (int key = 0; key < 400; key++) {
      float[] x = new float[input.size()];
      new Distorter(shear, dot, Scaling.unit(), input, new PlainSmoothing())
          .gather(0, key, x, 0, 1);
      float u = CounterRandom.of(key, 0).symmetric(4);
      float[] centre = centreOfMass(x, 29);
      // x + h·y, rows downwards
      assertEquals(14 + 10 + 0.5f * u * 4, centre[0], 0.51);
      assertEquals(14 + 4, centre[1], 1e-4);
      sum += centre[0];
      assertEquals(0, rotated(dot, input, key), 0.06);
    }
    assertEquals(24, sum / 400, 0.2);
  }

  /** Returns by how much the angle of the dot differs from what was drawn. */
  private static float rotated(GreyImages dot, Shape input, int key) {
    float[] x = new float[input.size()];
    new Distorter(
            Distortion.NONE.withRotation(20), dot, Scaling.unit(), input, new PlainSmoothing())
        .gather(0, key, x, 0, 1);
    float[] centre = centreOfMass(x, 29);
    double drawn =
        2 * Math.atan(Math.tan(Math.toRadians(10)) * CounterRandom.of(key, 0).symmetric(5));
    return (float) (Math.atan2(centre[1] - 14, centre[0] - 14) - Math.atan2(4, 10) - drawn);
  }

  private static float[] centreOfMass(float[] x, int width) {
    float mass = 0;
    float right = 0;
    float down = 0;
    for (int i = 0; i < x.length; i++) {
      mass += x[i];
      right += x[i] * (i % width);
      down += x[i] * (i / width);
    }
    return new float[] {right / mass, down / mass};
  }

  @Test
  void inkStaysWithinWhatTheAmountsAllow() {
    // A square of ink of 14 pixels' side; its corners are the furthest from the centre.
    byte[] pixels = new byte[28 * 28];
    for (int r = 7; r < 21; r++) {
      Arrays.fill(pixels, r * 28 + 7, r * 28 + 21, (byte) 255);
    }
    GreyImages square = new GreyImages(28, 28, pixels, new int[1]);
    Distortion amounts = Distortion.paper();
    // To where the interpolated ink ends: a pixel beyond the middles of the outermost ones.
    double corner = 6.5 + 1;
    double height = corner * 1.15 / 0.85;
    double most = Math.max(corner * 1.15 * 1.15 + 0.3 * height, height) + 2;
    boolean used = false;
    for (int key = 0; key < 500; key++) {
      float[] x = gathered(square, Scaling.unit(), amounts, key, 0);
      for (int i = 0; i < x.length; i++) {
        double far = Math.max(Math.abs(i % 32 - 15.5), Math.abs(i / 32 - 15.5));
        assertFalse(x[i] > 0 && far > most, "key " + key + ", pixel " + i);
        assertTrue(x[i] >= 0 && x[i] <= 1);
        used |= x[i] > 0 && far > corner + 2;
      }
    }
    assertTrue(used);
  }

  @Test
  void smoothingLeavesTheVarianceThatItShould() {
    ElasticField field =
        new ElasticField(new PlainSmoothing(), Distortion.NONE.withElastic(1, 4).gaussian(), INPUT);
    double sum = 0;
    int samples = 200;
    for (int index = 0; index < samples; index++) {
      field.draw(CounterRandom.of(9, index));
      for (int r = 12; r < 20; r++) {
        for (int c = 12; c < 20; c++) {
          sum += field.x(r, c) * field.x(r, c) + field.y(r, c) * field.y(r, c);
        }
      }
    }
    // Uniform noise has variance 1/3; a Gaussian of unit weight leaves 1/(4·π·σ²) of it.
    double variance = sum / (2 * samples * 64);
    assertEquals(1 / (3 * 4 * Math.PI * 16), variance, 0.15 * variance);
  }

  @Test
  void theFieldIsTheNoiseConvolvedWithTheGaussian() {
    Shape input = new Shape(1, 5, 7);
    float[] taps = Distortion.NONE.withElastic(1, 1.3f).gaussian();
    assertEquals(5, taps.length);
    ElasticField field = new ElasticField(new PlainSmoothing(), taps, input);
    CounterRandom random = CounterRandom.of(3, 8);
    field.draw(random);
    for (int r = 0; r < 5; r++) {
      for (int c = 0; c < 7; c++) {
        double x = 0;
        double y = 0;
        for (int nr = 0; nr < 5; nr++) {
          for (int nc = 0; nc < 7; nc++) {
            int down = Math.abs(nr - r);
            int across = Math.abs(nc - c);
            if (down < taps.length && across < taps.length) {
              long bits = random.bits(8 + nr * 7 + nc);
              double weight = (double) taps[down] * taps[across];
              x += weight * CounterRandom.toSymmetric(bits >>> 40);
              y += weight * CounterRandom.toSymmetric(bits >>> 16 & 0xffffff);
            }
          }
        }
        assertEquals(x, field.x(r, c), 1e-6);
        assertEquals(y, field.y(r, c), 1e-6);
      }
    }
  }

  @Test
  void anImageIsDistortedAlikeWhereverItStands() {
    GreyImages images = images(28, 28);
    Distortion distortion = Distortion.paper().withRotation(5).withElastic(30, 4);
    CpuImages resident = new CpuImages(images, Scaling.paper(), new PlainSmoothing());
    Source.Samples samples =
        new Source.Samples(resident, 3, 1, 4, 1, 5, 9).distorted(distortion, 77).part(2, 3);
    int lanes = 8;
    float[] x = new float[INPUT.size() * lanes];
    resident.gather(samples, 0, samples.count(), INPUT, x, lanes);
    for (int sample = 0; sample < samples.count(); sample++) {
      float[] alone =
          gathered(images, Scaling.paper(), distortion, 77, new int[] {4, 1, 5}[sample]);
      float[] lane = new float[INPUT.size()];
      for (int i = 0; i < lane.length; i++) {
        lane[i] = x[i * lanes + sample];
      }
      assertArrayEquals(alone, lane);
    }
    assertFalse(
        Arrays.equals(
            gathered(images, Scaling.paper(), distortion, 77, 4),
            gathered(images, Scaling.paper(), distortion, 78, 4)));
  }
}
