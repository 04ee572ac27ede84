package io.github.lenetcl.compute.opencl.layers;

import io.github.lenetcl.compute.opencl.device.ClKernel;
import io.github.lenetcl.compute.opencl.device.WorkGroup;
import io.github.lenetcl.compute.opencl.device.Workspace;
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

  private static final int ITEMS = 64;

  /** An operation in the file of its name. */
  Operation(Workspace workspace, String name, Map<String, Integer> sizes) {
    this(workspace, name + ".cl", name, sizes);
  }

  /** An operation whose kernels are compiled for {@link #items}, as GROUP. */
  static Operation ofItems(Workspace workspace, String name, Map<String, Integer> sizes) {
    Map<String, Integer> all = new HashMap<>(sizes);
    Operation operation = new Operation(workspace, name, all);
    all.put("GROUP", operation.items().size());
    return operation;
  }

  /** Returns a work-group along one dimension whose items do not depend on each other. */
  WorkGroup items() {
    return WorkGroup.of(workspace.group(ITEMS));
  }

  /** Takes a kernel. */
  ClKernel kernel(String part, WorkGroup group) {
    return workspace.kernel(file, sizes, name + "_" + part, group);
  }

  /** Takes a kernel that is launched by work-items. */
  ClKernel kernel(String part) {
    return kernel(part, items());
  }

  /** Takes the kernel that computes outputs and is launched by work-items. */
  ClKernel forward() {
    return forward(items());
  }

  /** Takes the kernels that propagate derivatives to the inputs and are launched by work-items. */
  DegreeKernels toInputs() {
    return toInputs(items());
  }

  /** Takes the kernel that computes outputs. */
  ClKernel forward(WorkGroup group) {
    return kernel("forward", group);
  }

  /** Takes the kernels that propagate derivatives to the inputs. */
  DegreeKernels toInputs(WorkGroup group) {
    return ofDegrees("backward_inputs", group);
  }

  /** Takes the kernels that propagate derivatives to the parameters. */
  DegreeKernels toParameters(WorkGroup group) {
    return ofDegrees("backward_parameters", group);
  }

  /** Takes a kernel for each degree, which propagation.h knows by its number. */
  DegreeKernels ofDegrees(String part, WorkGroup group) {
    Map<String, Integer> second = new HashMap<>(sizes);
    second.put("DEGREE", 2);
    return new DegreeKernels(
        kernel(part, group), new Operation(workspace, file, name, second).kernel(part, group));
  }
}
