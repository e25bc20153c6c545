#!/bin/sh
# The gate for whatever runs a shell: a cron job, a Makefile, a pipeline that is not among these examples. Flags go on:
#   sh gate.sh --profile prod --region eu-west-1
# Before the first run: unless npm's page of vpce-audit shows a commit of its repository as provenance, others published
# it. Then install a tarball of your own by its URL instead of vpce-audit@0.1.0.
# It is installed, and runs, outside of where this runs, so that nothing of a checkout counts but what is named: no
# .npmrc, no node_modules, no config. Files in flags are named by their whole path.
sources=$PWD
tool=$(mktemp -d) && trap 'rm -rf "$tool"' EXIT && cd "$tool" || exit 2
npm install --silent --global --prefix . --ignore-scripts vpce-audit@0.1.0 || exit 2

bin/vpce-audit --baseline "$sources/vpce-audit.baseline.json" "$@"
code=$?
case $code in
  0) echo 'gate: nothing new' >&2 ;;
  1) echo 'gate: mend the findings, or accept them: vpce-audit baseline --reason "…" --expires YYYY-MM-DD' >&2 ;;
  2) echo 'gate: the audit could not run' >&2 ;;
  3) echo 'gate: the audit is incomplete, and what it could not read may hide a finding' >&2 ;;
esac
exit "$code"
