package io.github.lenetcl.bench;

/**
 * One case on one device.
 *
 * @param device the device's id
 * @param batch samples for each update or pass
 * @param samplesPerSecond with the images on the device
 * @param uploadedSamplesPerSecond with the images brought to the device first
 * @param ratio to the first device of the run, window by window
 * @param flopPerSample as {@link Cost} counts them
 * @param bytesPerSample as {@link Cost} counts them
 * @param flopPerSecond the arithmetic that the median comes to
 * @param arithmeticShare of what the device can do at best, 0 to 1
 * @param memoryShare the bytes that the median comes to, as a share of a copy's: more than 1 where
 *     a cache or local memory serves them
 * @param planSeconds the time to make the plan, with its kernels from the cache or compiled
 */
public record Row(
    String device,
    int batch,
    Rates samplesPerSecond,
    Rates uploadedSamplesPerSecond,
    Rates ratio,
    long flopPerSample,
    long bytesPerSample,
    double flopPerSecond,
    double arithmeticShare,
    double memoryShare,
    double planSeconds) {

  static Row of(
      Peaks peaks,
      int batch,
      Rates resident,
      Rates uploaded,
      Rates first,
      Cost cost,
      double planSeconds) {
    double flopPerSecond = resident.median() * cost.flop();
    return new Row(
        peaks.device().id(),
        batch,
        resident,
        uploaded,
        resident.ratioTo(first),
        cost.flop(),
        cost.bytes(),
        flopPerSecond,
        flopPerSecond / peaks.flopPerSecond().median(),
        resident.median() * cost.bytes() / peaks.bytesPerSecond().median(),
        planSeconds);
  }
}
