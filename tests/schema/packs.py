"""A tiny city for tests: a folder of data and no code."""

from __future__ import annotations

from pathlib import Path

TINY = {
    "pack.yaml": 'id: tiny\nname: 小城\nversion: "1"\ndescription: 测试\nlanguage: zh\nhome: cn-div:990100\n',
    "sources.csv": "id,title,publisher,published_on,quality,url\n"
    "plan,小城规划,小城市政府,2026-01-02,official,https://example.org/plan\n"
    "guess,推定,推定,,inferred,\n",
    "zones.csv": "id,name,aliases,level,code,parents,short_name,source,confidence\n"
    "cn-div:990000,示例省,,province,990000,,示例,plan,1\n"
    "cn-div:990100,小城市,,city,990100,cn-div:990000,小城,plan,1\n"
    "cn-div:990102,东河区,河东新区,district,990102,cn-div:990100,东河,plan,1\n"
    "cn-div:990200,远方市,,city,990200,cn-div:990000,远方,plan,1\n"
    "cn-div:990202,西山区,,district,990202,cn-div:990200,西山,plan,1\n"
    "bay,月湾新区,月湾,functional,,cn-div:990102,,guess,0.7\n",
    "overlaps.csv": "first,second,note,source,confidence\nbay,cn-div:990202,,plan,0.9\n",
    "place_changes.csv": "old_name,zone,since,within,source,confidence\n河县,cn-div:990102,1999,,plan,0.9\n",
    "codes.csv": "code,zone,since,source,confidence\n990199,cn-div:990102,,plan,0.9\n",
    "systems.csv": "slug,name,aliases,summary,valid_from,valid_to,source,confidence\n"
    "3+1,3+1,“3+1”,三加一,2025-01-01,,plan,1\n",
    "industries.csv": "slug,name,aliases,kind,summary,basis,source,confidence\nboats,造船业,,chain,造船,city,plan,1\n",
    "memberships.csv": "child,parent,tier,group,order,valid_from,valid_to,source,confidence\n"
    "boats,3+1,优势,优势产业,1,2025-01-01,,guess,0.7\n",
    "links.csv": "slug,chain,name,aliases,stage,order,products,basis,counts_as,not_counted,roles,include,exclude,"
    "placeable,source,confidence\n"
    "boats/steel,boats,船用钢板,,upstream,1,钢板,city,生产船板的企业,,make,船板|船用钢,,yes,plan,0.9\n"
    "boats/yard,boats,船舶总装,,midstream,2,,inferred,造船厂,,make,造船,,yes,plan,0.9\n",
    "link_edges.csv": "upstream,downstream,basis,source,confidence\nboats/steel,boats/yard,city,plan,0.9\n",
    "parks.csv": "slug,name,aliases,zones,address,focuses,source,confidence\n"
    "dock,小城船坞园,,cn-div:990102|bay,河边1号,boats|boats/yard,plan,0.9\n",
    "organizations.csv": "slug,name,aliases,kind,zone,source,confidence\n"
    "reform,小城市发展和改革委员会,小城发改委,office,cn-div:990100,plan,0.9\n",
    "known_names.csv": "name,needs,label,kind,source,confidence\n"
    "远行,,Company,bank,plan,0.9\n远方,money,Company,bank,plan,0.9\n造船部,,Organization,office,plan,0.9\n",
    "company_aliases.csv": "alias,name,kind,source,confidence\n远行,远行造船有限公司,short,plan,0.9\n",
    "legal_forms.csv": "name,endings,is_branch\n分支机构,分公司|分店,yes\n",
    "columns.csv": "table,field,words\nregistrations,name,企业名称|名称\n",
    "gap_rules.yaml": "- id: none\n  kind: missing\n  text: 没有企业\n"
    "  thresholds: {companies_at_most: 0}\n  source: plan\n",
    "placement.yaml": "generic_words: [船舶总装]\n",
}


def write_pack(folder: Path, **changes: str) -> Path:
    """Write the tiny pack below `folder`; `changes` give other content by `file__suffix` name."""
    place = folder / "tiny"
    place.mkdir(parents=True)
    files = TINY | {name.replace("__", "."): text for name, text in changes.items()}
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    return folder
