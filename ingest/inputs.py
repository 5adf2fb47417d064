"""What a job is given: files, folders, and files that hold files, each to be taken in by itself (输入文件)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import IngestError, Refused, WrongUse
from ingest.extraction import READABLE, TABLE_SUFFIXES
from ingest.readers import DEFAULT_LIMITS, ReadError
from ingest.readers.dispatch import ZIP, looks_like_mail, zip_kind
from ingest.readers.zip_files import Member, members_of, name_of, passed_over, safe_name

MAIL_HEAD = 64 << 10
"""The head of a mail is a few KiB; trackers make it twenty."""


@dataclass(frozen=True)
class InputFile:
    """A file to take in: where its bytes lie, its key, name, how people are told of it, and where it is from.

    `within` is the file that holds it, `refusal` the reason why it can't be taken out of that.
    """

    path: Path
    key: str
    name: str
    shown: str
    within: Path | None = None
    member: str = ""
    refusal: Refused | None = None


def find_files(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Files below `paths` with their source keys, in order of key.

    The key is the path below the folder that was given, or the bare name of a single file.
    Files of any type are found, so that what can't be read is told; hidden files and what systems leave behind are not.
    Raises IngestError where a path does not exist or a folder holds no file.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            inside = [
                (file, file.relative_to(path).as_posix())
                for file in sorted(path.rglob("*"))
                if file.is_file() and not passed_over(file.relative_to(path).as_posix())
            ]
            if not inside:
                raise Refused("nothing_readable", f"{path}: no file in this folder; readable are {', '.join(READABLE)}")
            found.extend(inside)
        elif path.exists():
            found.append((path, path.name))
        else:
            raise WrongUse(f"{path}: no such file or folder")
    return found


def opened(path: Path, key: str, folder: Path) -> Iterator[InputFile]:
    """The file itself, or the files in it, one at a time in `folder`: a zip's members, a mail and its attachments.

    A member's key is its container's key, a stroke, and its name; it comes from there, not from `folder`.
    Raises IngestError where `folder` can't be written.
    """
    plain = InputFile(path, key, path.name, str(path))
    try:
        kind = _container(path)
        data = path.read_bytes() if kind is not None and path.stat().st_size <= DEFAULT_LIMITS.bytes else b""
    except (OSError, ReadError):
        # Taking it in says what is wrong with it.
        yield plain
        return
    if kind is None:
        yield plain
        return
    alone = _large_table(path) if kind == "zip" else ""
    if alone:
        # Read from within the zip, piece by piece: as a member it would be too large to be held.
        name = alone.rpartition("/")[2]
        yield InputFile(path, f"{key}/{alone}", name, f"{path}/{alone}", path, alone)
        return
    if not data:
        most = DEFAULT_LIMITS.bytes >> 20
        reason = f"{path}: an archive larger than {most} MiB; unpack it and give the folder"
        yield _refused(plain, Refused("too_large", reason))
        return
    if kind == "mail":
        yield plain
    number = 0
    try:
        for number, member in enumerate(_members(kind, data, str(path)), 1):
            yield from _unpacked(member, plain, folder / f"{number:05d}{Path(member.name).suffix[:10]}")
    except ReadError as error:
        yield _refused(plain, Refused(error.code, str(error)))
        return
    if kind == "zip" and number == 0:
        yield _refused(plain, Refused("nothing_readable", f"{path}: no file in this archive"))


def _members(kind: str, data: bytes, shown: str) -> Iterator[Member]:
    if kind == "zip":
        return members_of(data, shown, DEFAULT_LIMITS, READABLE)
    from ingest.documents.mail import attachments_of

    return attachments_of(data, shown, DEFAULT_LIMITS, READABLE)


def _refused(file: InputFile, refusal: Refused) -> InputFile:
    return replace(file, refusal=refusal)


def _unpacked(member: Member, container: InputFile, place: Path) -> Iterator[InputFile]:
    path = container.path
    name = member.name.rpartition("/")[2]
    file = InputFile(place, f"{container.key}/{member.name}", name, f"{path}/{member.name}", path, member.name)
    if member.code:
        yield _refused(file, Refused(member.code, member.reason))
        return
    try:
        place.write_bytes(member.data)
    except OSError as error:
        raise IngestError(
            f"{file.shown}: can't be unpacked to {place.parent}: {error.strerror or error}; free some space there"
        ) from error
    try:
        if _is_archive(place):
            reason = f"{file.shown}: an archive within an archive; unpack it first"
            yield _refused(file, Refused("nested", reason))
        else:
            yield file
    finally:
        place.unlink(missing_ok=True)


def _container(path: Path) -> str | None:
    """`zip` for a plain zip, `mail`, or None; what it is its bytes say."""
    with path.open("rb") as file:
        head = file.read(MAIL_HEAD)
        if head.startswith(ZIP):
            return "zip" if zip_kind(file, path.name) == "zip" else None
    return "mail" if looks_like_mail(head) else None


def _large_table(path: Path) -> str:
    """The name of the one table that a zip holds, where the limits of documents are too small for it; else empty."""
    with zipfile.ZipFile(path) as archive:
        members = [m for m in archive.infolist() if not m.is_dir()]
    size = max(path.stat().st_size, members[0].file_size) if len(members) == 1 else 0
    name = safe_name(name_of(members[0])) if size > DEFAULT_LIMITS.bytes else ""
    return name if name.lower().endswith((".txt", *TABLE_SUFFIXES)) else ""


def _is_archive(path: Path) -> bool:
    try:
        return _container(path) == "zip"
    except ReadError:
        return False
