package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The ink of blobs, with its faint edge, divided between their cuts.
 *
 * @param parts the parts of all blobs by the columns of their middles
 * @param owners for each pixel of the line the index of its part, or −1
 */
record Slicing(List<Part> parts, int[] owners) {

  static Slicing of(CleanLine line, List<List<Cut>> cuts) {
    return new Slicer(line, cuts).slice();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slicing that && Arrays.equals(owners, that.owners);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(owners);
  }

  /** Slices are numbered through all blobs; each has its extent and its ink summed up. */
  private static final class Slicer {

    private final CleanLine line;
    private final List<List<Cut>> cuts;

    /** For each blob the number of its first slice, and how many there are in all. */
    private final int[] first;

    /** For each slice top, left, bottom and right. */
    private final int[][] extents;

    private final long[] mass;

    Slicer(CleanLine line, List<List<Cut>> cuts) {
      this.line = line;
      this.cuts = cuts;
      first = new int[cuts.size() + 1];
      for (int blob = 0; blob < cuts.size(); blob++) {
        first[blob + 1] = first[blob] + cuts.get(blob).size() + 1;
      }
      int slices = first[cuts.size()];
      extents = new int[slices][];
      for (int i = 0; i < slices; i++) {
        extents[i] = new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0};
      }
      mass = new long[slices];
    }

    Slicing slice() {
      int[] owners = line.owners();
      for (int pixel = 0; pixel < owners.length; pixel++) {
        if (owners[pixel] >= 0) {
          owners[pixel] = number(owners[pixel], pixel);
          add(owners[pixel], pixel);
        }
      }
      /* A part and the number of its slice. */
      record Numbered(Part part, int slice) {}
      List<Numbered> numbered = new ArrayList<>();
      for (int blob = 0; blob < cuts.size(); blob++) {
        for (int slice = first[blob], count = 0; slice < first[blob + 1]; slice++) {
          if (extents[slice][2] > 0) {
            numbered.add(new Numbered(part(blob, slice, count++), slice));
          }
        }
      }
      numbered.sort(Comparator.comparingInt(each -> each.part.centre()));
      int[] places = new int[mass.length];
      Arrays.fill(places, -1);
      for (int i = 0; i < numbered.size(); i++) {
        places[numbered.get(i).slice] = i;
      }
      for (int pixel = 0; pixel < owners.length; pixel++) {
        owners[pixel] = owners[pixel] < 0 ? -1 : places[owners[pixel]];
      }
      return new Slicing(numbered.stream().map(Numbered::part).toList(), owners);
    }

    /** The slice that a pixel of a blob is in: as many cuts of the blob are left of it. */
    private int number(int blob, int pixel) {
      Extent box = line.blobs().get(blob).extent();
      int column = pixel % line.ink().width();
      int row = pixel / line.ink().width() - box.top();
      int at = Math.max(0, Math.min(box.height() - 1, row));
      // Cuts may meet but do not cross, so that in each row they are in order.
      List<Cut> own = cuts.get(blob);
      int from = 0;
      int to = own.size();
      while (from < to) {
        int half = (from + to) / 2;
        if (column >= own.get(half).columns()[at]) {
          from = half + 1;
        } else {
          to = half;
        }
      }
      return first[blob] + from;
    }

    private void add(int slice, int pixel) {
      int level = line.ink().levels()[pixel] & 0xff;
      mass[slice] += level;
      if (level >= Blob.INK) {
        int row = pixel / line.ink().width();
        int column = pixel % line.ink().width();
        int[] extent = extents[slice];
        extent[0] = Math.min(extent[0], row);
        extent[1] = Math.min(extent[1], column);
        extent[2] = Math.max(extent[2], row + 1);
        extent[3] = Math.max(extent[3], column + 1);
      }
    }

    /** A slice that has ink as a part: its blob's first and last have no cut there. */
    private Part part(int blob, int slice, int count) {
      List<Cut> own = cuts.get(blob);
      int at = slice - first[blob];
      boolean last = true;
      for (int later = slice + 1; later < first[blob + 1]; later++) {
        last &= extents[later][2] == 0;
      }
      int[] extent = extents[slice];
      return new Part(
          blob,
          count,
          new Extent(extent[0], extent[1], extent[2], extent[3]),
          mass[slice] / 255.0,
          count == 0 ? 0 : own.get(at - 1).ink(),
          last ? 0 : own.get(at).ink());
    }
  }
}
