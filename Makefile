# What is needed to build, and to make images and virtual environments; what the servers of a study
# need comes from their descriptors.
PACKAGES = libcurl4-openssl-dev libyaml-dev libvips-tools libopenjp2-tools fonts-dejavu-core \
  python3-venv
STUDY ?= quick
RELEASE = .build/release/iiif-bench
# Swift's libraries within the program: it starts faster, and runs where there is no Swift.
RELEASE_FLAGS = --configuration release --static-swift-stdlib
SHELL_SCRIPTS = $(wildcard .ci/*) $(filter-out scripts/compliance scripts/lib, $(wildcard scripts/* scripts/lib/*))

.PHONY: bench benchmark-self benchmark-truth compliance test build develop docs lint format packages python

bench: build
	@scripts/install-packages $$($(RELEASE) list packages $(STUDY))
	@$(RELEASE) run $(STUDY)

# The load generator against others; writes docs/performance.md.
benchmark-self: packages
	@scripts/install-packages nginx-light wrk hey nghttp2-client apache2-utils
	@swift build $(RELEASE_FLAGS) --product benchmark-self --quiet
	@.build/release/benchmark-self

# The verdicts against what is known of copies of one server; writes docs/truth.md.
benchmark-truth: build
	@scripts/install-packages lighttpd iipimage-server gcc libc6-dev
	@swift build $(RELEASE_FLAGS) --product benchmark-truth --quiet
	@.build/release/benchmark-truth

# The IIIF's validator beside `check`; writes docs/compliance.md.
compliance: build
	@scripts/install-packages lighttpd iipimage-server
	@scripts/compliance $(RELEASE)

# Whole runs come last and by themselves: they take the processors from the tests that wait for
# something small.
test: packages python
	@swift build --build-tests --quiet
	@scripts/install-packages nginx-light libjpeg-turbo-progs chromium \
	  $$(.build/debug/iiif-bench list packages quick)
	@swift test --disable-xctest --skip-build --skip EndToEnd
	@swift test --disable-xctest --skip-build --filter EndToEnd

# The program without optimisation, quick to build again.
develop: packages
	@swift build --product iiif-bench --quiet

# The documentation of the public interface, as a web site; a warning is an error.
docs: packages
	@scripts/documentation

build: packages
	@swift build $(RELEASE_FLAGS) --product iiif-bench --quiet

# PyPI's hdrhistogram and jsonschema, against which tests hold histograms and the schemas.
python:
	@.cache/python/bin/python3 -c 'import hdrh, jsonschema' 2> /dev/null \
	  || { python3 -m venv .cache/python && .cache/python/bin/pip install --quiet \
	    --disable-pip-version-check hdrhistogram==0.10.8 jsonschema==4.26.0; }

packages:
	@scripts/install-packages $(PACKAGES)
	@scripts/swift-packages

lint:
	@scripts/install-packages shellcheck
	@shellcheck --external-sources $(SHELL_SCRIPTS)
	@swift format lint --strict --recursive Sources Plugins Tests Package.swift

format:
	@swift format --in-place --recursive Sources Plugins Tests Package.swift
