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

/* What an event loop needs of Linux and Swift's Glibc module does not have. */

/* Adds, changes or removes (EPOLL_CTL_…) the events that a descriptor is watched for. */
static inline int event_control(int epoll, int operation, int descriptor, uint32_t events,
                                uint64_t tag) {
  struct epoll_event event = {.events = events, .data = {.u64 = tag}};
  return epoll_ctl(epoll, operation, descriptor, &event);
}

/* Waits for events for so many nanoseconds, or, where the system cannot do that, whole
   milliseconds. */
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

/* Lets the calling thread's timers fire when they are due, not up to 50 µs later. */
static inline int event_precise_timers(void) { return prctl(PR_SET_TIMERSLACK, 1, 0, 0, 0); }

/* A descriptor of one's own for a socket, which is not inherited by programs that are started. */
static inline int event_own_descriptor(int descriptor) {
  return fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

/* A timer that can be waited for like a socket. */
static inline int event_timer(void) {
  return timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
}

/* Lets a timer fire once after so many nanoseconds, and forget that it has fired before. */
static inline int event_timer_set(int timer, int64_t nanoseconds) {
  struct itimerspec time = {.it_value = {.tv_sec = nanoseconds / 1000000000,
                                         .tv_nsec = nanoseconds % 1000000000}};
  return timerfd_settime(timer, 0, &time, NULL);
}

/* A counter by which one thread ends another one's wait. */
static inline int event_counter(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }
