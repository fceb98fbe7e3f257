/* Slows a FastCGI program down by a known fraction. Preloaded into the program, it spends SLOWER_BY times
   the CPU time that the program used, before each write and before each wait for a request. With 0 it
   changes nothing, so that a comparison is fair. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>

static double last;

static double cpu_time(void) {
  struct timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double share(void) {
  static double value = -1;
  if (value < 0) {
    const char *text = getenv("SLOWER_BY");
    value = text ? strtod(text, NULL) : 0;
  }
  return value;
}

static void burn(void) {
  double now = cpu_time();
  double end = now + (now - last) * share();
  while (cpu_time() < end) {
  }
  last = cpu_time();
}

int FCGX_PutStr(const char *text, int length, void *stream) {
  static int (*next)(const char *, int, void *);
  if (!next) next = (int (*)(const char *, int, void *))dlsym(RTLD_NEXT, "FCGX_PutStr");
  burn();
  return next(text, length, stream);
}

int FCGX_Accept_r(void *request) {
  static int (*next)(void *);
  if (!next) next = (int (*)(void *))dlsym(RTLD_NEXT, "FCGX_Accept_r");
  burn();
  int result = next(request);
  last = cpu_time();
  return result;
}
