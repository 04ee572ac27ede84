package io.github.lenetcl.training;

import java.time.Duration;

/**
 * Where a run is.
 *
 * @param pass the pass, from 1
 * @param passes the number of passes
 * @param done samples of this pass that are done
 * @param total samples of a pass
 * @param samplesPerSecond the speed of this pass
 * @param loss the mean loss in this pass so far
 * @param error the misread part in this pass so far, 0 to 1
 * @param left an estimate of the time to the end of the run
 */
public record Progress(
    int pass,
    int passes,
    int done,
    int total,
    double samplesPerSecond,
    double loss,
    double error,
    Duration left) {}
