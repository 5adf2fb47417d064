"""Speeds of reading documents and lists, each with a yardstick in the same run.

    python -m benchmarks.documents [--papers 200] [--rounds 3] [--only WORD …]

Prints Markdown tables with machine and versions. All input is made here: invented papers, a PDF of
28 pages, a workbook of 100,000 rows, a scanned page. Rates are the best of some rounds in a warm
process: other work on the machine only ever makes them worse. The folder is read by processes of
their own, start-up included, without the build of the graph. MB are millions of bytes of UTF-8.
The rules read other papers in each round, for what is kept of a sentence would help when it comes again.
"""

from __future__ import annotations

import argparse
import importlib.util
import io
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from benchmarks.papers import paper, running_text, write_papers

Row = tuple[str, str, str, str]
PAPERS: Final = 20
"""Papers of a round of the rules."""
PAGES: Final = 28
ROWS: Final = 100_000
FOLDER: Final = """
import sys, time
from pathlib import Path
from graph.ledger import Ledger
from ingest.jobs import IngestOptions, ingest
from schema.pack_loader import load_packs

if __name__ == "__main__":
    with Ledger.open(Path(sys.argv[1])) as ledger:
        options = IngestOptions(workers=int(sys.argv[3]), build=False)
        result = ingest(ledger, load_packs("qingdao"), [Path(sys.argv[2])], options)
    assert all(item.state == "new" for item in result.items)
"""


def best(work: Callable[[], object], rounds: int) -> float:
    """Seconds of the fastest round, after one that does not count."""
    work()
    spent = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        spent.append(time.perf_counter() - started)
    return min(spent)


def told(value: float, bar: float, unit: str, *, less: bool = False) -> tuple[str, str]:
    """What was measured, marked where it misses the bar, and the bar."""
    fine = value < bar if less else value >= bar
    return f"{value:.2f} {unit}{'' if fine else ' (missed)'}", f"{'<' if less else '≥'} {bar:g} {unit}"


def rules(rounds: int) -> Iterator[Row]:
    """Plain text through all rules, papers not read before in each round, and jieba cutting the first of them."""
    import jieba

    from ingest.documents import DocumentOptions, extract_document
    from schema.pack_loader import load_packs

    jieba.setLogLevel(60)
    cut = jieba.Tokenizer().cut
    packs = load_packs("qingdao")
    texts = [paper(number) for number in range(PAPERS)]
    by_clock, by_cpu = [], []
    for first in range(0, (rounds + 1) * PAPERS, PAPERS):
        papers = [paper(number).encode() for number in range(first, first + PAPERS)]
        size = sum(map(len, papers)) / 1e6
        started, used = time.perf_counter(), time.process_time()
        for number, data in enumerate(papers, first):
            extract_document(data, DocumentOptions(f"{number}.txt", f"{number}.txt"), packs)
        by_clock.append(size / (time.perf_counter() - started))
        by_cpu.append(size / (time.process_time() - used))
    alone = best(lambda: [list(cut(text, HMM=False)) for text in texts], rounds)
    # `schema.tokens` takes rjieba where it is installed: a run measures one of the two.
    fast = importlib.util.find_spec("rjieba") is not None
    bar = 1.0 if fast else 0.5
    size = sum(len(text.encode()) for text in texts) / 1e6
    # The first round is the warm-up: it reads the dictionary.
    yield (
        f"rules with tokens, {'rjieba' if fast else 'jieba'}", *told(max(by_clock[1:]), bar, "MB/s"),
        f"{max(by_cpu[1:]):.2f} MB a CPU second; jieba alone {size / alone:.2f} MB/s",
    )  # fmt: skip


def gazetteer(rounds: int) -> Iterator[Row]:
    """Names of the packs in 2 MB of text, and the bare automaton over the same names."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    from schema.pack_loader import load_packs
    from schema.scanner import scanner_for

    scanner = scanner_for(load_packs("qingdao"))
    text = running_text(2)
    size = len(text.encode()) / 1e6
    bare = AhoCorasick(scanner.surfaces, matchkind=MatchKind.LeftmostLongest)
    seconds, alone = best(lambda: scanner.scan(text), rounds), best(lambda: bare.find_matches_as_indexes(text), rounds)
    hits = len(scanner.scan(text))
    yield (
        f"gazetteer pass, {len(scanner):,} names, {hits:,} hits",
        *told(size / seconds, 10, "MB/s"),
        f"ahocorasick alone {size / alone:.1f} MB/s",
    )


def make_pdf() -> bytes:
    """A PDF of 28 pages of text, 40 lines of 36 characters a page."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(595, 842))
    text = running_text(0.2).replace("\n", "")
    for page in range(PAGES):
        canvas.setFont("STSong-Light", 12)
        for line in range(40):
            at = (page * 40 + line) * 36
            canvas.drawString(80, 770 - 17 * line, text[at : at + 36])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def pdf(rounds: int) -> Iterator[Row]:
    """Text of a PDF in reading order, and pypdfium2's own text of each page."""
    import pypdfium2

    from ingest.readers import read

    data = make_pdf()

    def bare() -> None:
        document = pypdfium2.PdfDocument(data)
        for page in document:
            page.get_textpage().get_text_range()
        document.close()

    seconds, alone = best(lambda: read("pdf", data, "plan.pdf"), rounds), best(bare, rounds)
    yield f"text PDF of {PAGES} pages", *told(seconds, 1, "s", less=True), f"pypdfium2 alone {alone:.2f} s"


def make_workbook(path: Path) -> None:
    """An .xlsx of 100,000 rows and six columns."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("企业名单")
    sheet.append(["企业名称", "统一社会信用代码", "成立日期", "注册资本", "经营范围", "住所"])
    for number in range(ROWS):
        sheet.append(
            [f"示例{number}号有限公司", f"91379900MA{number:08d}", "2020-01-02", f"{number % 900 + 100}万元",
             "无人机制造；无人机研发；软件开发", f"青岛市市南区示例路{number}号"]
        )  # fmt: skip
    book.save(path)


def workbook(rounds: int, folder: Path) -> Iterator[Row]:
    """All records of the workbook, and calamine's own rows."""
    from python_calamine import CalamineWorkbook

    from ingest.tables import read_table
    from schema.pack_loader import load_packs

    columns = load_packs("qingdao").columns
    path = folder / "register.xlsx"
    make_workbook(path)

    def ours() -> None:
        table = read_table(path, path.name, columns=columns, table="registrations")
        assert sum(1 for sheet in table.sheets for _ in sheet.records) == ROWS

    def bare() -> None:
        CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()

    seconds, alone = best(ours, rounds), best(bare, rounds)
    yield f"{ROWS:,} rows of .xlsx", *told(seconds, 3, "s", less=True), f"calamine alone {alone:.2f} s"


def ocr(rounds: int) -> Iterator[Row]:
    """One page of 25 lines scanned at 150 dots an inch, and the bare engine on the same picture."""
    from ingest.readers import read
    from ingest.readers.ocr import available

    if not available():
        yield "OCR of a page", "not installed", "< 6 s", ""
        return
    import numpy
    from PIL import Image, ImageDraw, ImageFont
    from rapidocr import RapidOCR

    fonts: Any = importlib.import_module("rendercv_fonts")
    font = ImageFont.truetype(str(Path(fonts.__file__).parent / "Noto Sans" / "NotoSansSC-Regular.ttf"), 29)
    image = Image.new("L", (1240, 1754), "white")
    text, pen = running_text(0.02).replace("\n", ""), ImageDraw.Draw(image)
    for line in range(25):
        pen.text((150, 150 + 56 * line), text[line * 32 : line * 32 + 32], fill=0, font=font)
    target = io.BytesIO()
    image.save(target, "PNG", dpi=(150, 150))
    engine = RapidOCR(params={"Global.log_level": "critical", "Global.use_cls": False})
    pixels = numpy.asarray(image.convert("RGB"))
    seconds = best(lambda: read("picture", target.getvalue(), "scan.png"), rounds)
    alone = best(lambda: engine(pixels), rounds)
    yield "OCR of a page", *told(seconds, 6, "s", less=True), f"rapidocr alone {alone:.2f} s"


def busy_seconds() -> tuple[float, float]:
    """CPU seconds of the whole machine (0 where it does not tell), and of the processes that this one started."""
    own = os.times()
    stat = Path("/proc/stat")
    if not stat.exists():
        return 0.0, 0.0
    user, nice, system = map(int, stat.read_text(encoding="ascii").split()[1:4])
    return (user + nice + system) / os.sysconf("SC_CLK_TCK"), own.children_user + own.children_system


def folder_rows(count: int, rounds: int, folder: Path) -> Iterator[Row]:
    """A folder of papers into a new workspace, one process and two workers in turns."""
    script = folder / "folder.py"
    script.write_text(FOLDER, encoding="utf-8")
    for tasks, name in ((16, "short"), (40, "long")):
        papers = write_papers(folder / name, count, tasks)
        spent: dict[int, list[tuple[float, float]]] = {1: [], 2: []}
        for number in range(rounds):
            for workers in (1, 2):
                home = folder / f"home-{name}-{number}-{workers}"
                command = [sys.executable, str(script), str(home), str(papers), str(workers)]
                (machine_before, own_before), started = busy_seconds(), time.perf_counter()
                subprocess.run(command, check=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())})
                seconds = time.perf_counter() - started
                machine_after, own_after = busy_seconds()
                others = (machine_after - machine_before - own_after + own_before) / seconds
                spent[workers].append((seconds, max(others, 0.0)))
        (one, beside_one), (two, beside_two) = min(spent[1]), min(spent[2])
        characters = sum(len(paper(n, tasks)) for n in range(20)) // 20
        measured, bar = told(one / two, 1.6, "times")
        yield (
            f"{count} papers of {characters:,} characters, two workers",
            f"{two:.1f} s, {count / two:.1f} papers/s, {measured}",
            bar,
            f"one {one:.1f} s, {count / one:.1f} papers/s; others' work meanwhile {beside_one:.2f} and {beside_two:.2f} cores",
        )


def machine() -> str:
    """One line on machine and versions."""
    made = []
    for name in ("jieba", "rjieba", "ahocorasick-rs", "pypdfium2", "python-calamine", "rapidocr", "pyarrow"):
        try:
            made.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            continue
    return (
        f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}, "
        f"{', '.join(made)}"
    )


def main() -> None:
    """Run all or some and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--papers", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parts = ("rules", "gazetteer", "pdf", "workbook", "ocr", "folder")
    parser.add_argument("--only", nargs="+", choices=parts, default=list(parts))
    said = parser.parse_args()
    print(f"{machine()}\n\n| what | measured | bar | yardstick in the same run |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        work: dict[str, Callable[[], Iterator[Row]]] = {
            "rules": lambda: rules(said.rounds),
            "gazetteer": lambda: gazetteer(said.rounds),
            "pdf": lambda: pdf(said.rounds),
            "workbook": lambda: workbook(said.rounds, folder),
            "ocr": lambda: ocr(said.rounds),
            "folder": lambda: folder_rows(said.papers, said.rounds, folder),
        }
        for part in said.only:
            for row in work[part]():
                print("| " + " | ".join(row) + " |", flush=True)


if __name__ == "__main__":
    main()
