package io.github.lenetcl.data.ink;

import java.util.Arrays;

/**
 * Shrinks or enlarges along one dimension. Shrinking averages over the area that a pixel covers,
 * enlarging interpolates between neighbours; outside the picture there is no ink.
 */
final class Resampling {
  /** For each output pixel the first input pixel that it reads. */
  private final int[] first;

  /** For each output pixel where its shares begin, and at last where all end. */
  private final int[] begin;

  /** The shares of the input pixels that output pixels read; those of each add up to 1. */
  private float[] share;

  private Resampling(int count) {
    first = new int[count];
    begin = new int[count + 1];
    share = new float[4 * count];
  }

  /**
   * Output pixel i covers the input from {@code start + i · step} to {@code start + (i + 1) ·
   * step}.
   */
  static Resampling of(double start, double step, int count, int inputs) {
    Resampling resampling = new Resampling(count);
    for (int i = 0; i < count; i++) {
      // At least one pixel wide around its centre: for that width an area is an interpolation.
      double centre = start + (i + 0.5) * step;
      double half = Math.max(step, 1) / 2;
      resampling.cover(i, centre - half, centre + half, inputs);
    }
    return resampling;
  }

  private void cover(int i, double from, double to, int inputs) {
    first[i] = (int) Math.max(0, Math.floor(from));
    int end = (int) Math.min(inputs, Math.ceil(to));
    int at = begin[i];
    int inputsRead = Math.max(0, end - first[i]);
    if (at + inputsRead > share.length) {
      share = Arrays.copyOf(share, 2 * (at + inputsRead));
    }
    for (int input = first[i]; input < end; input++, at++) {
      double overlap = Math.min(to, input + 1) - Math.max(from, input);
      share[at] = (float) (overlap / (to - from));
    }
    begin[i + 1] = at;
  }

  /**
   * {@return a picture at another size, row by row}
   *
   * @param ink the picture
   * @param rows how its rows become those of the result
   * @param columns how its columns do
   */
  static float[] both(InkImage ink, Resampling rows, Resampling columns) {
    int width = columns.first.length;
    float[] out = new float[rows.first.length * width];
    float[][] across = new float[ink.height()][];
    for (int i = 0; i < rows.first.length; i++) {
      for (int k = rows.begin[i], row = rows.first[i]; k < rows.begin[i + 1]; k++, row++) {
        if (across[row] == null) {
          across[row] = columns.across(ink, row);
        }
        float share = rows.share[k];
        float[] read = across[row];
        for (int column = 0, at = i * width; column < width; column++, at++) {
          out[at] += share * read[column];
        }
      }
    }
    return out;
  }

  private float[] across(InkImage ink, int row) {
    byte[] levels = ink.levels();
    int from = row * ink.width();
    float[] out = new float[first.length];
    for (int i = 0; i < out.length; i++) {
      float sum = 0;
      for (int k = begin[i], at = from + first[i]; k < begin[i + 1]; k++, at++) {
        sum += share[k] * (levels[at] & 0xff);
      }
      out[i] = sum;
    }
    return out;
  }
}
