/**
 * Networks on OpenCL devices. Only this package and those in it know JOCL; {@link
 * io.github.lenetcl.compute.opencl.OpenClProvider} is the door, and loads where JOCL or the OpenCL
 * library is missing. Here a plan is put together: {@code device} holds devices, memory, queues and
 * programs, {@code images} brings samples there and their losses back, {@code layers} runs networks
 * layer by layer, {@code whole} all layers at once, {@code tuning} knows the sizes that a device
 * likes.
 */
package io.github.lenetcl.compute.opencl;
