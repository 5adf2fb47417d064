"""A writer of OLE compound files, version 3 ([MS-CFB]), for tests: streams in the root, mini stream for short ones."""

from __future__ import annotations

import struct

SECTOR = 512
MINI = 64
CUTOFF = 4096
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """The bytes of a compound file that holds these streams."""
    fat: list[int] = []
    sectors: list[bytes] = []

    def store(data: bytes) -> int:
        """Put data in a chain of sectors, give its first one."""
        if not data:
            return END
        first = len(sectors)
        count = -(-len(data) // SECTOR)
        for number in range(count):
            sectors.append(data[number * SECTOR : (number + 1) * SECTOR].ljust(SECTOR, b"\0"))
            fat.append(first + number + 1 if number + 1 < count else END)
        return first

    mini = b""
    mini_fat: list[int] = []
    starts: dict[str, int] = {}
    for name, data in streams.items():
        if len(data) >= CUTOFF:
            starts[name] = store(data)
        elif data:
            starts[name] = len(mini_fat)
            count = -(-len(data) // MINI)
            mini_fat += [starts[name] + number + 1 for number in range(count - 1)] + [END]
            mini += data.ljust(count * MINI, b"\0")
        else:
            starts[name] = END
    mini_start = store(mini)
    mini_fat_start = store(_table(mini_fat))
    # The siblings hang in a list to the right; a reader has to accept any tree that is in order.
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    entries = _entry("Root Entry", 5, child=1 if names else FREE, start=mini_start, size=len(mini))
    for number, name in enumerate(names, 1):
        right = number + 1 if number < len(names) else FREE
        entries += _entry(name, 2, right=right, start=starts[name], size=len(streams[name]))
    directory_start = store(entries)
    fat_count = 1
    while fat_count * SECTOR // 4 < len(sectors) + fat_count:
        fat_count += 1
    assert fat_count <= 109, "no DIFAT sectors here"
    fat_sectors = list(range(len(sectors), len(sectors) + fat_count))
    table = _table(fat + [FAT] * fat_count)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<IIIII", 0, fat_count, directory_start, 0, CUTOFF)
    head += struct.pack("<IIII", mini_fat_start, -(-len(mini_fat) * 4 // SECTOR), END, 0)
    head += struct.pack("<109I", *fat_sectors, *[FREE] * (109 - fat_count))
    assert len(head) == SECTOR
    return head + b"".join(sectors) + table


def _table(numbers: list[int]) -> bytes:
    free = [FREE] * (-len(numbers) % (SECTOR // 4))
    return struct.pack(f"<{len(numbers) + len(free)}I", *numbers, *free)


def _entry(name: str, kind: int, right: int = FREE, child: int = FREE, start: int = 0, size: int = 0) -> bytes:
    label = (name + "\0").encode("utf-16-le")
    head = label.ljust(64, b"\0") + struct.pack("<HBB", len(label), kind, 1)
    return head + struct.pack("<III", FREE, right, child) + bytes(36) + struct.pack("<II4x", start, size)
