# shellcheck shell=bash
# Functions for the Debian repositories of this machine.

default_mirror=http://deb.debian.org/debian

# The Debian repositories of apt, as lines with address, suite and component. Empty before the first
# `apt-get update`.
repositories() {
  # shellcheck disable=SC2016 # apt expands these itself
  apt-get indextargets --format '$(ORIGIN)|$(REPO_URI) $(RELEASE) $(COMPONENT)' \
    'Created-By: Packages' 2>/dev/null | sed -n 's/^Debian|//p' | sort -u
}

# Addresses in apt's configuration that look like a Debian archive.
configured_addresses() {
  local list="" parts=""
  eval "$(apt-config shell list Dir::Etc::sourcelist/f parts Dir::Etc::sourceparts/d)"
  {
    cat "$list" "$parts"/*.list 2>/dev/null \
      | sed -nE 's/^[[:space:]]*deb[[:space:]]+(\[[^]]*\][[:space:]]*)?([^[:space:]]+).*/\2/p'
    cat "$parts"/*.sources 2>/dev/null \
      | sed -nE 's/^URIs:[[:space:]]*([^[:space:]]+).*/\1/p'
  } | grep -E '/debian/?$' || true
}

# The address of the Debian archive that this machine uses, without a trailing slash.
debian_mirror() {
  local address
  address=$(repositories | awk '$3 == "main" && $2 !~ /-/ && !found { print $1; found = 1 }')
  [ -n "$address" ] || address=$(configured_addresses | sed -n 1p)
  case $address in
    http://* | https://* | file:/* | copy:/*) ;;
    *) address=$default_mirror ;;
  esac
  echo "${address%/}"
}

# Copies this machine's settings for the installation of packages to a folder with another Debian:
# repositories, keys, proxies, certificates and Python index.
adopt_settings() {
  local root=$1 suite=$2 mirror=$3 own key
  own=$(repositories | awk -v s="$suite" '$2 == s || index($2, s "-") == 1')
  { if [ -n "$own" ]; then echo "$own"; else echo "$mirror $suite main"; fi; } \
    | sed 's/^/deb /' >"$root/etc/apt/sources.list"
  apt-config dump | grep -E '^Acquire::(http|https|Check-|Retries|AllowInsecure)[^ ]* "..*";' \
    >"$root/etc/apt/apt.conf.d/90host" || true
  for key in /etc/apt/trusted.gpg.d/* /usr/share/keyrings/debian-archive-*.gpg; do
    if [ -e "$key" ] && [ ! -e "$root$key" ]; then
      mkdir -p "$(dirname "$root$key")"
      cp -L "$key" "$root$key"
    fi
  done
  mkdir -p "$root/etc/ssl/certs" "$root/usr/local/share/ca-certificates"
  if [ -r /etc/ssl/certs/ca-certificates.crt ]; then
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    cp -a /usr/local/share/ca-certificates/. "$root/usr/local/share/ca-certificates/"
  fi
  { echo '[global]'
    # Debian's Python does not include pip.
    { python3 -m pip config list 2>/dev/null || true; } | sed -nE \
      "s/^[^.]*\.(index-url|extra-index-url|trusted-host|proxy|cert)='(.*)'$/\1 = \2/p" | sort -u
  } >"$root/etc/pip.conf"
}

# Installs a minimal Debian in an empty folder; the last argument is the file for debootstrap's output.
make_debian() {
  local root=$1 suite=$2 log=$3 mirror
  mirror=$(debian_mirror)
  debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$log" 2>&1 || {
    tail -n 5 "$log" >&2
    fail "debootstrap could not install $suite from $mirror; see its messages above." \
      "The mirror must provide $mirror/dists/$suite/Release"
  }
  adopt_settings "$root" "$suite" "$mirror"
}
