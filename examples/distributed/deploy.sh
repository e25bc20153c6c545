#!/bin/sh
# Deploys the stack to the management account of the organisation, or to one that it delegates to. ARTEFACTS is a bucket
# for the function's code; parameters of template.yaml follow:
#   sh deploy.sh ARTEFACTS ExternalId=EXTERNAL-ID 'Scope=--org --region eu-west-1,us-east-1'
# Before the first run: unless npm's page of vpce-audit shows a commit of its repository as provenance, others published
# it. Then put the URL of a tarball of your own in place of the version in function/package.json.
set -eu
artefacts=$1 && shift
cd "$(dirname "$0")"
npm install --prefix function --ignore-scripts --no-package-lock
aws cloudformation package --template-file template.yaml --s3-bucket "$artefacts" --output-template-file packaged.yaml
aws cloudformation deploy --template-file packaged.yaml --stack-name vpce-audit --capabilities CAPABILITY_IAM --parameter-overrides "$@"
