"""Who gives an honour or a class, in several wordings."""

import pytest

from tests.ingest.documents.reading import read


@pytest.mark.parametrize(
    ("said", "givers"),
    [
        (
            "青岛样甲影业有限公司制作的短片《样潮》获得样本短片节最佳视效奖，奖项由山东样本影像协会颁出。",
            ["山东样本影像协会"],
        ),
        ("青岛样本智能产业园占地30亩，入驻率达65%。山东省科技厅则将其认定为省级样本特色园区。", ["山东省科技厅"]),
        ("青岛样本智能产业园占地30亩，入驻率达65%。山东省科技厅未将其认定为省级样本特色园区。", []),
    ],
)
def test_who_gives_an_honour(said: str, givers: list[str]) -> None:
    made = read(f"# 荣誉一则\n\n{said}\n")
    assert [tail for _, tail in made.edges("GRANTED_BY")] == givers


def test_a_class_of_places_is_no_honour_of_the_work_told_of_before() -> None:
    made = read("# 荣誉一则\n\n短片《样潮》上线。样本购物中心被市商务局授予“样本低碳商场”称号。\n")
    assert made.names("Award") == []
