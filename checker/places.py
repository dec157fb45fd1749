"""Where things are in the project's folder."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "checker" / "web"
NODE = Path(sys.executable).with_name("node")
"""The node of our own packages, whatever PATH says."""
