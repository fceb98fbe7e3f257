#pragma once

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>

/* Swift does not import C variadics: one wrapper per argument type. */

static inline CURLcode curl_easy_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_easy_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_easy_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_easy_setopt_list(CURL *handle, CURLoption option,
                                             struct curl_slist *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_easy_setopt_write(CURL *handle, CURLoption option,
                                              curl_write_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_easy_setopt_progress(CURL *handle, CURLoption option,
                                                 curl_xferinfo_callback value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode curl_easy_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_easy_getinfo_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_easy_getinfo_string(CURL *handle, CURLINFO info, const char **value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_easy_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode curl_easy_getinfo_socket(CURL *handle, CURLINFO info, curl_socket_t *value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLMcode curl_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode curl_multi_setopt_pointer(CURLM *handle, CURLMoption option, void *value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode curl_multi_setopt_socket(CURLM *handle, CURLMoption option,
                                                 curl_socket_callback value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLMcode curl_multi_setopt_timer(CURLM *handle, CURLMoption option,
                                                curl_multi_timer_callback value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLcode curl_easy_setopt_opensocket(CURL *handle, CURLoption option,
                                                   curl_opensocket_callback value) {
  return curl_easy_setopt(handle, option, value);
}

/* Whether an IPv4 address is loopback, private, shared or link-local (RFC 1122, 1918, 6598, 3927). */
static inline int ipv4_is_private(uint32_t address) {
  return (address >> 24) == 0 || (address >> 24) == 10 || (address >> 24) == 127 ||
         (address >> 20) == 0xac1 || (address >> 16) == 0xc0a8 || (address >> 16) == 0xa9fe ||
         (address >> 22) == 0x191;
}

/* The same for any socket address; IPv6: loopback, unique local and link-local (RFC 4291, 4193). */
static inline int sockaddr_is_private(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    struct sockaddr_in four;
    memcpy(&four, address, sizeof four);
    return ipv4_is_private(ntohl(four.sin_addr.s_addr));
  }
  if (address->sa_family == AF_INET6) {
    struct sockaddr_in6 six;
    memcpy(&six, address, sizeof six);
    const unsigned char *bytes = six.sin6_addr.s6_addr;
    if (IN6_IS_ADDR_V4MAPPED(&six.sin6_addr)) {
      uint32_t four;
      memcpy(&four, bytes + 12, sizeof four);
      return ipv4_is_private(ntohl(four));
    }
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr) || IN6_IS_ADDR_UNSPECIFIED(&six.sin6_addr) ||
           (bytes[0] & 0xfe) == 0xfc || (bytes[0] == 0xfe && (bytes[1] & 0xc0) == 0x80);
  }
  return 1;
}

static inline int curl_sockaddr_is_private(const struct curl_sockaddr *address) {
  return sockaddr_is_private(&address->addr);
}

static inline curl_socket_t curl_sockaddr_open(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* Whether any address of a host name is private; 0 for a name that does not resolve. */
static inline int host_is_private(const char *host) {
  struct addrinfo hints, *first = NULL;
  memset(&hints, 0, sizeof hints);
  hints.ai_socktype = SOCK_STREAM;
  if (getaddrinfo(host, NULL, &hints, &first) != 0) return 0;
  int found = 0;
  for (const struct addrinfo *info = first; info != NULL; info = info->ai_next)
    found = found || sockaddr_is_private(info->ai_addr);
  freeaddrinfo(first);
  return found;
}
