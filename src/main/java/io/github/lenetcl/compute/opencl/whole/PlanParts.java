package io.github.lenetcl.compute.opencl.whole;

import io.github.lenetcl.compute.PlanSpec;
import io.github.lenetcl.compute.Vector;
import io.github.lenetcl.compute.opencl.device.ClBuffer;
import io.github.lenetcl.compute.opencl.device.Throttle;
import io.github.lenetcl.compute.opencl.device.Workspace;
import io.github.lenetcl.compute.opencl.images.Gathering;
import io.github.lenetcl.compute.opencl.images.SampleResults;
import io.github.lenetcl.compute.opencl.layers.Halt;
import java.util.Map;

/**
 * What a plan has that kernels for whole networks share with those for layers.
 *
 * @param workspace its queue, buffers and kernels
 * @param spec what it was made for
 * @param vectors the vectors of one value for each parameter
 * @param halt the flags that stop updates
 * @param gathering makes inputs from images
 * @param results the samples of the call in hand, and where their losses and marks go
 * @param throttle keeps the queue from growing without bound
 */
public record PlanParts(
    Workspace workspace,
    PlanSpec spec,
    Map<Vector, ClBuffer> vectors,
    Halt halt,
    Gathering gathering,
    SampleResults results,
    Throttle throttle) {}
