package io.github.lenetcl.reading;

import io.github.lenetcl.data.Extent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Divides the ink of blobs, with its faint edge, between their cuts. */
final class Slicing {

  private final CleanLine line;
  private final List<List<Cut>> cuts;
  private final List<List<List<Integer>>> slices = new ArrayList<>();

  private Slicing(CleanLine line, List<List<Cut>> cuts) {
    this.line = line;
    this.cuts = cuts;
    for (List<Cut> own : cuts) {
      List<List<Integer>> parts = new ArrayList<>();
      for (int i = 0; i <= own.size(); i++) {
        parts.add(new ArrayList<>());
      }
      slices.add(parts);
    }
  }

  /** Returns the parts of all blobs by the columns of their middles. */
  static List<Part> of(CleanLine line, List<List<Cut>> cuts) {
    return new Slicing(line, cuts).parts();
  }

  private List<Part> parts() {
    int[] owners = line.owners();
    for (int pixel = 0; pixel < owners.length; pixel++) {
      if (owners[pixel] >= 0) {
        slices.get(owners[pixel]).get(slice(owners[pixel], pixel)).add(pixel);
      }
    }
    List<Part> parts = new ArrayList<>();
    for (int blob = 0; blob < slices.size(); blob++) {
      addParts(blob, parts);
    }
    parts.sort(Comparator.comparingInt(Part::centre));
    return parts;
  }

  /** How many cuts of its blob a pixel is right of. */
  private int slice(int blob, int pixel) {
    Extent box = line.blobs().get(blob).extent();
    int row = pixel / line.ink().width();
    int column = pixel % line.ink().width();
    int at = Math.max(0, Math.min(box.height() - 1, row - box.top()));
    int slice = 0;
    for (Cut cut : cuts.get(blob)) {
      slice += column >= cut.columns()[at] ? 1 : 0;
    }
    return slice;
  }

  /** Adds the slices of a blob that have ink; its first and last are the blob's own ends. */
  private void addParts(int blob, List<Part> parts) {
    List<Cut> own = cuts.get(blob);
    List<Part> added = new ArrayList<>();
    for (int slice = 0; slice <= own.size(); slice++) {
      int[] pixels = slices.get(blob).get(slice).stream().mapToInt(Integer::intValue).toArray();
      Optional<Extent> extent = extent(pixels);
      if (extent.isPresent()) {
        double left = added.isEmpty() ? 0 : own.get(slice - 1).ink();
        double right = slice == own.size() ? 0 : own.get(slice).ink();
        added.add(new Part(blob, added.size(), pixels, extent.get(), mass(pixels), left, right));
      }
    }
    if (!added.isEmpty()) {
      int last = added.size() - 1;
      added.set(last, added.get(last).asLast());
      parts.addAll(added);
    }
  }

  private Optional<Extent> extent(int[] pixels) {
    int width = line.ink().width();
    Optional<Extent> extent = Optional.empty();
    for (int pixel : pixels) {
      if ((line.ink().levels()[pixel] & 0xff) >= Blob.INK) {
        int row = pixel / width;
        int column = pixel % width;
        Extent one = new Extent(row, column, row + 1, column + 1);
        extent = Optional.of(extent.map(one::with).orElse(one));
      }
    }
    return extent;
  }

  private double mass(int[] pixels) {
    double mass = 0;
    for (int pixel : pixels) {
      mass += (line.ink().levels()[pixel] & 0xff) / 255.0;
    }
    return mass;
  }
}
