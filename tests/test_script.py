"""The runtime's script keeps what its program calls, and lets go of what only libraries would."""

import pytest
from wasm import small

from checker.runtime.problem import RuntimeProblem
from checker.runtime.script import drop_libraries

PLACED = (
    "var value=resolveGlobalSymbol(symName,true).sym;if(!value){throw new Error(`none`)}"
    'if(typeof value=="function"){entry.value=addFunction(value,value.sig)}'
    "else{throw new Error(`bad export type for '${symName}': ${typeof value}`)}"
)
SCRIPT = (
    'function _write(){}_write.sig="v";var _draw=()=>{};_draw.sig="vi";'
    "var wasmImports={draw:_draw,write:_write,linked:_linked};"
    f"for(var entry of all){{if(entry.value==-1){{{PLACED}}}}}"
    'Module["HEAP"]=HEAP;Module["draw"]=draw;var found=eval(text);Module.own=1;'
)


def test_what_the_program_does_not_call_is_no_longer_named():
    written = drop_libraries(small("linked"), SCRIPT, ["instance.HEAP"])
    assert "wasmImports={write:_write};" in written
    assert 'Module["HEAP"]=HEAP;' in written and "draw" not in written.replace("var _draw=()=>{};", "")
    assert "{if(entry.value==-1){entry.value=getEmptyTableSlot()}}" in written
    assert ".sig" not in written and "globalThis.eval(text)" in written


@pytest.mark.parametrize("part", ["wasmImports", "resolveGlobalSymbol"])
def test_a_script_of_another_kind_is_refused(part):
    with pytest.raises(RuntimeProblem, match="is there 0 times"):
        drop_libraries(small("linked"), SCRIPT.replace(part, "another"), [])
