#!/usr/bin/env bash
# Runs the live suite against a pinned moto server in a virtual environment of its own. Arguments go to vitest.
set -euo pipefail
cd "$(dirname "$0")/../.."

pins=test/moto/requirements.txt
if ! cmp --silent "$pins" .venv/installed.txt; then
  rm -rf .venv
  python3 -m venv .venv
  .venv/bin/pip install --quiet --disable-pip-version-check --requirement "$pins"
  cp "$pins" .venv/installed.txt
fi

npm run --silent build
exec npx vitest run --config test/moto/vitest.config.ts "$@"
