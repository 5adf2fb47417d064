"""Loads a city's pack with the packs it stands on (分类体系的载入).

A pack is a folder of data: `pack.yaml`, `sources.csv` and any of the tables of
`schema.pack_tables.TABLES`, `gap_rules.yaml`, `gap_severity.yaml`,
`placement.yaml`, `related.yaml`, `matching.yaml`, `scenario_work.yaml`. Another city is another folder and no code.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from schema.errors import PackError
from schema.pack_gaps import gap_rules, severity_parts
from schema.pack_matching import matching
from schema.pack_model import Packs
from schema.pack_related import merged, related_rules
from schema.pack_rows import Table
from schema.pack_scenario_work import scenario_work_rules
from schema.pack_tables import OPTIONAL_COLUMNS, TABLES, Collected, read_table
from schema.pack_zones import check_no_cycle

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # pragma: no cover - only where libyaml is missing
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

BUILT_IN: Final = Path(__file__).parent / "packs"
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_REQUIRED: Final = ("id", "name", "version", "description", "language")
_YAML_FILES: Final = ("pack", "gap_rules", "gap_severity", "matching", "placement", "related", "scenario_work")


@dataclass(frozen=True)
class _Folder:
    path: Path
    id: str
    version: str
    home: str
    uses: tuple[str, ...]


def load_packs(city: str = "qingdao", search_path: Sequence[Path] = ()) -> Packs:
    """The pack `city` with all packs it uses; read once for the same arguments.

    `search_path` holds folders that are looked through for `<city>/pack.yaml`
    before the packs that come with the program. Raises `PackError` naming file,
    row (the header is row 1) and key.
    """
    return _load(city, tuple(Path(p) for p in search_path))


@lru_cache(maxsize=16)
def _load(city: str, search_path: tuple[Path, ...]) -> Packs:
    folders = _in_order(city, search_path)
    home = folders[-1].home
    if not home:
        raise PackError(f"{city}/pack.yaml: home: missing; {city} is not the pack of a city")
    into = Collected()
    digest = hashlib.sha256()
    for folder in folders:
        _read(into, folder, digest)
    if home not in into.zones:
        raise PackError(f"{city}/pack.yaml: home: {home} is not among the zones")
    check_no_cycle(into.zones)
    return Packs(
        city=city,
        home=home,
        names=tuple(f.id for f in folders),
        versions={f.id: f.version for f in folders},
        fingerprint=digest.hexdigest(),
        sources=into.sources,
        zones=into.zones,
        overlaps=tuple(into.overlaps),
        place_changes=tuple(into.place_changes),
        parks=into.parks,
        organizations=into.organizations,
        systems=into.systems,
        industries=into.industries,
        memberships=tuple(into.memberships),
        links=into.links,
        link_edges=tuple(into.link_edges),
        legal_forms=tuple(into.legal_forms),
        columns=tuple(into.columns),
        contents=tuple(into.contents),
        statuses=tuple(into.statuses),
        rates=tuple(into.rates),
        gap_rules=tuple(into.gap_rules),
        gap_severity=tuple(into.gap_severity),
        placement=into.placement,
        known_names=into.known_names,
        classes=into.classes,
        company_aliases=tuple(into.company_aliases),
        thresholds=into.thresholds,
        path_steps=tuple(into.path_steps),
        related_rules=tuple(into.related_rules),
        crosswalk=tuple(into.crosswalk),
        matching=into.matching,
        scenario_work=into.scenario_work,
    )


def _in_order(city: str, search_path: tuple[Path, ...]) -> list[_Folder]:
    """The folders of the pack and all it uses, used packs first."""
    found: dict[str, _Folder] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if name in trail:
            raise PackError(f"{name}/pack.yaml: uses: {' → '.join((*trail, name))} goes in a circle")
        if name in found:
            return
        folder = _folder(name, search_path)
        for used in folder.uses:
            visit(used, (*trail, name))
        found[name] = folder

    visit(city, ())
    return list(found.values())


def _folder(name: str, search_path: tuple[Path, ...]) -> _Folder:
    if not _NAME.fullmatch(name):
        raise PackError(f"pack {name!r}: a pack's name has small letters, digits and hyphens only")
    for place in (*search_path, BUILT_IN):
        path = place / name
        if (path / "pack.yaml").is_file():
            return _describe(path, name)
    looked = ", ".join(str(p) for p in (*search_path, BUILT_IN))
    known = ", ".join(sorted(p.parent.name for p in BUILT_IN.glob("*/pack.yaml")))
    raise PackError(f"no pack {name!r} in {looked}; packs that come with the program: {known}")


def _describe(path: Path, name: str) -> _Folder:
    file = f"{name}/pack.yaml"
    raw = _yaml(path / "pack.yaml", file)
    if not isinstance(raw, dict):
        raise PackError(f"{file}: must be a mapping with {', '.join(_REQUIRED)}")
    for key in raw:
        if key not in (*_REQUIRED, "home", "uses"):
            raise PackError(f"{file}: {key}: unknown key")
    for key in _REQUIRED:
        if not isinstance(raw.get(key), str) or not raw[key]:
            raise PackError(f"{file}: {key}: missing, or not a text (quote numbers)")
    if raw["id"] != name:
        raise PackError(f"{file}: id: {raw['id']!r} must be the folder's name {name!r}")
    home, uses = raw.get("home", ""), raw.get("uses", [])
    if not isinstance(home, str):
        raise PackError(f"{file}: home: must be the id of a zone, such as cn-div:370200")
    if not isinstance(uses, list) or not all(isinstance(u, str) for u in uses):
        raise PackError(f"{file}: uses: must be a list of pack names")
    return _Folder(path, name, raw["version"], home, tuple(uses))


def _yaml(path: Path, file: str) -> Any:
    try:
        return yaml.load(path.read_bytes(), Loader=_Loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise PackError(f"{file}: not YAML: {error}") from None


def _read(into: Collected, folder: _Folder, digest: Any) -> None:
    files = {p.name: p for p in sorted(folder.path.iterdir()) if p.suffix in (".csv", ".yaml")}
    known = {f"{t}.csv" for t in TABLES} | {f"{y}.yaml" for y in _YAML_FILES}
    for name in files:
        if name not in known:
            raise PackError(f"{folder.id}/{name}: unknown file; a pack has {', '.join(sorted(known))}")
    for name, path in files.items():
        content = path.read_bytes()
        digest.update(f"{folder.id}/{name}:{len(content)}\n".encode())
        digest.update(content)
    for name, (_, columns) in TABLES.items():
        if f"{name}.csv" in files:
            table = Table(folder.id, files[f"{name}.csv"], columns.split(), OPTIONAL_COLUMNS.get(name, ()))
            read_table(into, name, table)
        elif name == "sources":
            raise PackError(f"{folder.id}/sources.csv: missing; every pack names its sources")
    into.check_references()
    if "gap_rules.yaml" in files:
        file = f"{folder.id}/gap_rules.yaml"
        raw = _yaml(files["gap_rules.yaml"], file)
        into.gap_rules += gap_rules(raw, file, into.sources, into.industries, into.links)
    if "gap_severity.yaml" in files:
        file = f"{folder.id}/gap_severity.yaml"
        into.gap_severity += severity_parts(_yaml(files["gap_severity.yaml"], file), file, into.sources)
    if "related.yaml" in files:
        file = f"{folder.id}/related.yaml"
        rules = related_rules(_yaml(files["related.yaml"], file), file, into.sources)
        into.related_rules = merged(into.related_rules, rules)
    if "matching.yaml" in files:
        file = f"{folder.id}/matching.yaml"
        # A pack that has one replaces that of the packs it stands on: states hang together.
        into.matching = matching(_yaml(files["matching.yaml"], file), file, into.sources)
    if "scenario_work.yaml" in files:
        file = f"{folder.id}/scenario_work.yaml"
        into.scenario_work = scenario_work_rules(_yaml(files["scenario_work.yaml"], file), file, into.sources)
    if "placement.yaml" in files:
        _placement(into, folder, files["placement.yaml"])


def _placement(into: Collected, folder: _Folder, path: Path) -> None:
    file = f"{folder.id}/placement.yaml"
    raw = _yaml(path, file)
    if not isinstance(raw, dict):
        raise PackError(f"{file}: must be a mapping of names to lists of words")
    for key, words in raw.items():
        if not isinstance(words, list) or not all(isinstance(w, str) and w for w in words):
            raise PackError(f"{file}: {key}: must be a list of words (quote numbers)")
        into.placement[str(key)] = tuple(dict.fromkeys((*into.placement.get(str(key), ()), *words)))
