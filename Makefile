# Packages for the build, for images and for virtual environments. Descriptors list the packages of
# servers.
PACKAGES = libcurl4-openssl-dev libyaml-dev libvips-tools libopenjp2-tools fonts-dejavu-core \
  python3-venv
STUDY ?= quick
RELEASE = .build/release/iiif-bench
# A module must be declared in Package.swift to be imported.
BUILD_FLAGS = --explicit-target-dependency-import-check error
# Static linking of Swift's libraries: the program starts faster and runs on machines without Swift.
RELEASE_FLAGS = --configuration release --static-swift-stdlib $(BUILD_FLAGS)
SHELL_SCRIPTS = $(wildcard .ci/*) $(filter-out scripts/compliance scripts/lib, $(wildcard scripts/* scripts/lib/*))

.PHONY: bench benchmark-self benchmark-truth compliance test build develop docs lint format packages python

bench: build
	@scripts/install-packages $$($(RELEASE) list packages $(STUDY))
	@$(RELEASE) run $(STUDY)

# Compares the load generator with others; writes docs/performance.md.
benchmark-self: packages
	@scripts/install-packages nginx-light wrk hey nghttp2-client apache2-utils
	@swift build $(RELEASE_FLAGS) --product benchmark-self --quiet
	@.build/release/benchmark-self

# Tests the verdicts with copies of one server; writes docs/truth.md.
benchmark-truth: build
	@scripts/install-packages lighttpd iipimage-server gcc libc6-dev
	@swift build $(RELEASE_FLAGS) --product benchmark-truth --quiet
	@.build/release/benchmark-truth

# Compares `check` with the IIIF validator; writes docs/compliance.md.
compliance: build
	@scripts/install-packages lighttpd iipimage-server
	@scripts/compliance $(RELEASE)

# Tests of pixels and end-to-end tests run separately, since they take processor time from tests with
# short time limits.
test: packages python
	@swift build --build-tests $(BUILD_FLAGS) --quiet
	@scripts/install-packages nginx-light libjpeg-turbo-progs chromium \
	  $$(.build/debug/iiif-bench list packages quick)
	@swift test --disable-xctest --skip-build --skip EndToEnd --skip VerificationTests
	@swift test --disable-xctest --skip-build --filter VerificationTests
	@swift test --disable-xctest --skip-build --filter EndToEnd

# The program without optimisation, for fast incremental builds.
develop: packages
	@swift build --product iiif-bench $(BUILD_FLAGS) --quiet

# The documentation of the public interface as a web site; warnings are errors.
docs: packages
	@scripts/documentation

build: packages
	@swift build $(RELEASE_FLAGS) --product iiif-bench --quiet

# hdrhistogram and jsonschema from PyPI, with which tests compare histograms and schemas.
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
