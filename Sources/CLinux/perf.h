#pragma once

#include <linux/perf_event.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A reading of a performance counter: see perf_event_open(2). */
struct perf_reading {
  uint64_t value;
  /* Nanoseconds for which the counter was enabled, and for which it counted: less if several
     counters shared the hardware. */
  uint64_t enabled;
  uint64_t running;
};

/* Opens a counter of the control group whose folder is open as `group`, on one processor; or of a
   process and the children that it starts later, on all processors. Returns -1 if the system has no
   such counter or does not permit it. */
static inline int perf_open_group(uint32_t type, uint64_t event, int group, int processor) {
  struct perf_event_attr attributes = {
      .type = type,
      .size = sizeof attributes,
      .config = event,
      .read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
  };
  return (int)syscall(SYS_perf_event_open, &attributes, group, processor, -1,
                      PERF_FLAG_PID_CGROUP | PERF_FLAG_FD_CLOEXEC);
}

static inline int perf_open_process(uint32_t type, uint64_t event, int process) {
  struct perf_event_attr attributes = {
      .type = type,
      .size = sizeof attributes,
      .config = event,
      .inherit = 1,
      .read_format = PERF_FORMAT_TOTAL_TIME_ENABLED | PERF_FORMAT_TOTAL_TIME_RUNNING,
  };
  return (int)syscall(SYS_perf_event_open, &attributes, process, -1, -1, PERF_FLAG_FD_CLOEXEC);
}

/* Reads a counter: 0, or -1 for an error. */
static inline int perf_read(int descriptor, struct perf_reading *reading) {
  return read(descriptor, reading, sizeof *reading) == sizeof *reading ? 0 : -1;
}
