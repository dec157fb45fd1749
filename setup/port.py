"""Says before anything is built that a port is taken, and which one is free: python3 setup/port.py 8000."""

import socket
import sys


def is_free(port: int) -> bool:
    """Whether a server could listen there on this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def problem(text: str) -> str | None:
    """What is wrong with the port, in a sentence, or None."""
    if not text.isdecimal() or not 1024 <= int(text) <= 65535:
        return f"PORT={text} is not a port. Give a number from 1024 to 65535, as in: make serve PORT=8000"
    if is_free(int(text)):
        return None
    free = next((port for port in range(int(text) + 1, 65536) if is_free(port)), None)
    advice = f"Run: make serve PORT={free}" if free else "Give another one, as in: make serve PORT=8000"
    return f"Another program is using port {text}. {advice}"


if __name__ == "__main__":
    sys.exit(problem(sys.argv[1]))
