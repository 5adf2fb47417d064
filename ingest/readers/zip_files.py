"""Members of a plain zip: files that somebody put together, each one a file of its own (压缩包成员)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.readers.archive import Archive
from ingest.readers.errors import ReadError
from ingest.readers.limits import ReaderLimits

# The flag that says a name is UTF-8, and the field that holds it as UTF-8 beside another form (APPNOTE 4.4.4, 4.6.9).
_UTF8_FLAG: Final = 0x800
_UNICODE_NAME: Final = b"\x75\x70"
ARCHIVES: Final = (".zip", ".rar", ".7z", ".tar", ".tgz", ".gz")
PARTS_OF_SYSTEMS: Final = ("__MACOSX", "Thumbs.db", "desktop.ini")
"""What a system puts beside what people put in."""
HIDDEN: Final = (".", "~$")
"""How the names of hidden files begin, and of those that Office keeps while a document is open."""


@dataclass(frozen=True, slots=True)
class Member:
    """A file within a file: its name with strokes, its bytes, or the code and reason why they are refused."""

    name: str
    data: bytes = b""
    code: str = ""
    reason: str = ""


def name_of(member: zipfile.ZipInfo) -> str:
    """The name as it was written: UTF-8 where it says so or is, else GB 18030, which Chinese Windows writes unnamed."""
    extra = member.extra
    while len(extra) >= 4:
        size = int.from_bytes(extra[2:4], "little")
        if extra[:2] == _UNICODE_NAME and extra[4:5] == b"\x01" and size > 5:
            return extra[9 : 4 + size].decode("utf-8", "replace")
        extra = extra[4 + size :]
    if member.flag_bits & _UTF8_FLAG:
        return member.orig_filename
    raw = member.orig_filename.encode("cp437", "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.orig_filename


def safe_name(name: str) -> str:
    """A name below its container whatever it says: no root, drive, `..`, empty part or control character."""
    parts = [part.strip() for part in name.replace("\\", "/").split("/")]
    kept = [part for part in parts if part not in ("", ".", "..") and not (len(part) == 2 and part[1] == ":")]
    return "/".join("".join(char if char.isprintable() else "_" for char in part) for part in kept)


def listed(data: bytes, file_name: str, limits: ReaderLimits) -> list[str]:
    """Names of the files in a zip; raises ReadError."""
    archive = Archive(data, file_name, limits, whole=False)
    names = [safe_name(name_of(member)) for member in archive.members() if not member.is_dir()]
    archive.close()
    return [name for name in names if name and not passed_over(name)]


def passed_over(name: str) -> bool:
    """Whether a file's path within a folder or archive is hidden or left by a system: never somebody's paper."""
    return any(part.startswith(HIDDEN) or part in PARTS_OF_SYSTEMS for part in name.split("/"))


def members_of(data: bytes, file_name: str, limits: ReaderLimits, readable: Sequence[str]) -> Iterator[Member]:
    """Members one by one, each with its bytes or the reason of its refusal; only `readable` endings are unpacked.

    Raises ReadError where the container itself is refused: damaged, too large, too many members.
    """
    limits.check_size(len(data), file_name)
    archive = Archive(data, file_name, limits, whole=False)
    try:
        seen: set[str] = set()
        for info in archive.members():
            name = safe_name(name_of(info))
            if info.is_dir() or not name or passed_over(name):
                continue
            yield _member(archive, info, name, f"{file_name}/{name}", name in seen, readable)
            seen.add(name)
    finally:
        archive.close()


def _member(
    archive: Archive, info: zipfile.ZipInfo, name: str, shown: str, repeated: bool, readable: Sequence[str]
) -> Member:
    lower = name.lower()
    if repeated:
        return Member(name, code="repeated", reason=f"{shown}: a second file of this name; rename one of them")
    if lower.endswith(ARCHIVES) and (lower.endswith(".zip") or not lower.endswith(tuple(readable))):
        return Member(name, code="nested", reason=f"{shown}: an archive within an archive; unpack it first")
    if not lower.endswith(tuple(readable)):
        reason = f"{shown}: not a readable type; readable are {' '.join(readable)}"
        return Member(name, code="unknown_type", reason=reason)
    if info.flag_bits & 1:
        return Member(name, code="encrypted", reason=f"{shown}: encrypted; pack it without a password")
    try:
        return Member(name, archive.read(info))
    except ReadError as error:
        return Member(name, code=error.code, reason=str(error))
