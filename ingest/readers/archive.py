"""Zip files opened with care: counted before anything is unpacked (压缩包)."""

from __future__ import annotations

import io
import lzma
import zipfile
import zlib
from typing import Final

from ingest.readers.errors import Damaged, Encrypted, ExpandsTooFar, TooLarge
from ingest.readers.limits import ReaderLimits

# What zipfile and its decompressors raise over a broken member; bz2 has no error of its own.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, OSError, NotImplementedError, RuntimeError,
)  # fmt: skip


class Archive:
    """A zip file in memory; members are read whole, each within the limits."""

    def __init__(self, data: bytes, file_name: str, limits: ReaderLimits, *, whole: bool = True) -> None:
        """Open a container; where it is one document, `whole`, an encrypted part refuses all of it."""
        self._file_name = file_name
        self._limits = limits
        self._left = min(limits.unpacked_bytes, max(limits.expansion_free_bytes, limits.expansion * len(data)))
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Damaged(
                f"{file_name}: the zip container is damaged ({error}); save or send the file again"
            ) from error
        if len(self._zip.infolist()) > limits.zip_members:
            raise TooLarge(f"{file_name}: {len(self._zip.infolist())} parts, more than {limits.zip_members}")
        if whole and any(member.flag_bits & 1 for member in self._zip.infolist()):
            raise Encrypted(f"{file_name}: the zip container is encrypted; remove the password")

    def names(self) -> list[str]:
        """Names of the members, in the order of the container."""
        return self._zip.namelist()

    def members(self) -> list[zipfile.ZipInfo]:
        """What the container says of its members, in its order."""
        return self._zip.infolist()

    def read(self, name: str | zipfile.ZipInfo) -> bytes:
        """One member's bytes; raises Damaged where it is missing or broken, ExpandsTooFar when the sum grows too far."""
        named = name.filename if isinstance(name, zipfile.ZipInfo) else name
        if self._left < 0:
            raise self._expands(named)
        try:
            with self._zip.open(name) as member:
                data = member.read(self._left + 1)
        except KeyError as error:
            raise Damaged(f"{self._file_name}: its part {named} is missing; save or send the file again") from error
        except _BROKEN as error:
            raise Damaged(f"{self._file_name}: its part {named} is damaged ({error}); send the file again") from error
        self._left -= len(data)
        if self._left < 0:
            raise self._expands(named)
        return data

    def _expands(self, name: str) -> ExpandsTooFar:
        return ExpandsTooFar(
            f"{self._file_name}: unpacks to more than {self._limits.expansion} times its size or "
            f"{self._limits.unpacked_bytes >> 20} MiB (at {name}); this is no document"
        )

    def close(self) -> None:
        """Close the container."""
        self._zip.close()
