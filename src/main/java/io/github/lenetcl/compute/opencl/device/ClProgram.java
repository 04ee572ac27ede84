package io.github.lenetcl.compute.opencl.device;

import io.github.lenetcl.compute.DeviceException;
import java.nio.charset.StandardCharsets;
import org.jocl.CL;
import org.jocl.CLException;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_device_id;
import org.jocl.cl_program;

/** A built program. */
final class ClProgram extends ClHandle {

  private final ClContext context;
  private final String name;
  private final cl_program program;

  private ClProgram(ClContext context, String name, cl_program program) {
    this.context = context;
    this.name = name;
    this.program = program;
  }

  /**
   * How often a source is compiled that the compiler lost. PoCL's writes files on the way; a fault
   * by which the JVM brings another thread to a safepoint meets LLVM's handler meanwhile, and that
   * removes them.
   */
  private static final int ATTEMPTS = 5;

  /** What PoCL's compiler says when that happened. */
  private static final String LOST = "unable to rename temporary";

  /**
   * Compiles a source.
   *
   * @throws DeviceException with the compiler's log if it is refused
   */
  static ClProgram fromSource(ClContext context, String name, String source, String options) {
    for (int attempt = 1; ; attempt++) {
      ClProgram result = new ClProgram(context, name, create(context, name, source));
      try {
        Compilation.during(context.device().info().name(), () -> result.build(options));
        return result;
      } catch (CLException e) {
        String log = result.log();
        result.close();
        if (attempt == ATTEMPTS || !log.contains(LOST)) {
          throw refused(context, name, options, log, e);
        }
      }
    }
  }

  private static cl_program create(ClContext context, String name, String source) {
    try {
      return CL.clCreateProgramWithSource(context.id(), 1, new String[] {source}, null, null);
    } catch (CLException e) {
      throw ClErrors.failure(context.device().info(), "compiling " + name, e);
    }
  }

  private static DeviceException refused(
      ClContext context, String name, String options, String log, CLException e) {
    return new DeviceException(
        context.device().info()
            + ": compiling "
            + name
            + " with "
            + options
            + ": "
            + ClErrors.describe(e)
            + "\n"
            + log,
        e);
  }

  /**
   * Takes what {@link #binary()} once gave.
   *
   * @throws CLException if the driver refuses it
   */
  static ClProgram fromBinary(ClContext context, String name, byte[] binary, String options) {
    cl_program program =
        CL.clCreateProgramWithBinary(
            context.id(),
            1,
            new cl_device_id[] {context.device().id()},
            new long[] {binary.length},
            new byte[][] {binary},
            new int[1],
            null);
    ClProgram result = new ClProgram(context, name, program);
    try {
      result.build(options);
      return result;
    } catch (CLException e) {
      result.close();
      throw e;
    }
  }

  private void build(String options) {
    try {
      CL.clBuildProgram(
          program, 1, new cl_device_id[] {context.device().id()}, options, null, null);
    } finally {
      FaultHandler.restore();
    }
  }

  private String log() {
    long[] size = new long[1];
    cl_device_id device = context.device().id();
    CL.clGetProgramBuildInfo(program, device, CL.CL_PROGRAM_BUILD_LOG, 0, null, size);
    byte[] log = new byte[(int) size[0]];
    CL.clGetProgramBuildInfo(
        program, device, CL.CL_PROGRAM_BUILD_LOG, size[0], Pointer.to(log), null);
    return new String(log, StandardCharsets.UTF_8).replace("\0", "").strip();
  }

  /** Returns the compiled program in the driver's form. */
  byte[] binary() {
    long[] size = new long[1];
    CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARY_SIZES, Sizeof.size_t, Pointer.to(size), null);
    byte[] binary = new byte[(int) size[0]];
    Pointer pointers = Pointer.to(Pointer.to(binary));
    CL.clGetProgramInfo(program, CL.CL_PROGRAM_BINARIES, Sizeof.POINTER, pointers, null);
    return binary;
  }

  String name() {
    return name;
  }

  cl_program id() {
    return program;
  }

  @Override
  void release() {
    CL.clReleaseProgram(program);
  }
}
