// A layer before the OpenCL driver, under which a blocking write returns when the caller's memory is free again and
// reaches the device some milliseconds later: what the standard allows, and drivers of GPUs do. Whoever reads a buffer
// in another queue without waiting for the write's event reads what was there before.
#define CL_TARGET_OPENCL_VERSION 300
#define CL_USE_DEPRECATED_OPENCL_1_0_APIS
#define CL_USE_DEPRECATED_OPENCL_1_1_APIS
#define CL_USE_DEPRECATED_OPENCL_1_2_APIS
#define CL_USE_DEPRECATED_OPENCL_2_0_APIS
#define CL_USE_DEPRECATED_OPENCL_2_1_APIS
#define CL_USE_DEPRECATED_OPENCL_2_2_APIS
#include <CL/cl_layer.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DELAY_US 5000

static const struct _cl_icd_dispatch *driver;
static struct _cl_icd_dispatch layer;

typedef struct {
  cl_event start, end;
  void *copy;
} late_write;

static void *finish(void *argument) {
  late_write *late = argument;
  usleep(DELAY_US);
  driver->clSetUserEventStatus(late->start, CL_COMPLETE);
  driver->clWaitForEvents(1, &late->end);
  driver->clReleaseEvent(late->start);
  driver->clReleaseEvent(late->end);
  free(late->copy);
  free(late);
  return NULL;
}

static CL_API_ENTRY cl_int CL_API_CALL write_late(cl_command_queue queue, cl_mem buffer, cl_bool blocking, size_t offset,
                                                  size_t size, const void *from, cl_uint waits,
                                                  const cl_event *wait_list, cl_event *event) {
  cl_context context;
  cl_int status = driver->clGetCommandQueueInfo(queue, CL_QUEUE_CONTEXT, sizeof context, &context, NULL);
  late_write *late = malloc(sizeof *late);
  cl_event *all = malloc((waits + 1) * sizeof *all);
  if (!blocking || status != CL_SUCCESS || late == NULL || all == NULL || (late->copy = malloc(size)) == NULL) {
    abort(); // the engine under test makes blocking writes only
  }
  memcpy(late->copy, from, size);
  if (waits > 0) {
    memcpy(all, wait_list, waits * sizeof *all);
  }
  late->start = driver->clCreateUserEvent(context, &status);
  all[waits] = late->start;
  status = driver->clEnqueueWriteBuffer(queue, buffer, CL_FALSE, offset, size, late->copy, waits + 1, all, &late->end);
  free(all);
  if (status != CL_SUCCESS) {
    driver->clReleaseEvent(late->start);
    free(late->copy);
    free(late);
    return status;
  }
  if (event != NULL) {
    driver->clRetainEvent(late->end);
    *event = late->end;
  }
  pthread_t thread;
  if (pthread_create(&thread, NULL, finish, late) != 0) {
    abort();
  }
  pthread_detach(thread);
  return CL_SUCCESS;
}

CL_API_ENTRY cl_int CL_API_CALL clGetLayerInfo(cl_layer_info name, size_t size, void *value, size_t *size_needed) {
  const cl_layer_api_version version = CL_LAYER_API_VERSION_100;
  if (name != CL_LAYER_API_VERSION) {
    return CL_INVALID_VALUE;
  }
  if (value != NULL && size >= sizeof version) {
    memcpy(value, &version, sizeof version);
  }
  if (size_needed != NULL) {
    *size_needed = sizeof version;
  }
  return CL_SUCCESS;
}

CL_API_ENTRY cl_int CL_API_CALL clInitLayer(cl_uint entries, const struct _cl_icd_dispatch *target, cl_uint *own_entries,
                                            const struct _cl_icd_dispatch **own) {
  driver = target;
  memset(&layer, 0, sizeof layer);
  layer.clEnqueueWriteBuffer = write_late;
  *own = &layer;
  *own_entries = sizeof layer / sizeof(void *);
  return entries < *own_entries ? CL_INVALID_VALUE : CL_SUCCESS;
}
