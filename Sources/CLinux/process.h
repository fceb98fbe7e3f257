#pragma once

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Child processes: started by posix_spawn, waited for by pidfd.

   _GNU_SOURCE is not defined, since it changes types that Swift's Glibc module shares. Functions that
   need it are declared again here, or replaced by system calls. */

extern int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *actions,
                                                const char *path);
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
extern const char *sigabbrev_np(int signal);

/* How to start a child. Its standard input is empty. */
struct process_request {
  const char *path;
  char *const *arguments;
  char *const *environment;
  /* NULL for the caller's. */
  const char *folder;
  /* Descriptors above 2, or -1 for /dev/null. */
  int output;
  int errors;
  /* Whether the child leads a session; otherwise it leads a process group. */
  int session;
};

static inline int process_redirect(posix_spawn_file_actions_t *actions, int source, int target) {
  if (source < 0) {
    return posix_spawn_file_actions_addopen(actions, target, "/dev/null", O_WRONLY, 0);
  }
  return posix_spawn_file_actions_adddup2(actions, source, target);
}

static inline int process_actions(posix_spawn_file_actions_t *actions,
                                  const struct process_request *request) {
  int code = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (code == 0) code = process_redirect(actions, request->output, 1);
  if (code == 0) code = process_redirect(actions, request->errors, 2);
  if (code == 0 && request->folder) {
    code = posix_spawn_file_actions_addchdir_np(actions, request->folder);
  }
  if (code == 0) code = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  return code;
}

/* Starts a child with default signal actions, an empty signal mask and only the first three
   descriptors. Returns 0 or the error. */
static inline int process_spawn(const struct process_request *request, pid_t *identifier) {
  posix_spawnattr_t attributes;
  int code = posix_spawnattr_init(&attributes);
  if (code != 0) return code;
  posix_spawn_file_actions_t actions;
  code = posix_spawn_file_actions_init(&actions);
  if (code == 0) {
    sigset_t all, none;
    sigfillset(&all);
    sigemptyset(&none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK |
                             (request->session ? 0x80 /* POSIX_SPAWN_SETSID */
                                              : POSIX_SPAWN_SETPGROUP));
    code = process_actions(&actions, request);
    /* ETXTBSY: the program was just written, and a child of another thread, which has not called
       exec yet, still holds the writer's descriptor. */
    for (int attempt = 0, busy = code == 0; busy && attempt < 100; attempt++) {
      if (attempt > 0) usleep(10000);
      code = posix_spawn(identifier, request->path, &actions, &attributes, request->arguments,
                         request->environment);
      busy = code == ETXTBSY;
    }
    posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_destroy(&attributes);
  return code;
}

/* A descriptor that becomes readable when the process ends. glibc has pidfd_open only since 2.36. */
static inline int process_descriptor(pid_t identifier) {
  return (int)syscall(SYS_pidfd_open, identifier, 0);
}

/* How a child ended. */
struct process_ending {
  /* The exit status, or the number of the signal. */
  int status;
  int signalled;
  /* CPU time of the child and of the children that it waited for, in microseconds. */
  int64_t cpu_time;
};

/* Reaps a child if it has ended: 1, 0 if it has not, -1 for an error. */
static inline int process_reap(int descriptor, struct process_ending *ending) {
  siginfo_t information;
  struct rusage usage = {0};
  information.si_pid = 0;
  int code;
  /* The system call, because waitid of the C library returns no usage; 3 is P_PIDFD, which older
     headers lack. */
  do code = (int)syscall(SYS_waitid, 3, descriptor, &information, WEXITED | WNOHANG, &usage);
  while (code != 0 && errno == EINTR);
  if (code != 0) return -1;
  if (information.si_pid == 0) return 0;
  ending->status = information.si_status;
  ending->signalled = information.si_code != CLD_EXITED;
  ending->cpu_time = 1000000 * (int64_t)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                     usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  return 1;
}

/* Kills and reaps a child. */
static inline void process_discard(pid_t identifier) {
  kill(-identifier, SIGKILL);
  while (waitpid(identifier, NULL, 0) < 0 && errno == EINTR) continue;
}

/* Creates a pipe that programs do not inherit, with a non-blocking read end. */
static inline int process_pipe(int ends[2]) {
  if (syscall(SYS_pipe2, ends, O_CLOEXEC) != 0) return -1;
  return fcntl(ends[0], F_SETFL, O_NONBLOCK);
}

/* The name of a signal without SIG, or NULL. */
static inline const char *process_signal_name(int signal) { return sigabbrev_np(signal); }

/* Keeps children until they are reaped, even if this process inherited an ignored SIGCHLD. */
static inline void process_keep_children(void) {
  struct sigaction action;
  if (sigaction(SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN) {
    action.sa_handler = SIG_DFL;
    sigaction(SIGCHLD, &action, NULL);
  }
}

/* Binds the calling thread, and what it starts, to these processors. */
static inline int thread_use_processors(const int *numbers, int count) {
  enum { highest = 8191, bits = 8 * sizeof(unsigned long) };
  unsigned long mask[(highest + 1) / bits] = {0};
  for (int index = 0; index < count; index++) {
    int number = numbers[index];
    if (number >= 0 && number <= highest) mask[number / bits] |= 1UL << (number % bits);
  }
  return (int)syscall(SYS_sched_setaffinity, 0, sizeof mask, mask);
}
