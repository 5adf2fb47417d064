"""Good files of every format, hurt at random: each is read or refused with a code, none crashes or hangs."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from graph.facts import Extraction
from ingest.errors import Refused
from ingest.extraction import Given, extract
from ingest.inputs import opened
from schema.pack_model import Packs
from tests.ingest.documents.test_formats import MAKERS, PLAN, scans
from tests.ingest.readers.pictures import needs_ocr, saved
from tests.ingest.readers.test_ofd import zipped

CODES = {"unknown_type", "encrypted", "damaged", "too_large", "expands", "too_slow", "no_text", "no_sentences", "empty"}
CODES |= {"binary", "encoding"}
FILES = 400
CPU_SECONDS = 20.0
"""Far over what a good file takes (0.1 s, a picture 4 s) and far under the limit of a reader; a busy machine adds none."""


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Cut off, bytes changed, a stretch doubled, dropped or filled."""
    made = bytearray(data)
    start = dice.randrange(len(made))
    length = dice.randrange(1, min(400, len(made)))
    way = dice.randrange(5)
    if way == 0:
        return bytes(made[:start])
    if way == 1:
        for _ in range(dice.randrange(1, 30)):
            made[dice.randrange(len(made))] = dice.randrange(256)
    elif way == 2:
        made[start:start] = made[start : start + length]
    elif way == 3:
        del made[start : start + length]
    else:
        made[start : start + length] = bytes([dice.choice((0, 255, 60))]) * length
    return bytes(made)


def outcome(data: bytes, name: str, folder: Path, packs: Packs) -> str:
    path = folder / name
    path.write_bytes(data)
    started = time.process_time()
    try:
        made = extract(path, Given("s", name, "document"), packs)
        said = "read"
        assert isinstance(made, Extraction)
    except Refused as error:
        said = error.code
        assert name in str(error)
    assert time.process_time() - started < CPU_SECONDS
    return said


@pytest.mark.parametrize("name", ["plan.md", "plan.docx", "plan.doc", "plan.pdf", "plan.ofd", "plan.eml"])
def test_a_hurt_file_is_read_or_refused(name: str, tmp_path: Path, qingdao: Packs) -> None:
    good = PLAN.read_bytes() if name == "plan.md" else MAKERS[name]()
    dice = random.Random(name)
    seen = {outcome(mutated(good, dice), name, tmp_path, qingdao) for _ in range(FILES)}
    assert seen <= CODES | {"read"}
    assert seen != {"read"} or name == "plan.md"


def test_a_hurt_archive_gives_files_and_refusals(tmp_path: Path, qingdao: Packs) -> None:
    good = zipped(
        {"一/plan.docx": MAKERS["plan.docx"](), "plan.md": PLAN.read_bytes(), "plan.eml": MAKERS["plan.eml"]()}
    )
    dice = random.Random("zip")
    path, folder = tmp_path / "plan.zip", tmp_path / "unpacked"
    folder.mkdir()
    seen = set()
    for _ in range(FILES):
        path.write_bytes(mutated(good, dice))
        for file in opened(path, path.name, folder):
            if file.refusal is not None:
                seen.add(file.refusal.code)
            elif file.within is not None:
                seen.add("read")
                assert file.path.parent == folder
        assert list(folder.iterdir()) == []
    assert {"read", "damaged"} <= seen <= CODES | {"read", "nested", "repeated", "nothing_readable"}


@needs_ocr
@pytest.mark.slow
def test_a_hurt_picture_is_read_or_refused(tmp_path: Path, qingdao: Packs) -> None:
    image = scans(100.0)[1]
    for format in ("PNG", "JPEG", "TIFF", "BMP"):
        good = saved(image, format=format)
        dice = random.Random(format)
        seen = {outcome(mutated(good, dice), "plan.png", tmp_path, qingdao) for _ in range(8)}
        assert seen <= CODES | {"read"}
