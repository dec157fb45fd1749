"""What the command line's parser is made of."""

import argparse
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What each command is added to; argparse has no other name for it."""
