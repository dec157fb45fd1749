"""What commands that add to a policy have in common."""

from collections.abc import Mapping
from pathlib import Path

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.translations import is_draft, is_draft_language
from checker.policy.untranslated import MARK
from checker.scaffold.made import Made
from checker.scaffold.messages import translate, update_catalogues


def policy_path(root: Path, policy: str) -> Path:
    """Where the policy file is."""
    return root / "checker" / "policies" / f"{policy}.yaml"


def note_messages(root: Path, policy: str, said: Mapping[str, Mapping[str, str]], made: Made) -> None:
    """List the new texts in the catalogues, by text and language; one without a translation is marked.

    A draft needs none yet.
    """
    if is_draft(policy_path(root, policy)):
        return
    for path in update_catalogues(root):
        made.note(path)
    others = [each for each in LANGUAGES if each != WRITTEN_IN and not is_draft_language(root, each)]
    translations = {
        language: {text: known.get(language) or marked(text) for text, known in said.items()} for language in others
    }
    translate(root, translations)


def marked(text: str) -> str:
    """The text with the sign of what is still to be written."""
    return text if text.startswith(MARK) else f"{MARK} {text}"
