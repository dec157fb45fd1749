"""The runtime's script without what it throws and catches itself at every start.

To know where an exception comes from, Chromium reads the whole function again, and of the script most is one function.
"""

import re

from checker.runtime.script import replace_once

LOCATED = re.compile(r'try\{scriptDirectory=new URL\("\.",_scriptName\)\.href\}catch\{\}')
SOUGHT = re.compile(r"try\{var node=FS\.lookupNode\(dir,name\);return (\d+)\}catch\(e\)\{\}")
FOUND = (
    "for(var node=FS.nameTable[FS.hashName(dir.id,name)];node;node=node.name_next)"
    r"if(node.parent.id===dir.id&&node.name===name)return \1;"
)


def drop_throws(script: str) -> str:
    """The script as it does after each of the two has been caught. Raises RuntimeProblem where it is not as known.

    A module that was made of bytes is in no folder, and of a file that is to be made there is none yet.
    """
    return replace_once(SOUGHT, FOUND, replace_once(LOCATED, "", script))
