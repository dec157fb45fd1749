"""The runtime's script does not throw at itself any more, and its files are what they were."""

import json
import subprocess

import pytest
from runtimes import INSIDE
from shared import needs_quick_files

from checker.places import NODE
from checker.runtime.problem import RuntimeProblem
from checker.runtime.quick import RUNTIME, SCRIPT
from checker.runtime.throws import drop_throws

SOUGHT = "try{var node=FS.lookupNode(dir,name);return 20}catch(e){}"
LOCATED = 'try{scriptDirectory=new URL(".",_scriptName).href}catch{}'


def told(folder):
    """The error number of each file that was to be made, and how often those were sought that were made."""
    command = [NODE, INSIDE / "files.mjs", folder, RUNTIME / "python_stdlib.zip"]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_where_a_file_is_another_is_refused_and_nowhere_else(runtime):
    before, after = told(RUNTIME), told(runtime)
    assert after["numbers"] == before["numbers"]
    assert {0, 20, 44} <= set(after["numbers"])
    assert before["missed"] == after["numbers"].count(0)
    assert after["missed"] == 0


@needs_quick_files
def test_its_one_function_is_read_at_once(quickest):
    script = (quickest / SCRIPT).read_text()
    assert script.startswith("export default(async function ")
    assert script.endswith(");")


@pytest.mark.parametrize("script", [SOUGHT, LOCATED, SOUGHT + LOCATED + SOUGHT])
def test_a_script_of_another_kind_is_refused(script):
    assert "catch" not in drop_throws(SOUGHT + LOCATED)
    with pytest.raises(RuntimeProblem, match=r"is there [02] times"):
        drop_throws(script)
