"""Where things are in the project's folder, and in an installed copy."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "checker" / "web"
COMPILED = ROOT / "checker" / "compiled"
"""The compiled policies. Only an installed copy has them there, and it has no sources."""
NODE = Path(sys.executable).with_name("node")
"""The node of our own packages, whatever PATH says."""
