"""The memory image, as `image.mjs` writes it, read for the build."""

import struct

from checker.runtime.program import Program

LINE = 64


def wake(image: bytes, program: bytes) -> tuple[bytes, int]:
    """The memory of the program's Python when it wakes up, and where it first differs from what the program has."""
    size, count = struct.unpack_from("<2I", image)
    runs = struct.unpack_from(f"<{2 * count}I", image, 8)
    memory = Program(program).memory
    memory += bytes(size - len(memory))
    at = 8 * (1 + count)
    for first, lines in zip(runs[::2], runs[1::2], strict=True):
        memory[first * LINE : (first + lines) * LINE] = image[at : at + lines * LINE]
        at += lines * LINE
    return bytes(memory), runs[0] * LINE
