# make build   .build/release/daybook, with every part
# make demo    the main job on sample data, below build/demo
# make test    every check: style, core alone, then everything
# make bench   the benchmark table; ROWS="append verify" runs those rows alone
# make man completions   below build/share
# make clean   everything that was built

SWIFT ?= swift
DAYBOOK := .build/release/daybook
SHARE := build/share
LINTED := Sources Tests Package.swift

# The toolchain's crash reports hold memory; no test needs one.
export SWIFT_BACKTRACE = enable=no

# Two Swift builds at once would wait for each other.
.NOTPARALLEL:
.PHONY: build demo test bench core lint man completions install clean

build: install
	$(SWIFT) build -c release --enable-all-traits --product daybook

demo: build
	$(DAYBOOK) demo

# The last lines are those of the whole test run.
test: lint core build
	DAYBOOK_BINARY="$(CURDIR)/$(DAYBOOK)" $(SWIFT) test --enable-all-traits

# Ten minutes or so, and five gigabytes below TMPDIR while it runs.
bench: build
	$(SWIFT) build -c release --enable-all-traits --product Bench
	DAYBOOK_BINARY="$(CURDIR)/$(DAYBOOK)" .build/release/Bench $(ROWS)

# SQLite and libsodium alone, as a plain `swift build` and `swift test` have it. The transcripts show
# the whole program.
core: install
	$(SWIFT) test --scratch-path .build-core --skip TranscriptTests

lint:
	$(SWIFT) format lint --strict --recursive $(LINTED)

man: build
	$(SWIFT) build --enable-all-traits --product generate-manual
	mkdir -p $(SHARE)/man/man1
	.build/debug/generate-manual $(DAYBOOK) --output-directory $(SHARE)/man/man1

completions: build
	mkdir -p $(SHARE)/bash-completion/completions $(SHARE)/zsh/site-functions $(SHARE)/fish/vendor_completions.d
	$(DAYBOOK) --generate-completion-script bash > $(SHARE)/bash-completion/completions/daybook
	$(DAYBOOK) --generate-completion-script zsh > $(SHARE)/zsh/site-functions/_daybook
	$(DAYBOOK) --generate-completion-script fish > $(SHARE)/fish/vendor_completions.d/daybook.fish

# Installs what is missing to build; see the script.
install:
	@.ci/install

clean:
	rm -rf .build .build-core build
