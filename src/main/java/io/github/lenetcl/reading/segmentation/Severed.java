package io.github.lenetcl.reading.segmentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Tells how much ink is cut through to part a run of parts from the rest of their blobs. */
final class Severed {

  private final List<Part> parts;

  /** For each part the one that is left of it in its blob, or −1. */
  private final int[] left;

  /** For each part the one that is right of it in its blob, or −1. */
  private final int[] right;

  private Severed(List<Part> parts) {
    this.parts = parts;
    this.left = new int[parts.size()];
    this.right = new int[parts.size()];
  }

  static Severed of(List<Part> parts) {
    Severed severed = new Severed(parts);
    Arrays.fill(severed.left, -1);
    Arrays.fill(severed.right, -1);
    // By blob, the part of each slice.
    List<List<Integer>> slices = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      while (slices.size() <= parts.get(i).blob()) {
        slices.add(new ArrayList<>());
      }
      slices.get(parts.get(i).blob()).add(i);
    }
    for (List<Integer> own : slices) {
      own.sort(Comparator.comparingInt(i -> parts.get(i).slice()));
      for (int slice = 1; slice < own.size(); slice++) {
        severed.right[own.get(slice - 1)] = own.get(slice);
        severed.left[own.get(slice)] = own.get(slice - 1);
      }
    }
    return severed;
  }

  /** The ink of the cuts between a run of parts and the others, in pixels of full ink. */
  double ink(int first, int last) {
    double ink = 0;
    for (int part = first; part <= last; part++) {
      ink += left[part] < first || left[part] > last ? parts.get(part).leftInk() : 0;
      ink += right[part] < first || right[part] > last ? parts.get(part).rightInk() : 0;
    }
    return ink;
  }
}
