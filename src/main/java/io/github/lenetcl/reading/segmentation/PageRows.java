package io.github.lenetcl.reading.segmentation;

import io.github.lenetcl.data.ink.Extent;
import io.github.lenetcl.data.ink.InkImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the rows of a page. Blobs that stand beside each other hang together in a row, from one
 * neighbour to the next, so that a row may rise or fall; what is much lower than the rows are, such
 * as a point, a dash or the bar of a five, goes to the nearest one.
 */
public final class PageRows {

  /** A blob is beside another if they share this part of the lower one's height. */
  private static final double BESIDE = 0.4;

  /** Neighbours of a row are at most so many heights apart, where the row may rise or fall. */
  private static final double NEAR = 4;

  /** What is lower than this part of the highest row is no row of its own. */
  private static final double LEAST_HEIGHT = 0.45;

  /** Rows are at least this part of their height apart; less is a gap in a stroke. */
  private static final double LEAST_GAP = 0.12;

  /** Blobs of fewer pixels than this part of the largest one have no say. */
  private static final double LEAST_PIXELS = 0.02;

  /** No page has more: noise has more blobs than any page. */
  private static final int MOST_BLOBS = 20_000;

  /** Empty pixels about a row. */
  private static final int MARGIN = 4;

  private PageRows() {}

  /**
   * A row of a page.
   *
   * @param ink its ink and nothing of other rows
   * @param top where its first row of pixels is on the page
   * @param left where its first column is
   */
  public record Row(InkImage ink, int top, int left) {

    /**
     * Finds a place again.
     *
     * @param box a rectangle of this row
     * @return where it is on the page
     */
    public Extent onPage(Extent box) {
      return new Extent(box.top() + top, box.left() + left, box.bottom() + top, box.right() + left);
    }
  }

  /** Blobs that belong together. */
  private static final class Group {

    private final List<Blob> blobs = new ArrayList<>();
    private Extent extent;

    Group(Blob first) {
      blobs.add(first);
      extent = first.extent();
    }

    void add(Group other) {
      blobs.addAll(other.blobs);
      extent = extent.with(other.extent);
    }

    /** By how many rows of pixels two are apart; negative where they share some. */
    int apart(Group other) {
      return Math.max(extent.top(), other.extent.top())
          - Math.min(extent.bottom(), other.extent.bottom());
    }

    boolean isBeside(Group other) {
      return -apart(other) >= BESIDE * Math.min(extent.height(), other.extent.height());
    }
  }

  /**
   * Finds rows.
   *
   * @param page a page, or a single line
   * @return its rows from the top; the whole page where there is one row or nothing
   */
  public static List<Row> of(InkImage page) {
    List<Blob> all = Blob.of(page);
    Row whole = new Row(page, 0, 0);
    if (all.size() < 2 || all.size() > MOST_BLOBS) {
      return List.of(whole);
    }
    int most = all.stream().mapToInt(blob -> blob.pixels().length).max().orElse(0);
    List<Group> rows = new ArrayList<>();
    List<Group> small = new ArrayList<>();
    for (Blob blob : all) {
      (blob.pixels().length < LEAST_PIXELS * most ? small : rows).add(new Group(blob));
    }
    rows = joined(chained(rows));
    int highest = rows.stream().mapToInt(row -> row.extent.height()).max().orElse(0);
    List<Group> high = new ArrayList<>();
    for (Group row : rows) {
      (row.extent.height() < LEAST_HEIGHT * highest ? small : high).add(row);
    }
    if (high.size() < 2) {
      return List.of(whole);
    }
    for (Group group : small) {
      nearest(high, group).add(group);
    }
    high.sort(Comparator.comparingInt(row -> row.extent.top()));
    return cut(page, high);
  }

  /** Joins each blob with those beside it that are near, from the left to the right. */
  private static List<Group> chained(List<Group> blobs) {
    List<Group> sorted = new ArrayList<>(blobs);
    sorted.sort(Comparator.comparingInt(blob -> blob.extent.left()));
    /* The last blob of each chain stands for it. */
    record Chain(Group all, Group last) {}
    List<Chain> chains = new ArrayList<>();
    for (Group blob : sorted) {
      Group own = new Group(blob.blobs.get(0));
      int best = -1;
      int nearest = Integer.MAX_VALUE;
      for (int i = 0; i < chains.size(); i++) {
        Group last = chains.get(i).last;
        int gap = blob.extent.left() - last.extent.right();
        int height = Math.max(blob.extent.height(), last.extent.height());
        if (last.isBeside(blob) && gap < NEAR * height && Math.abs(gap) < nearest) {
          best = i;
          nearest = Math.abs(gap);
        }
      }
      if (best < 0) {
        chains.add(new Chain(own, blob));
      } else {
        Chain chain = chains.get(best);
        chain.all.add(own);
        // A point or a dash is a poor guide to where the row goes on.
        boolean low = 2 * blob.extent.height() < chain.last.extent.height();
        chains.set(best, new Chain(chain.all, low ? chain.last : blob));
      }
    }
    List<Group> groups = new ArrayList<>();
    chains.forEach(chain -> groups.add(chain.all));
    return groups;
  }

  /** Joins what stands at the same height, and what is hardly apart. */
  private static List<Group> joined(List<Group> groups) {
    List<Group> rows = new ArrayList<>(groups);
    rows.sort(Comparator.comparingInt(row -> -row.extent.height()));
    for (int i = 0; i < rows.size(); i++) {
      for (int k = i + 1; k < rows.size(); k++) {
        Group one = rows.get(i);
        Group other = rows.get(k);
        int lower = Math.min(one.extent.height(), other.extent.height());
        boolean overlap =
            one.extent.right() > other.extent.left() && other.extent.right() > one.extent.left();
        boolean close = overlap && one.apart(other) < LEAST_GAP * lower;
        if (one.isBeside(other) || close && !isRow(one, other)) {
          one.add(rows.remove(k));
          k = i;
        }
      }
    }
    return rows;
  }

  /** Whether two that nearly meet are rows nevertheless: each of several blobs in a row. */
  private static boolean isRow(Group one, Group other) {
    return one.blobs.size() > 2 && other.blobs.size() > 2 && one.apart(other) > 0;
  }

  private static Group nearest(List<Group> rows, Group group) {
    return rows.stream().min(Comparator.comparingInt(row -> row.apart(group))).orElseThrow();
  }

  private static List<Row> cut(InkImage page, List<Group> rows) {
    int[] owners = new int[page.levels().length];
    for (int i = 0; i < rows.size(); i++) {
      for (Blob blob : rows.get(i).blobs) {
        for (int pixel : blob.pixels()) {
          owners[pixel] = i + 1;
        }
      }
    }
    List<Row> cut = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      cut.add(cut(page, rows.get(i).extent, i + 1, owners));
    }
    return cut;
  }

  private static Row cut(InkImage page, Extent extent, int owner, int[] owners) {
    int top = Math.max(0, extent.top() - MARGIN);
    int left = Math.max(0, extent.left() - MARGIN);
    int height = Math.min(page.height(), extent.bottom() + MARGIN) - top;
    int width = Math.min(page.width(), extent.right() + MARGIN) - left;
    byte[] levels = new byte[height * width];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int at = (top + row) * page.width() + left + column;
        if (!isOther(page, owners, owner, top + row, left + column)) {
          levels[row * width + column] = page.levels()[at];
        }
      }
    }
    return new Row(new InkImage(height, width, levels), top, left);
  }

  /** Whether a pixel is another row's ink, or the faint edge of it. */
  private static boolean isOther(InkImage page, int[] owners, int owner, int row, int column) {
    int own = owners[row * page.width() + column];
    if (own != 0) {
      return own != owner;
    }
    boolean other = false;
    for (int r = Math.max(0, row - 2); r <= Math.min(page.height() - 1, row + 2); r++) {
      for (int c = Math.max(0, column - 2); c <= Math.min(page.width() - 1, column + 2); c++) {
        int near = owners[r * page.width() + c];
        if (near == owner) {
          return false;
        }
        other |= near != 0;
      }
    }
    return other;
  }
}
