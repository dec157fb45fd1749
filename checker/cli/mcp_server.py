"""`checker mcp`: the checker as tools for assistants, by the Model Context Protocol over standard input and output.

The library `mcp`, an extra of the wheel, is imported only where the command runs.
"""

import argparse
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec

from checker import __version__
from checker.cli.assistant import Assistant, Data, as_site
from checker.cli.exits import DONE
from checker.core.engine.answers import InputError
from checker.core.model.words import Words
from checker.core.request import bad
from checker.languages import LANGUAGES
from checker.library.shelf import Shelf
from checker.policy.problems import AuthoringError

EXAMPLE = "checker mcp --site https://example.org/support/"
INSTRUCTIONS = """\
Whether a vendor's support covers an issue is worked out here from the vendor's policy. Never guess one.
1. find_issue turns the person's own words into possible issues. Let the person choose among them.
2. next_question says what to ask. Put its questions to the person, and go on until there are none.
3. decide gives the verdict. Quote the clauses in "because" with their "href", give "link", and what is "still_open".
Give as answers only what the person has said. Leave out what they have not said; null means that they do not know.
"""
P = ParamSpec("P")


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes besides the language."""
    about = "the address of the site that links lead to (else: links from its root)"
    parser.add_argument("--site", default="", metavar="URL", help=about)


def run_mcp(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Serve until standard input ends."""
    assistant = Assistant(shelf, as_site(options.site))
    try:
        import mcp  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise bad(
            _("“checker mcp” needs the package “mcp”: install the wheel with its extra, as in pipx install {wheel}."),
            wheel="'support_coverage.whl[mcp]'",
        ) from None
    server(assistant, words).run("stdio")
    return DONE


def server(assistant: Assistant, words: Words) -> Any:
    """The server with its tools; `words` are those of texts where a call names no language."""
    from mcp.server import MCPServer
    from mcp.types import ToolAnnotations

    found = MCPServer("support-coverage", instructions=INSTRUCTIONS, version=__version__, log_level="WARNING")
    reads = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    for name, (about, tool) in _tools(assistant, words.language).items():
        found.tool(name, description=about, annotations=reads, structured_output=True)(_said(tool, assistant, words))
    return found


def _tools(assistant: Assistant, language: str) -> dict[str, tuple[str, Callable[..., Data]]]:
    """Each tool with what it is for."""

    def list_policies(lang: str = language) -> Data:
        return assistant.policies(lang)

    def find_issue(words: str, policy: str | None = None, lang: str = language) -> Data:
        return assistant.find_issue(words, policy, lang)

    def next_question(policy: str, answers: Data, lang: str = language, today: str | None = None) -> Data:
        return assistant.next_question(policy, answers, lang, today)

    def decide(policy: str, answers: Data, lang: str = language, today: str | None = None) -> Data:
        return assistant.decide(policy, answers, lang, today)

    return {
        "list_policies": ("The policies that there are.", list_policies),
        "find_issue": (
            "Which issues the person's own words may mean, best first. Let the person choose; if none fits, "
            "“none_of_these” has the answer to give. In `lang`: en, es or it.",
            find_issue,
        ),
        "next_question": (
            "What to ask the person next, given their answers so far (by fact; null for “I don't know”), with the "
            "answers that each question takes. No question is left once none can change the verdict.",
            next_question,
        ),
        "decide": (
            "The verdict on the answers that the person has given: its status, the clauses that decide it, what to do "
            "first or instead, what is still open, and the link to the verdict. `today` is YYYY-MM-DD.",
            decide,
        ),
    }


def _said(tool: Callable[P, Data], assistant: Assistant, words: Words) -> Callable[P, Data]:
    """The tool, with its refusals as the protocol has them, in the language of the call or else of `words`."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def answer(*args: P.args, **kwargs: P.kwargs) -> Data:
        try:
            return tool(*args, **kwargs)
        except InputError as error:
            spoken = kwargs.get("lang")
            said = assistant.shelf.words(str(spoken)) if spoken in LANGUAGES else words
            raise ToolError(error.message(said)) from None
        except AuthoringError as error:
            raise ToolError(str(error)) from None

    return answer


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message
