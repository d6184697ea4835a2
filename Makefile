# make build   .build/release/daybook, with every part
# make demo    the main job on sample data, below build/demo, and checks of the bundle that it writes, one of them in
#              headless Chromium, which is installed on Debian and Ubuntu if it is not there
# make verifier   build/daybook-verify for handing on: it needs libsodium and the C libraries of the system alone
# make test    every check: style, core alone, then everything
# make bench   the benchmark table; ROWS="append verify" runs those rows alone
# make torture the trust tests at length, about two hours: kill -9, the crowd, power cuts, failing
#              calls, bits, clocks; DAYBOOK_SEED=N repeats a run, whose seed its lines name
# make fuzz    lists the fuzzers' targets, one for each reader of outside bytes: json canonical-json leaf
#              disclosure entry slot number note verifier-key checkpoint proof frontier jsonl sms calendar base64 when
#              rules age ots token vault vault-rows mark bundle bundle-entry
#              bundle-statement picture
# make fuzz TARGET=leaf SECONDS=60   runs one (several: TARGET="leaf note", all: TARGET=all) and goes on
#              from what it found before, below build/fuzz; a crash goes to build/fuzz/leaf/crashes, and once
#              it is mended, to Tests/Fuzz/leaf/kept
# make man completions   below build/share
# make clean   everything that was built

SWIFT ?= swift
DAYBOOK := .build/release/daybook
SHARE := build/share
LINTED := Sources Tests Schemas Package.swift

# The toolchain's crash reports hold memory; no test needs one.
export SWIFT_BACKTRACE = enable=no

# Two Swift builds at once would wait for each other.
.NOTPARALLEL:
.PHONY: build demo verifier test bench torture core lint fuzz man completions install clean

build: install
	$(SWIFT) build -c release --enable-all-traits --product daybook
	$(SWIFT) build -c release --enable-all-traits --product daybook-verify

# The altered bundle must not pass.
demo: build
	$(DAYBOOK) demo
	$(DAYBOOK)-verify build/demo/bundle.zip
	python3 Sources/Evidence/Papers/verify.py build/demo/bundle.zip
	! $(DAYBOOK)-verify build/demo/copies/altered.zip
	! python3 Sources/Evidence/Papers/verify.py build/demo/copies/altered.zip
	.ci/page pass build/demo/bundle.zip
	.ci/page fail build/demo/copies/altered.zip

verifier: install
	$(SWIFT) build -c release --scratch-path .build-verifier --product daybook-verify --static-swift-stdlib
	mkdir -p build && cp .build-verifier/release/daybook-verify build/

# The last lines are those of the whole test run.
test: lint core build
	DAYBOOK_BINARY="$(CURDIR)/$(DAYBOOK)" $(SWIFT) test --enable-all-traits

# Ten minutes or so, and five gigabytes below TMPDIR while it runs.
bench: build
	$(SWIFT) build -c release --enable-all-traits --product Bench
	DAYBOOK_BINARY="$(CURDIR)/$(DAYBOOK)" .build/release/Bench $(ROWS)

# One suite after the other, in a build of its own with optimisation: every bit is a million checks. The last lines
# are the counts of each.
TRUST := BitTests|ClockTests|CrowdTests|DiskTests|FailingCallTests|ForgeryTests|GuessTests|KillTests|PowerCutTests|SecretTests|ThreadTests
torture: build
	$(SWIFT) build -c release --enable-all-traits --product Worker
	mkdir -p build
	(DAYBOOK_TORTURE=1 DAYBOOK_BINARY="$(CURDIR)/$(DAYBOOK)" DAYBOOK_WORKER="$(CURDIR)/.build/release/Worker" \
		$(SWIFT) test --scratch-path .build-torture -Xswiftc -O --enable-all-traits --no-parallel \
		--filter "$(TRUST)" 2>&1; \
		echo $$? >build/torture.exit) | tee build/torture.log
	@echo; grep -E "seed ([0-9]|none)|Test run with" build/torture.log
	@exit $$(cat build/torture.exit)

# SQLite and libsodium alone, as a plain `swift build` and `swift test` have it. The transcripts show
# the whole program; the trust tests run once, in the main run.
core: install
	$(SWIFT) test --scratch-path .build-core --skip "TranscriptTests|BitTests|KillTests|CrowdTests|Forgery|DemoTests|PowerCutTests"

lint:
	$(SWIFT) format lint --strict --recursive $(LINTED)

# Crashes, hangs over ten seconds and more than 2 GiB are faults; the first one ends the run. Files that a
# target writes go to memory where the system has /dev/shm. Leaks are not looked for: it takes ten times as
# long, and TOMLKit has some.
FUZZ := .build-fuzz/release/Fuzz
FUZZ_TARGETS := $(filter-out Program Words,$(notdir $(wildcard Tests/Fuzz/*)))
SECONDS ?= 60

ifndef TARGET
fuzz:
	@echo "make fuzz TARGET=name SECONDS=$(SECONDS), where name is all or one of: $(FUZZ_TARGETS)"
else
fuzz: install
	$(SWIFT) build -c release --scratch-path .build-fuzz --product Fuzz --enable-all-traits \
		--sanitize=address --sanitize=fuzzer -Xswiftc -DFUZZING -Xswiftc -sanitize=fuzzer,address
	@set -e; \
	scratch=$$(mktemp -d -p "$$([ -d /dev/shm ] && echo /dev/shm || echo "$${TMPDIR:-/tmp}")"); \
	trap 'rm -rf "$$scratch"' EXIT; \
	for target in $(if $(filter all,$(TARGET)),$(FUZZ_TARGETS),$(TARGET)); do \
		echo "== $$target"; \
		mkdir -p build/fuzz/$$target/corpus build/fuzz/$$target/crashes; \
		words=Tests/Fuzz/Words/$$target; \
		ASAN_OPTIONS=detect_leaks=0 DAYBOOK_FUZZ=$$target TMPDIR="$$scratch" \
			$(FUZZ) build/fuzz/$$target/corpus Tests/Fuzz/$$target \
			$$([ -f $$words ] && echo -dict=$$words) -max_total_time=$(SECONDS) -timeout=10 -rss_limit_mb=2048 \
			-artifact_prefix=build/fuzz/$$target/crashes/ -print_final_stats=1; \
	done
endif

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
	rm -rf .build .build-core .build-fuzz .build-torture .build-verifier build
