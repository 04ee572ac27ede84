package io.github.lenetcl.training;

/**
 * How the rate changes over a run. It is held for a fiftieth of a pass, so that runs of equal steps
 * go to a device whole.
 */
public sealed interface Schedule {

  /** How many rates there are in a pass. */
  int HOLDS = 50;

  /**
   * {@return the rate at a place of a run}
   *
   * @param at the passes done: 2.5 in the middle of the third
   * @param passes the number of passes of the run
   */
  float rate(double at, double passes);

  /**
   * {@return the rate of an update}
   *
   * @param pass the pass, from 1
   * @param step the update within the pass, from 0
   * @param steps the number of updates in a pass
   * @param passes the number of passes of the run
   */
  default float rate(int pass, int step, int steps, int passes) {
    int hold = (int) ((long) step * HOLDS / steps);
    return rate(pass - 1 + (hold + 0.5) / HOLDS, passes);
  }

  /** {@return the rate that the schedule is about: the first, or the highest of one that rises} */
  float rate();

  /**
   * {@return the same schedule about another rate}
   *
   * @param other the rate
   */
  Schedule withRate(float other);

  /** {@return whether the rates of a pass are the same whatever the number of passes} */
  default boolean extendable() {
    return true;
  }

  /**
   * Always the same rate.
   *
   * @param rate the rate
   */
  record Constant(float rate) implements Schedule {

    /** Checks the rate. */
    public Constant {
      requireRate("rate", rate);
    }

    @Override
    public Constant withRate(float other) {
      return new Constant(other);
    }

    @Override
    public float rate(double at, double passes) {
      return rate;
    }

    @Override
    public String toString() {
      return "rate " + rate;
    }
  }

  /**
   * A rate that is multiplied by a factor after every so many passes.
   *
   * @param rate the rate at the beginning
   * @param factor the factor, above 0
   * @param every the passes between two changes, at least 1
   */
  record Step(float rate, float factor, int every) implements Schedule {

    /** Checks the numbers. */
    public Step {
      requireRate("rate", rate);
      requireRate("factor", factor);
      if (every < 1) {
        throw new IllegalArgumentException("every " + every + " passes, wanted at least 1");
      }
    }

    @Override
    public Step withRate(float other) {
      return new Step(other, factor, every);
    }

    @Override
    public float rate(double at, double passes) {
      return (float) (rate * Math.pow(factor, Math.floor(at / every)));
    }

    @Override
    public String toString() {
      return "rate %s, times %s after every %d passes".formatted(rate, factor, every);
    }
  }

  /**
   * Half a cosine from one rate to another (Loshchilov and Hutter 2017): last + (rate − last)·(1 +
   * cos(π·at/passes))/2.
   *
   * @param rate the rate at the beginning
   * @param last the rate at the end, at least 0
   */
  record Cosine(float rate, float last) implements Schedule {

    /** Checks the rates. */
    public Cosine {
      requireRate("rate", rate);
      if (!(last >= 0 && last < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("last rate " + last + ", wanted a number from 0 on");
      }
    }

    @Override
    public Cosine withRate(float other) {
      return new Cosine(other, last / rate * other);
    }

    @Override
    public float rate(double at, double passes) {
      return (float) (last + (rate - last) * (1 + Math.cos(Math.PI * at / passes)) / 2);
    }

    @Override
    public boolean extendable() {
      return false;
    }

    @Override
    public String toString() {
      return "rate %s, falling as a cosine to %s".formatted(rate, last);
    }
  }

  /**
   * A rate that rises in a straight line over the first tenth of a run, from a fiftieth of the
   * highest, and falls in another to a fiftieth at its end.
   *
   * @param rate the highest rate
   */
  record OneCycle(float rate) implements Schedule {

    /** The part of the run over which the rate rises. */
    private static final double RISE = 0.1;

    /** The rate at both ends, as a part of the highest. */
    private static final double ENDS = 0.02;

    /** Checks the rate. */
    public OneCycle {
      requireRate("rate", rate);
    }

    @Override
    public OneCycle withRate(float other) {
      return new OneCycle(other);
    }

    @Override
    public float rate(double at, double passes) {
      double done = at / passes;
      double height = done < RISE ? done / RISE : (1 - done) / (1 - RISE);
      return (float) (rate * (ENDS + (1 - ENDS) * Math.max(0, height)));
    }

    @Override
    public boolean extendable() {
      return false;
    }

    @Override
    public String toString() {
      return "rate rising to " + rate + " and falling";
    }
  }

  /**
   * A straight rise from 0 to what another schedule begins with, which follows and has the rest of
   * the run.
   *
   * @param over the passes that it takes, above 0
   * @param then the other
   */
  record WarmUp(float over, Schedule then) implements Schedule {

    /** Checks the number of passes. */
    public WarmUp {
      if (!(over > 0 && over < Float.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("warm-up over " + over + " passes, wanted more than 0");
      }
    }

    @Override
    public float rate() {
      return then.rate();
    }

    @Override
    public WarmUp withRate(float other) {
      return new WarmUp(over, then.withRate(other));
    }

    @Override
    public float rate(double at, double passes) {
      float first = then.rate(0, passes);
      return at < over ? (float) (first * at / over) : then.rate(at - over, passes - over);
    }

    @Override
    public boolean extendable() {
      return then.extendable();
    }

    @Override
    public String toString() {
      return "warm-up of " + over + " passes, then " + then;
    }
  }

  private static void requireRate(String name, float rate) {
    if (!(rate > 0 && rate < Float.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " " + rate + ", wanted a number above 0");
    }
  }
}
