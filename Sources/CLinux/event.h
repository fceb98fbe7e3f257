#pragma once

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* Event functions of Linux that Swift's Glibc module lacks. */

/* Adds, changes or removes (EPOLL_CTL_…) the watched events of a descriptor. */
static inline int event_control(int epoll, int operation, int descriptor, uint32_t events,
                                uint64_t tag) {
  struct epoll_event event = {.events = events, .data = {.u64 = tag}};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

/* Waits for events at most the given nanoseconds, rounded up to milliseconds on systems without
   epoll_pwait2. */
static inline int event_wait(int epoll, struct epoll_event *events, int count,
                             int64_t nanoseconds) {
#if __GLIBC_PREREQ(2, 35)
  struct timespec limit = {.tv_sec = nanoseconds / 1000000000,
                           .tv_nsec = nanoseconds % 1000000000};
  int result = epoll_pwait2(epoll, events, count, &limit, NULL);
  if (result >= 0 || (errno != ENOSYS && errno != EPERM)) return result;
#endif
  return epoll_wait(epoll, events, count, (int)((nanoseconds + 999999) / 1000000));
}

static inline uint64_t event_tag(const struct epoll_event *events, int index) {
  return events[index].data.u64;
}

static inline uint32_t event_mask(const struct epoll_event *events, int index) {
  return events[index].events;
}

/* Makes the calling thread's timers fire on time instead of up to 50 µs later. */
static inline int event_precise_timers(void) { return prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0); }

/* Duplicates a descriptor; child programs do not inherit the copy. */
static inline int event_own_descriptor(int descriptor) {
  return fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

/* A timer that epoll can wait for. */
static inline int event_timer(void) {
  return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
}

/* Arms a timer to fire once after the given nanoseconds, and clears an earlier expiry. */
static inline int event_timer_set(int timer, int64_t nanoseconds) {
  struct itimerspec time = {.it_value = {.tv_sec = nanoseconds / 1000000000,
                                         .tv_nsec = nanoseconds % 1000000000}};
  return timerfd_settime(timer, 0, &time, NULL);
}

/* A counter with which one thread wakes another from epoll_wait. */
static inline int event_counter(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
