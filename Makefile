# "make" builds the program and the report; "make help" lists the rest.
export CGO_ENABLED := 0

BUNDLE  := internal/echarts/bundle/version.txt
NOTICES := internal/notices/text/NOTICES.txt

all: bin/daylight ## build bin/daylight, and with it the report into public/ (the default)
	bin/daylight build

bin/daylight: $(BUNDLE) $(NOTICES) FORCE ## build the program alone
	go build -trimpath -buildvcs=false -ldflags='-s -w' -o $@ ./cmd/daylight

test: deps $(BUNDLE) $(NOTICES) ## run every test, after installing what only tests need
	@unformatted=$$(gofmt -l cmd internal templates); test -z "$$unformatted" || { echo "run gofmt -w on: $$unformatted"; exit 1; }
	go vet ./...
	go test -timeout 20m ./...

bench: bin/daylight ## measure speed and memory against other programs (takes minutes)
	go run ./internal/bench

release: $(BUNDLE) $(NOTICES) ## build the programs to publish, with checksums and their parts, into dist/
	go run -trimpath ./internal/release

storybook: $(BUNDLE) ## draw every kind of chart in every state into build/storybook
	go run ./internal/chart/storybook build/storybook

deps: ## install what only tests need: Chromium, the sqlite3 shell, glpsol, nginx
	@.ci/deps

clean: ## remove everything that make made, but for public/
	rm -rf bin build dist node_modules $(NOTICES)
	find internal/echarts/bundle -mindepth 1 ! -name README.md -delete

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z\/]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

node_modules/.package-lock.json: package-lock.json
	npm ci --omit=dev --ignore-scripts
	@touch $@

$(BUNDLE): node_modules/.package-lock.json $(wildcard internal/echarts/bundler/*.go internal/echarts/bundler/*.js internal/echarts/bundler/*/*.js internal/echarts/testdata/options/*.json)
	go run ./internal/echarts/bundler
	@touch $@

$(NOTICES): go.mod $(wildcard cmd/*/*.go internal/*/*.go)
	go run ./internal/notices/collector

.PHONY: all test bench release storybook deps clean help FORCE
FORCE:
