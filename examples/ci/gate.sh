#!/bin/sh
# The gate for whatever runs a shell: a cron job, a Makefile, a pipeline that is not among these examples. Flags go on:
#   sh gate.sh --profile prod --region eu-west-1
npx --yes vpce-audit@0.1 --baseline vpce-audit.baseline.json "$@"
code=$?
case $code in
  0) echo 'gate: nothing new' >&2 ;;
  1) echo 'gate: mend the findings, or accept them: npx vpce-audit baseline --reason "…" --expires YYYY-MM-DD' >&2 ;;
  2) echo 'gate: the audit could not run' >&2 ;;
  3) echo 'gate: the audit is incomplete, and what it could not read may hide a finding' >&2 ;;
esac
exit "$code"
