"""Prints, as JSON, the hosts with an account id in front that botocore's endpoint rulesets hold: service → label → partitions."""

import gzip
import itertools
import json
import re
from pathlib import Path

import botocore
from botocore.endpoint_provider import EndpointProvider
from botocore.exceptions import EndpointProviderError

ACCOUNT = "111122223333"
REGIONS = {
    "aws": "us-east-1",
    "aws-cn": "cn-north-1",
    "aws-us-gov": "us-gov-west-1",
    "aws-iso": "us-iso-east-1",
    "aws-iso-b": "us-isob-east-1",
    "aws-iso-e": "eu-isoe-west-1",
    "aws-iso-f": "us-isof-south-1",
    "aws-eusc": "eusc-de-east-1",
}
# What operations set besides: each value leads to hosts of its own.
CHOICES = {"OperationType": ["data", "control"], "ResourceType": ["", "queue"], "IsSearchOperation": [False, True]}

data = Path(botocore.__file__).parent / "data"
partitions = json.loads((data / "partitions.json").read_text())


def hosts(ruleset):
    names = ruleset["parameters"]
    choices = {name: values for name, values in CHOICES.items() if name in names}
    found = {}
    for partition, region in REGIONS.items():
        for values in itertools.product(*choices.values()):
            given = {"Region": region, "AccountId": ACCOUNT, "AccountIdEndpointMode": "preferred", "RequiresAccountId": True}
            given = {name: value for name, value in given.items() if name in names} | dict(zip(choices, values))
            try:
                url = EndpointProvider(ruleset, partitions).resolve_endpoint(**given).url
            except EndpointProviderError:
                continue
            label = re.match(rf"https://{ACCOUNT}\.(.+)\.{region}\.", url)
            if label:
                found.setdefault(label[1], set()).add(partition)
    return {label: sorted(where) for label, where in found.items()}


def ruleset_of(service):
    versions = sorted(version for version in service.iterdir() if version.is_dir())
    file = versions[-1] / "endpoint-rule-set-1.json.gz" if versions else None
    return json.loads(gzip.open(file).read()) if file and file.exists() else None


rulesets = {service.name: ruleset_of(service) for service in data.iterdir() if service.is_dir()}
named = {name: hosts(one) for name, one in rulesets.items() if one and "AccountId" in one["parameters"]}
print(json.dumps({name: labels for name, labels in sorted(named.items()) if labels}))
