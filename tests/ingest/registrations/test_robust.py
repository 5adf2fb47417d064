"""Registers that break: hurt files, ended workers, and the sums that hold whatever comes."""

from __future__ import annotations

import csv
import gzip
import io
import json
import lzma
import os
import signal
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import Refused
from ingest.registrations import TableOptions, extract_registrations, pool
from ingest.tables import BinaryTable, TableEncoding
from schema.ids import credit_code_check_character
from schema.pack_loader import load_packs

ROOT = Path(__file__).parents[3]
PACKS = load_packs()
OPTIONS = TableOptions("register", "登记.csv")
HEAD = ["企业名称", "统一社会信用代码", "注册资本", "成立日期", "住所"]


def code(number: int) -> str:
    first = f"91370202MA{number:07d}"
    return first + credit_code_check_character(first)


def rows(count: int) -> list[list[str]]:
    return [
        [f"示例{i}有限公司", code(i), f"1,{i % 1000:03d}(万元人民币)", "2020-01-02", f"青岛市市南区{i}号"]
        for i in range(count)
    ]


def text_of(cells: list[list[str]], head: list[str] = HEAD) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([head, *cells])
    return out.getvalue()


class Deadly:
    """A placer that ends its process when it meets a name, as often as the folder has lives left."""

    def __init__(self) -> None:
        self._folder, self._name = Path(os.environ["DEADLY_FOLDER"]), os.environ["DEADLY_NAME"]

    def place(self, scope: str, name: str, stated_class: str = "") -> list:
        if name == self._name:
            lives = sorted(self._folder.iterdir())
            if lives:
                lives[0].unlink()
                os.kill(os.getpid(), signal.SIGKILL)
        return []


class Harmless:
    def place(self, scope: str, name: str, stated_class: str = "") -> list:
        return []


def deadly(packs):
    return Deadly()


def harmless(packs):
    return Harmless()


def with_lives(folder: Path, monkeypatch: pytest.MonkeyPatch, lives: int, name: str) -> None:
    for life in range(lives):
        (folder / str(life)).touch()
    monkeypatch.setenv("DEADLY_FOLDER", str(folder))
    monkeypatch.setenv("DEADLY_NAME", name)


def test_workers_that_are_killed_leave_no_trace(tmp_path, monkeypatch):
    with_lives(tmp_path, monkeypatch, 2, "示例150有限公司")
    data = text_of(rows(300)).encode()
    made = extract_registrations(data, OPTIONS, PACKS, workers=2, chunk_rows=20, placer=deadly)
    assert list(tmp_path.iterdir()) == []
    whole = extract_registrations(data, OPTIONS, PACKS, chunk_rows=20, placer=harmless)
    assert (made.read, made.accepted, made.reasons) == (whole.read, whole.accepted, whole.reasons)
    assert all(made.tables[name].equals(table) for name, table in whole.tables.items())


def test_a_row_that_always_ends_its_worker_stops_the_file_and_says_where(tmp_path, monkeypatch):
    with_lives(tmp_path, monkeypatch, 50, "示例150有限公司")
    data = text_of(rows(400)).encode()
    with pytest.raises(Refused, match=r"登记\.csv: worker processes ended 4 times at records 142 to ") as caught:
        extract_registrations(data, OPTIONS, PACKS, workers=2, chunk_rows=20, placer=deadly)
    assert caught.value.code == "worker_lost"


BREAKS = {
    "opens a row": lambda line: '"' + line,
    "opens a cell": lambda line: line.replace(",913", ',"913', 1),
    "opens the last cell": lambda line: line.replace(",青岛", ',"青岛'),
    "three at once": lambda line: '"""' + line,
    "closes nothing": lambda line: line.replace('(万元人民币)"', "(万元人民币)"),
}


@pytest.mark.parametrize("kind", BREAKS)
def test_one_broken_quote_costs_one_row_of_many(kind):
    lines = text_of(rows(30_000)).splitlines(keepends=True)
    lines[15_000] = BREAKS[kind](lines[15_000])
    made = extract_registrations("".join(lines).encode(), OPTIONS, PACKS, placer=harmless)
    assert made.read == 30_000 and made.accepted >= 29_999
    names = set(made.tables["nodes_Company"]["name"].to_pylist())
    assert {f"示例{i}有限公司" for i in range(30_000) if i != 14_999} <= names


def test_three_hundred_columns_with_titles_and_sums():
    wide = [f"指标{i}" for i in range(295)]
    cells = [[*row, *(str(i) for i in range(295))] for row in rows(50)]
    titles = "某市企业登记汇总表" + "," * 299 + "\n" + "单位：万元" + "," * 299 + "\n"
    data = (titles + text_of([*cells, ["合计", *[""] * 299], ["总计：50户", *[""] * 299]], [*HEAD, *wide])).encode()
    made = extract_registrations(data, OPTIONS, PACKS, placer=harmless)
    assert (made.read, made.accepted, made.info["set_aside_reasons"]) == (52, 50, {"total_row": 2})
    assert len(made.info["columns_unknown"]) == 295


def test_merged_titles_over_a_workbooks_rows():
    book = openpyxl.Workbook()
    sheet = book.active
    for cells in [["某市企业登记表"], ["制表：某局"], HEAD, *rows(30), ["合计"]]:
        sheet.append(cells)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A2:E2")
    sheet.merge_cells("A34:E34")
    out = io.BytesIO()
    book.save(out)
    made = extract_registrations(out.getvalue(), OPTIONS, PACKS, placer=harmless)
    assert (made.read, made.accepted, made.info["set_aside_reasons"]) == (31, 30, {"total_row": 1})


CELLS = st.sampled_from(
    ["", "N/A", "青岛示例有限公司", "乙公司", "丙厂", "合计", "总计：3", code(1), code(2), code(1).lower(), "'" + code(3),
     "9.137E+17", code(1)[:-1] + "?", "370202228012345", "2023-02-30", "43467", "1万元", "5(万美元)", "壹佰万元", "青岛市市南区",
     '"', '""', "a,b", "x\ny", "x\r\ny", "企业名称", "注销", "吊销，未注销", "\u3000", "\u200b", "\t", "13800000000", "=1+1"]
)  # fmt: skip
TABLES = st.lists(st.lists(CELLS, min_size=5, max_size=5), max_size=9)


def as_csv(cells):
    return text_of(cells).encode()


def as_tsv(cells):
    out = io.StringIO()
    csv.writer(out, delimiter="\t").writerows([HEAD, *cells])
    return out.getvalue().encode()


def as_lines(cells):
    return "".join(json.dumps(dict(zip(HEAD, row, strict=True)), ensure_ascii=False) + "\n" for row in cells).encode()


def as_workbook(cells):
    book = openpyxl.Workbook()
    for row in [HEAD, *cells]:
        book.active.append([cell.replace("\u200b", "") or None for cell in row])
    for cell in (c for row in book.active.iter_rows() for c in row if c.data_type == "f"):
        cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


WRITERS = {
    "csv": as_csv, "tsv": as_tsv, "jsonl": as_lines, "xlsx": as_workbook,
    "csv.gz": lambda cells: gzip.compress(as_csv(cells)), "tsv.xz": lambda cells: lzma.compress(as_tsv(cells)),
    "gb18030": lambda cells: as_csv(cells).decode().replace("\u200b", "").encode("gb18030"),
}  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(TABLES, st.sampled_from(sorted(WRITERS)), st.integers(1, 4))
def test_rows_read_are_those_accepted_and_those_set_aside(cells, kind, chunk):
    filled = [row for row in cells if any(c.strip() for c in row)]
    if kind == "jsonl" and not cells:
        return
    made = extract_registrations(WRITERS[kind](cells), OPTIONS, PACKS, chunk_rows=chunk, placer=harmless)
    if kind not in ("xlsx", "gb18030"):
        assert made.read == len(filled)
    assert made.read == made.accepted + made.set_aside
    assert made.set_aside == sum(made.info["set_aside_reasons"].values())
    assert made.repaired == sum(made.info["repaired_reasons"].values()) <= made.accepted
    nodes, aside = made.tables.get("nodes_Company"), made.tables.get("set_aside")
    assert (nodes.num_rows if nodes else 0) == made.accepted
    assert (aside.num_rows if aside else 0) == made.set_aside
    ids = nodes["local_id"].to_pylist() if nodes else []
    assert len(set(ids)) == len(ids)


@settings(max_examples=20, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 30))
def test_bytes_put_into_a_register_never_break_the_sums(noise, at):
    lines = as_csv(rows(30)).splitlines(keepends=True)
    lines.insert(1 + at, noise + b"\n")
    try:
        made = extract_registrations(b"".join(lines), OPTIONS, PACKS, placer=harmless)
    except (BinaryTable, TableEncoding) as refused:
        # Near the head a NUL means no text, and in so small a file the noise may outweigh what is good.
        assert "登记.csv" in str(refused) and "byte" in str(refused)
        return
    assert made.read == made.accepted + made.set_aside
    names = set(made.tables["nodes_Company"]["name"].to_pylist())
    assert {row[0] for row in rows(30)} <= names


NEVER_UP = """
from multiprocessing import resource_tracker, spawn
from ingest.errors import Refused
from ingest.registrations import TableOptions, extract_registrations, pool
from schema.pack_loader import load_packs
from tests.ingest.registrations.test_robust import harmless, rows, text_of

resource_tracker.ensure_running()
spawn.set_executable("/bin/false")  # a worker that is lost before it reads what it was started with
try:
    extract_registrations(
        text_of(rows(100)).encode(), TableOptions("r", "r.csv"), load_packs(), workers=2, chunk_rows=20, placer=harmless
    )
except Refused as refused:
    print(refused.code)
"""


def test_workers_that_are_lost_as_they_start_do_not_hold_the_job_up():
    made = subprocess.run(
        [sys.executable, "-c", NEVER_UP], cwd=ROOT, capture_output=True, text=True, timeout=120, check=False
    )
    assert made.stdout == "worker_lost\n", made.stderr[-2000:]
    assert "Traceback" not in made.stderr


def test_a_pool_that_breaks_while_a_worker_is_started_is_started_anew(monkeypatch):
    # As CPython does where the pipes of a breaking executor are closed, and their numbers taken, while it starts a worker.
    refusals = iter([ValueError("bad value(s) in fds_to_keep")])

    class Breaking(ProcessPoolExecutor):
        def submit(self, fn, /, *args, **named):
            for refusal in refusals:
                raise refusal
            return super().submit(fn, *args, **named)

    monkeypatch.setattr(pool, "ProcessPoolExecutor", Breaking)
    made = extract_registrations(text_of(rows(100)).encode(), OPTIONS, PACKS, workers=2, chunk_rows=20, placer=harmless)
    assert made.read == made.accepted == 100
    assert next(refusals, None) is None
