package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The kernels of an operation. None is compiled before its first launch.
 *
 * @param workspace what the plan holds
 * @param file their file
 * @param name what their names begin with
 * @param sizes the macros that they are compiled with
 */
record Operation(Workspace workspace, String file, String name, Map<String, Integer> sizes) {

  /** An operation in the file of its name. */
  Operation(Workspace workspace, String name, Map<String, Integer> sizes) {
    this(workspace, name + ".cl", name, sizes);
  }

  /** Takes the kernel that computes outputs. */
  ClKernel forward(WorkGroup group) {
    return kernel("forward", group);
  }

  /** Takes a kernel. */
  ClKernel kernel(String part, WorkGroup group) {
    return workspace.kernel(file, sizes, name + "_" + part, group);
  }

  /** Takes the kernels that propagate derivatives to the inputs. */
  Map<Degree, ClKernel> toInputs(WorkGroup group) {
    return ofDegrees("backward_inputs", group);
  }

  /** Takes the kernels that propagate derivatives to the parameters. */
  Map<Degree, ClKernel> toParameters(WorkGroup group) {
    return ofDegrees("backward_parameters", group);
  }

  /** Takes a kernel for each degree, which propagation.h knows by its number. */
  Map<Degree, ClKernel> ofDegrees(String part, WorkGroup group) {
    Map<Degree, ClKernel> kernels = new EnumMap<>(Degree.class);
    Map<String, Integer> second = new HashMap<>(sizes);
    second.put("DEGREE", 2);
    kernels.put(Degree.FIRST, kernel(part, group));
    kernels.put(Degree.SECOND, new Operation(workspace, file, name, second).kernel(part, group));
    return kernels;
  }
}
