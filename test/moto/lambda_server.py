"""moto's server with state machines and Lambda functions that run; these the code of their own zip, on this machine's Node instead of a container.

A function that collects anything of the account in the file LOST_ACCOUNT_FILE ends as one out of memory does.
"""

import io
import json
import os
import subprocess
import tempfile
import zipfile
from pathlib import Path

from moto.awslambda.models import LambdaFunction
from moto.core.config import default_user_config
from moto.server import main

RUN = """
import { readFileSync, writeFileSync } from 'node:fs';
const [file, name, result] = process.argv.slice(1);
const { [name]: handler } = await import(file);
let answer;
try {
  answer = { value: await handler(JSON.parse(readFileSync(0, 'utf8'))) };
} catch (error) {
  answer = { error: { errorType: error.name, errorMessage: error.message } };
}
writeFileSync(result, JSON.stringify(answer));
"""
unpacked = {}


def folder_of(code):
    if code not in unpacked:
        unpacked[code] = tempfile.mkdtemp(prefix="lambda-")
        zipfile.ZipFile(io.BytesIO(code)).extractall(unpacked[code])
    return Path(unpacked[code])


def is_lost(event):
    return event.get("shard", {}).get("account") == Path(os.environ["LOST_ACCOUNT_FILE"]).read_text()


def invoke(function, event=None):
    if is_lost(event or {}):
        return json.dumps({"errorType": "Runtime.OutOfMemory", "errorMessage": "signal: killed"}), True, ""
    file, name = function.handler.split(".")
    variables = {
        "PATH": os.environ["PATH"],
        "AWS_REGION": function.region,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{os.environ['MOTO_PORT']}",
        "AWS_EC2_METADATA_DISABLED": "true",
        **function.environment_vars,
    }
    with tempfile.NamedTemporaryFile() as result:
        ran = subprocess.run(
            ["node", "--input-type=module", "--eval", RUN, str(folder_of(function.code_bytes) / f"{file}.js"), name, result.name],
            input=json.dumps(event),
            env=variables,
            capture_output=True,
            text=True,
        )
        answer = json.loads(result.read() or b"null") or {"error": {"errorType": "Runtime.ExitError", "errorMessage": ran.stderr}}
    if "error" in answer:
        return json.dumps(answer["error"]), True, ran.stderr
    return json.dumps(answer["value"]), False, ran.stdout


default_user_config["stepfunctions"]["execute_state_machine"] = True
LambdaFunction._invoke_lambda = invoke
main()
