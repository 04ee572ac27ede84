package io.github.lenetcl.reading;

import io.github.lenetcl.reading.graph.Automaton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The characters that stand for a model's classes in graphs and grammars: a class of one character
 * is that character, one of a longer name has a code point of its own from a private area. Texts of
 * longer names are spelled with blanks between them.
 */
public final class Alphabet {

  /** Ink that is no class and no known mark, in what a line looks like: U+FFFD. */
  public static final int FOREIGN = 0xFFFD;

  /** Where the code points of longer names begin: Supplementary Private Use Area-A. */
  private static final int PRIVATE = 0xF0000;

  private final List<String> classes;
  private final int[] symbols;
  private final boolean single;

  private Alphabet(List<String> classes) {
    this.classes = List.copyOf(classes);
    this.symbols = IntStream.range(0, classes.size()).map(i -> symbol(classes.get(i), i)).toArray();
    this.single = IntStream.of(symbols).noneMatch(Alphabet::isPrivate);
  }

  private static int symbol(String name, int index) {
    boolean one = name.codePointCount(0, name.length()) == 1;
    return one ? name.codePointAt(0) : PRIVATE + index;
  }

  private static boolean isPrivate(int symbol) {
    return symbol >= PRIVATE;
  }

  /**
   * {@return the alphabet of a model's classes}
   *
   * @param classes their names, no two alike
   */
  public static Alphabet of(List<String> classes) {
    return new Alphabet(classes);
  }

  /** {@return the code point of each class} */
  public int[] symbols() {
    return symbols.clone();
  }

  /**
   * {@return what a code point is called}
   *
   * @param symbol a class's or any other
   */
  public String name(int symbol) {
    return isPrivate(symbol) && symbol - PRIVATE < classes.size()
        ? classes.get(symbol - PRIVATE)
        : Character.toString(symbol);
  }

  /**
   * {@return a text as people write it: with blanks between the names where some are long}
   *
   * @param coded a text of code points
   */
  public String spelled(String coded) {
    return single
        ? coded
        : coded.codePoints().mapToObj(this::name).collect(Collectors.joining(" "));
  }

  /**
   * {@return so many classes in a row, whichever}
   *
   * @param count how many, at least 0
   */
  public Automaton exactly(int count) {
    return Automaton.of(
        0,
        symbols,
        (at, symbol) -> at < count ? Optional.of(at + 1) : Optional.empty(),
        at -> at == count);
  }

  /** {@return any number of classes in a row, none included} */
  public Automaton any() {
    return Automaton.of(0, symbols, (at, symbol) -> Optional.of(0), at -> true);
  }

  @Override
  public String toString() {
    return "alphabet of " + classes;
  }

  /**
   * {@return any number of classes and of other symbols in a row}
   *
   * @param others code points, which may be those of classes too
   */
  public Automaton anyWith(int... others) {
    int[] all =
        IntStream.concat(IntStream.of(symbols()), IntStream.of(others)).distinct().toArray();
    return Automaton.of(0, all, (state, symbol) -> Optional.of(0), state -> true);
  }
}
