"""Who leads what an article grants or a row of actions leaves, told without 责任单位."""

from tests.ingest.documents.reading import read

MEASURES = """关于印发《示例区促进渔业装备发展若干措施》的通知

示例区促进渔业装备发展若干措施

第一条 支持首制船。由企业向示例区渔业促进局提出申请，经该局认定后，给予20%的补助。

第二条 支持试航。试航经示例区海洋发展局组织专家评审后，每次奖励5万元；取得国家船级社证书的，另奖10万元。

第三条 支持成长。对新获评瞪羚企业的，奖励30万元。上述奖励由示例区渔业促进局牵头审定。

第四条 支持平台。对经工业和信息化部认定的国家级平台，给予500万元奖励。

第五条 本措施由示例区渔业促进局负责组织实施，自2027年5月1日起施行。

第六条 本措施由示例区海洋发展局负责解释。
"""


def test_who_weighs_what_an_article_grants_leads_it() -> None:
    made = read(MEASURES)
    assert made.edges("LED_BY") == [("示例区促进渔业装备发展若干措施", "示例区渔业促进局")]
    assert made.edges("ASSIGNED_TO") == [
        ("支持成长", "示例区渔业促进局"),
        ("支持首制船", "示例区渔业促进局"),
        ("支持试航", "示例区海洋发展局"),
    ]


def _led(rest: str) -> set[tuple[str, str]]:
    page = (
        "# 新一轮行动启动\n\n本报讯 《青岛市船艇产业跃升行动方案（2027—2029年）》日前印发，部署3项行动："
        f"船型创新行动、船坞改造行动、船员培育行动。其中，船型创新行动由市科技局牵头，{rest}。"
    )
    return {(head, office.rpartition("/")[2]) for head, office in read(page, "page.md").edges("ASSIGNED_TO")}


def test_the_rest_of_a_row_of_actions() -> None:
    first = {("船型创新行动", "science-technology")}
    both = {(a, "development-reform") for a in ("船坞改造行动", "船员培育行动")}
    assert _led("其余两项由市发展改革委牵头") == first | both
    assert _led("其他行动均由市发展改革委负责") == first | both
    # Three are not left; two offices for two actions lead one each.
    assert _led("其余三项由市发展改革委牵头") == first
    assert _led("其余两项由市发展改革委、市财政局分别牵头") == {
        *first,
        ("船坞改造行动", "development-reform"),
        ("船员培育行动", "finance"),
    }
