package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import io.github.lenetcl.data.InkImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The ink of a line without ruled lines and specks, and how large its digits are.
 *
 * @param ink the line
 * @param blobs its connected pieces of ink
 * @param height the height of its digits, in pixels; 0 where there is no ink
 * @param middle the row of their middle
 * @param block by how much the line was made smaller: the side of the squares of pixels that became
 *     one
 */
record CleanLine(InkImage ink, List<Blob> blobs, double height, double middle, int block) {

  /** Digits higher than this are made smaller first: it is more than enough to read them. */
  private static final int HIGHEST = 80;

  /** A piece is a speck if it is smaller both ways than this part of the highest one. */
  private static final double SPECK = 0.17;

  static CleanLine of(InkImage picture) {
    InkImage ink = withoutRule(picture);
    List<Blob> blobs = withoutSpecks(Blob.of(ink));
    int block = (int) Math.max(1, highest(blobs) / (HIGHEST / 2));
    if (block > 1) {
      ink = shrunk(ink, block);
      blobs = withoutSpecks(Blob.of(ink));
    }
    // Broken strokes are lower than digits: half of the width is in pieces of this height or more.
    double height = weightedMedian(blobs, blob -> blob.extent().height());
    double middle =
        weightedMedian(blobs, blob -> (blob.extent().top() + blob.extent().bottom()) / 2.0);
    return new CleanLine(ink, blobs, height, middle, block);
  }

  private static InkImage withoutRule(InkImage picture) {
    return RuledLine.find(picture).map(rule -> rule.removedFrom(picture)).orElse(picture);
  }

  private static double highest(List<Blob> blobs) {
    return blobs.stream().mapToInt(blob -> blob.extent().height()).max().orElse(0);
  }

  private static List<Blob> withoutSpecks(List<Blob> blobs) {
    double least = SPECK * highest(blobs);
    return blobs.stream()
        .filter(blob -> blob.extent().height() > least || blob.extent().width() > least)
        .toList();
  }

  /** What a measure of a piece is in the middle of the pieces, each counted by its width. */
  private static double weightedMedian(List<Blob> blobs, ToDoubleFunction<Blob> measure) {
    List<Blob> sorted = new ArrayList<>(blobs);
    sorted.sort(Comparator.comparingDouble(measure));
    long all = sorted.stream().mapToLong(blob -> blob.extent().width()).sum();
    long seen = 0;
    for (Blob blob : sorted) {
      seen += blob.extent().width();
      if (2 * seen >= all) {
        return measure.applyAsDouble(blob);
      }
    }
    return 0;
  }

  /** Averages squares of pixels. */
  private static InkImage shrunk(InkImage ink, int block) {
    int height = (ink.height() + block - 1) / block;
    int width = (ink.width() + block - 1) / block;
    int[] sums = new int[height * width];
    for (int row = 0; row < ink.height(); row++) {
      for (int column = 0; column < ink.width(); column++) {
        sums[row / block * width + column / block] += ink.level(row, column);
      }
    }
    byte[] levels = new byte[sums.length];
    for (int i = 0; i < sums.length; i++) {
      levels[i] = (byte) (sums[i] / (block * block));
    }
    return new InkImage(height, width, levels);
  }

  /** Returns where a rectangle of this line is in the picture that it was made of. */
  Extent inPicture(Extent box) {
    return new Extent(
        block * box.top(), block * box.left(), block * box.bottom(), block * box.right());
  }

  /**
   * Gives each pixel of ink, and the faint pixels about it, to a blob: its index, or −1 where there
   * is none.
   */
  int[] owners() {
    int[] owners = new int[ink.levels().length];
    Arrays.fill(owners, -1);
    List<Integer> edge = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      for (int pixel : blobs.get(i).pixels()) {
        owners[pixel] = i;
        edge.add(pixel);
      }
    }
    int rings = (int) Math.max(1, Math.round(height / 10));
    for (int ring = 0; ring < rings; ring++) {
      edge = grown(edge, owners);
    }
    return owners;
  }

  private List<Integer> grown(List<Integer> edge, int[] owners) {
    List<Integer> grown = new ArrayList<>();
    int width = ink.width();
    for (int pixel : edge) {
      int row = pixel / width;
      int column = pixel % width;
      for (int r = Math.max(0, row - 1); r <= Math.min(ink.height() - 1, row + 1); r++) {
        for (int c = Math.max(0, column - 1); c <= Math.min(width - 1, column + 1); c++) {
          int at = r * width + c;
          if (owners[at] < 0 && ink.levels()[at] != 0) {
            owners[at] = owners[pixel];
            grown.add(at);
          }
        }
      }
    }
    return grown;
  }
}
