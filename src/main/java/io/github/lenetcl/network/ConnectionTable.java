package io.github.lenetcl.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which input maps each output map of a convolution reads. A connected pair has one kernel; an
 * absent one has no weight, no gradient and no share in the fan-in. Pairs are numbered output map
 * by output map, input maps ascending.
 *
 * @param inputs number of input maps
 * @param rows for each output map the input maps that it reads, ascending
 */
public record ConnectionTable(int inputs, List<List<Integer>> rows) {

  /** Table I: a row for each S2 map, a column for each C3 map, X where they are connected. */
  private static final String TABLE_I =
      """
        0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15
      0 X . . . X X X . . X X  X  X  .  X  X
      1 X X . . . X X X . . X  X  X  X  .  X
      2 X X X . . . X X X . .  X  .  X  X  X
      3 . X X X . . X X X X .  .  X  .  X  X
      4 . . X X X . . X X X X  .  X  X  .  X
      5 . . . X X X . . X X X  X  .  X  X  X
      """;

  /** Checks that every output map reads at least one input map and each at most once, ascending. */
  public ConnectionTable {
    rows = rows.stream().map(List::copyOf).toList();
    if (inputs < 1 || rows.isEmpty()) {
      throw new IllegalArgumentException(
          "a connection table needs input and output maps: found "
              + inputs
              + " inputs and "
              + rows.size()
              + " outputs");
    }
    for (int output = 0; output < rows.size(); output++) {
      if (output > 0 && rows.get(output) == rows.get(output - 1)) {
        continue; // the same row, as in a full table of any size
      }
      int previous = -1;
      for (int input : rows.get(output)) {
        if (input <= previous || input >= inputs) {
          throw new IllegalArgumentException(
              "connection table, output map "
                  + output
                  + ": found "
                  + rows.get(output)
                  + ", wanted ascending input maps below "
                  + inputs);
        }
        previous = input;
      }
      if (previous < 0) {
        throw new IllegalArgumentException(
            "connection table, output map " + output + ": reads no input map");
      }
    }
  }

  /** {@return Table I of LeCun et al. 1998: 16 C3 maps over 6 S2 maps, 60 pairs} */
  public static ConnectionTable tableI() {
    return parse(TABLE_I);
  }

  /**
   * {@return the table in which every output map reads every input map}
   *
   * @param inputs number of input maps
   * @param outputs number of output maps
   */
  public static ConnectionTable full(int inputs, int outputs) {
    // Not toList(), whose lists List.copyOf copies, for every output anew.
    List<Integer> all = IntStream.range(0, inputs).boxed().collect(Collectors.toUnmodifiableList());
    return new ConnectionTable(inputs, Collections.nCopies(outputs, all));
  }

  /**
   * Reads a table as the paper prints it: a heading, then a line for each input map with its number
   * and, for each output map, X where they are connected and any other word where they are not.
   *
   * @param text the table
   * @return the table
   */
  public static ConnectionTable parse(String text) {
    List<String> lines = text.strip().lines().toList();
    List<List<Integer>> rows = new ArrayList<>();
    int outputs = lines.get(0).strip().split(" +").length;
    for (int output = 0; output < outputs; output++) {
      List<Integer> row = new ArrayList<>();
      for (int input = 0; input < lines.size() - 1; input++) {
        String[] cells = lines.get(input + 1).strip().split(" +");
        if (cells.length != outputs + 1) {
          throw new IllegalArgumentException(
              "connection table, line "
                  + (input + 1)
                  + ": found "
                  + (cells.length - 1)
                  + " cells, wanted "
                  + outputs);
        }
        if (cells[output + 1].equals("X")) {
          row.add(input);
        }
      }
      rows.add(row);
    }
    return new ConnectionTable(lines.size() - 1, rows);
  }

  /** {@return the number of output maps} */
  public int outputs() {
    return rows.size();
  }

  /** {@return the number of connected pairs, which is the number of kernels} */
  public int pairs() {
    return Math.toIntExact(rows.stream().mapToLong(List::size).sum());
  }

  /** {@return whether every output map reads every input map} */
  public boolean isFull() {
    return rows.stream().allMatch(row -> row.size() == inputs);
  }

  /**
   * {@return the number of the first pair of each output map, and the number of pairs at the end}
   */
  public int[] firstPairs() {
    int[] first = new int[outputs() + 1];
    for (int output = 0; output < outputs(); output++) {
      first[output + 1] = first[output] + rows.get(output).size();
    }
    return first;
  }

  /** {@return the input map of each pair} */
  public int[] pairInputs() {
    return rows.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray();
  }

  /** {@return the output map of each pair} */
  public int[] pairOutputs() {
    int[] outputs = new int[pairs()];
    int pair = 0;
    for (int output = 0; output < outputs(); output++) {
      for (int k = 0; k < rows.get(output).size(); k++) {
        outputs[pair++] = output;
      }
    }
    return outputs;
  }

  /** {@return the pairs that read each input map, input map by input map} */
  public int[] readers() {
    int[] next = firstReaders();
    int[] inputs = pairInputs();
    int[] readers = new int[inputs.length];
    for (int pair = 0; pair < inputs.length; pair++) {
      readers[next[inputs[pair]]++] = pair;
    }
    return readers;
  }

  /**
   * {@return where each input map's pairs begin in {@link #readers()}, and behind these the number
   * of pairs}
   */
  public int[] firstReaders() {
    int[] first = new int[inputs() + 1];
    for (int input : pairInputs()) {
      first[input + 1]++;
    }
    Arrays.parallelPrefix(first, Integer::sum);
    return first;
  }
}
