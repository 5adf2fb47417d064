"""Files that are all there or not there: written beside, fsynced, renamed.

Everything unfinished carries `UNFINISHED` in front of its name, so that a later
writer can clear it and `verify` can tell it from a foreign file.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from pathlib import Path
from typing import BinaryIO, Final

from graph.errors import LedgerError
from graph.ledger.milestones import reached

UNFINISHED: Final = ".unfinished-"
COPY_CHUNK: Final = 1 << 20


def unfinished(folder: Path) -> Path:
    """A new name in `folder` for something not yet complete."""
    return folder / f"{UNFINISHED}{uuid.uuid4().hex}"


def fsync_file(path: Path) -> None:
    """Bring a file's bytes to the disk."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def fsync_folder(path: Path) -> None:
    """Bring a folder's names to the disk (a no-op where folders can't be opened)."""
    if os.name == "nt":  # Windows has no folder handles for fsync
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_durably(done: Path, target: Path) -> None:
    """Rename `done` to `target` and bring the name to the disk."""
    os.replace(done, target)
    fsync_folder(target.parent)


def write_text_durably(path: Path, text: str) -> None:
    """Write a small text file all or nothing."""
    beside = unfinished(path.parent)
    beside.write_text(text, encoding="utf-8")
    fsync_file(beside)
    replace_durably(beside, path)


def share(file: Path, target: Path) -> None:
    """The same file under a second name, for files that never change; a copy where the file system has no such thing."""
    try:
        os.link(file, target)
    except OSError:
        shutil.copyfile(file, target)
        fsync_file(target)


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes as hex."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _copy_hashing(source: BinaryIO, target: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(COPY_CHUNK):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def store_original(path: Path, originals: Path) -> tuple[str, int]:
    """Copy `path` under its SHA-256 into `originals`; returns (sha256, size in bytes).

    Raises LedgerError when the file changes while it is read: half of one
    version and half of the next must never become a source.
    """
    before = path.stat()
    beside = unfinished(originals)
    with path.open("rb") as source, beside.open("wb") as target:
        sha256 = _copy_hashing(source, target)
        reached("original written")
        target.flush()
        os.fsync(target.fileno())
    reached("original fsynced")
    after = path.stat()
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        beside.unlink()
        raise LedgerError(f"{path}: the file changed while it was read; nothing was taken in. Try again.")
    final = originals / sha256
    if final.exists():
        beside.unlink()
    else:
        replace_durably(beside, final)
    return sha256, before.st_size


def clear_unfinished(folder: Path) -> int:
    """Remove what interrupted writers left in `folder`; returns how many."""
    count = 0
    for left in folder.glob(f"{UNFINISHED}*"):
        if left.is_dir():
            shutil.rmtree(left)
        else:
            left.unlink()
        count += 1
    return count
