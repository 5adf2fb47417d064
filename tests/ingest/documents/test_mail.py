"""Mail: subject, body in its charset, a page as body, attachments by name, broken mail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from ingest.documents import DocumentError, EmptyDocument
from ingest.documents.mail import attachments_of, read_mail
from ingest.documents.source import open_source
from ingest.readers import DEFAULT_LIMITS, ReadError, format_of
from ingest.readers.errors import TooLarge
from ingest.readers.limits import ReaderLimits

HEAD = "From: a@example.org\r\nTo: b@example.org\r\nDate: Mon, 16 Mar 2026 09:00:00 +0800\r\nMIME-Version: 1.0\r\n"
BODY = "示例市将建设低空物流枢纽。\r\n\r\n请各区落实。\r\n"


def mail(
    body: bytes, content: str = "text/plain; charset=utf-8", subject: str = "关于低空经济的通知", more: str = ""
) -> bytes:
    """A mail with one part, as bytes without encoding for transport."""
    return f"{HEAD}Subject: {subject}\r\nContent-Type: {content}\r\n{more}\r\n".encode() + body


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("big5", "cp950"), ("utf-16-le", "utf-16-le")]
)
def test_subject_and_text_in_the_charset_that_is_said(charset: str, encoding: str) -> None:
    body = "示例路一帶建設港口。\r\n請各區落實。\r\n" if charset == "big5" else BODY.replace("示例", "镕基")
    data = mail(body.encode(encoding), f"text/plain; charset={charset}")
    assert format_of(data, "通知.eml") == "mail"
    made = open_source(data, "通知.eml")
    assert made.text == f"关于低空经济的通知\n\n{body}"
    assert made.headings == {0: 1}
    assert made.encoding == encoding
    assert made.kind == "mail"


def test_encoded_words_and_transfer_encodings() -> None:
    made = EmailMessage()
    made["From"], made["Date"], made["Subject"] = (
        "a@example.org",
        "Mon, 16 Mar 2026 09:00:00 +0800",
        "关于" + "低空" * 30,
    )
    made.set_content(BODY.replace("\r\n", "\n"), cte="base64")
    assert open_source(bytes(made), "a.eml").text == f"关于{'低空' * 30}\n\n" + BODY.replace("\r\n", "\n")


def test_a_page_where_there_is_no_plain_text() -> None:
    page = "<html><body><div class=nav>菜单</div><h2>分标题</h2><p>示例市将建设低空物流枢纽。</p><script>x</script></body></html>"
    made = EmailMessage()
    made["From"], made["Date"], made["Subject"] = "a@example.org", "Mon, 16 Mar 2026 09:00:00 +0800", "题"
    made.set_content("\n")
    made.add_alternative(page, subtype="html")
    read = open_source(bytes(made), "a.eml")
    assert read.text.startswith("题\n\n") and "示例市将建设低空物流枢纽。" in read.text and "script" not in read.text
    heading = read.text.index("分标题")
    assert read.headings[0] == 1 and read.headings[heading] == 3


def test_attachments_are_named_and_taken_out() -> None:
    made = EmailMessage()
    made["From"], made["Date"], made["Subject"] = "a@example.org", "Mon, 16 Mar 2026 09:00:00 +0800", "题"
    made.set_content(BODY)
    made.add_attachment(b"one", maintype="application", subtype="pdf", filename="../../方案.pdf")
    made.add_attachment(b"two", maintype="application", subtype="pdf", filename="方案.pdf")
    made.add_attachment(b"three", maintype="application", subtype="x", filename="a.exe")
    data = bytes(made)
    assert open_source(data, "a.eml").notes == ["attachment: 方案.pdf", "attachment: 方案.pdf", "attachment: a.exe"]
    found = [(one.name, one.data, one.code) for one in attachments_of(data, "a.eml", DEFAULT_LIMITS, (".pdf",))]
    assert found == [("方案.pdf", b"one", ""), ("方案.pdf", b"", "repeated"), ("a.exe", b"", "unknown_type")]


def test_a_text_with_colons_is_no_mail() -> None:
    assert format_of("# 方案\n\nFrom: a\nSubject: b\nDate: c\n".encode(), "a.md") == "text"
    assert format_of(b"From: a\nSubject: b\n\nDate: c\n", "a.txt") == "text"
    assert format_of("发布时间: 2026\nSubject: b\nDate: c\nFrom: d\n".encode(), "a.txt") == "text"


def test_mail_without_anything() -> None:
    with pytest.raises(EmptyDocument, match="without subject and text"):
        open_source(mail(b"\r\n", subject=""), "a.eml")
    assert open_source(mail(BODY.encode(), subject=""), "a.eml").text == BODY


def nested(depth: int) -> bytes:
    """Parts within parts."""
    head = "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\r\n\r\n--b{number}\r\n" for number in range(depth)
    )
    return f"{HEAD}Subject: s\r\n{head}Content-Type: text/plain\r\n\r\ntext\r\n".encode()


def test_limits() -> None:
    with pytest.raises(TooLarge, match="bytes"):
        read_mail(mail(BODY.encode()), "a.eml", ReaderLimits(bytes=10))
    with pytest.raises(TooLarge, match="more than 3 parts"):
        read_mail(nested(5), "a.eml", ReaderLimits(zip_members=3))
    with pytest.raises(TooLarge, match="without end"):
        open_source(nested(3000), "a.eml")
    assert list(attachments_of(nested(3000), "a.eml", DEFAULT_LIMITS, (".pdf",))) == []


@pytest.mark.parametrize(
    "content",
    [
        "text/plain; charset=no-such-charset", "text/plain; charset*=''%ff%fe", "multipart/mixed", "multipart/mixed; boundary=",
        "text/plain; charset=\"", "message/rfc822", "=?utf-8?b?////?=", "text/html; charset=utf-7", "message/partial",
    ],
)  # fmt: skip
def test_odd_heads_are_read_or_refused(content: str) -> None:
    for more in (
        "",
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Transfer-Encoding: x-uuencode\r\n",
        "Content-Disposition: attachment; filename*0=a\r\n",
    ):
        try:
            made = open_source(mail(BODY.encode(), content, more=more), "a.eml")
        except (ReadError, DocumentError) as error:
            assert "a.eml" in str(error)
        else:
            assert made.text.startswith("关于低空经济的通知")
