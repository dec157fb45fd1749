"""On what was measured."""

import os
import platform
import re
from pathlib import Path

CPU = Path("/proc/cpuinfo")


def name_machine() -> str:
    """Processor, cores and system, and how many programs wanted to run in the last minute: an idle machine has none."""
    told = re.search(r"^model name\s*: (.+)$", CPU.read_text(), re.MULTILINE) if CPU.exists() else None
    processor = told[1].strip() if told else platform.processor() or platform.machine()
    system = f"{platform.system()} {platform.release()}"
    return f"{os.cpu_count()} cores of {processor}, {system}, load {os.getloadavg()[0]:.1f}"
