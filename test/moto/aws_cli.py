"""The AWS CLI without a process for each call. Reads a line of JSON for each, `{"argv": […], "endpoint": URL or null}`, and
answers with one: the exit code, what was printed, which operations AWS was asked for with which parameters, and values that
AWS has no such choice of. Without an endpoint nothing is sent, and the answer holds the names of what AWS would answer."""

import contextlib
import copy
import io
import json
import sys
from types import SimpleNamespace

from awscli.botocore.utils import ArgumentGenerator
from awscli.clidriver import create_clidriver


def strays(shape, value, where=""):
    """What botocore lets pass: words that are none of an enumeration."""
    if shape.type_name == "structure":
        return [one for name, part in value.items() for one in strays(shape.members[name], part, f"{where}.{name}")]
    if shape.type_name == "list":
        return [one for part in value for one in strays(shape.member, part, where)]
    choices = getattr(shape, "enum", [])
    return [f"{where}={value}"] if choices and value not in choices else []


def answer(model, **_):
    shape = model.output_shape
    said = {} if shape is None else ArgumentGenerator(use_member_names=True).generate_skeleton(shape)
    return SimpleNamespace(status_code=200), said


loader = None


def driver_of(remember, look, endpoint):
    """A new one for each call, as the CLI means it, but for the models of APIs, which take long to read."""
    global loader
    driver = create_clidriver()
    loader = loader or driver.session.get_component("data_loader")
    driver.session.register_component("data_loader", loader)
    driver.session.register("provide-client-params", remember)
    driver.session.register("before-call", look)
    if endpoint is None:
        driver.session.register("before-call", answer)
    return driver


def run(argv, endpoint):
    asked, wrong = [], []

    def remember(params, model, **_):
        asked.append({"operation": model.name, "params": copy.deepcopy(params)})

    def look(model, **_):
        wrong.extend(strays(model.input_shape, asked[-1]["params"]))

    driver = driver_of(remember, look, endpoint)
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = driver.main(argv if endpoint is None else [*argv, "--endpoint-url", endpoint])
        except SystemExit as end:
            code = end.code
    return {"code": code, "stdout": out.getvalue(), "stderr": err.getvalue(), "asked": asked, "strays": wrong}


for line in sys.stdin:
    print(json.dumps(run(**json.loads(line)), default=str), flush=True)
