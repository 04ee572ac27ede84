package io.github.lenetcl.bench;

/**
 * How long it takes from the start of a process to its first update.
 *
 * @param device the device as it was asked for
 * @param median half of the processes took no longer, in seconds
 * @param least the shortest, in seconds
 * @param most the longest, in seconds
 * @param processes how many were timed
 */
public record Start(String device, double median, double least, double most, int processes) {

  static Start of(String device, double... seconds) {
    Rates rates = Rates.of(seconds);
    return new Start(device, rates.median(), rates.least(), rates.most(), seconds.length);
  }
}
