"""Mail (RFC 5322, .eml): the subject as heading, the body as text, attachments named or taken out (邮件)."""

from __future__ import annotations

import binascii
from collections.abc import Iterator, Sequence
from email import policy
from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Final

from ingest.documents.decode import DecodedText, read_text
from ingest.documents.errors import DocumentError, EmptyDocument
from ingest.readers.errors import Damaged, TooLarge
from ingest.readers.limits import ReaderLimits
from ingest.readers.zip_files import ARCHIVES, Member, safe_name

# What the parser raises over headers and parts that are no mail, besides errors of its own.
_BROKEN: Final = (MessageError, ValueError, LookupError, AttributeError, TypeError, binascii.Error)


def read_mail(data: bytes, file_name: str, limits: ReaderLimits) -> DecodedText:
    """The text of a mail; raises EmptyDocument, Damaged, TooLarge and what its body raises as a text."""
    limits.check_size(len(data), file_name)
    try:
        message, parts = _parts(data, file_name, limits)
        subject = " ".join(str(message.get("Subject", "")).split())
        body = _body(message, file_name)
    except _BROKEN as error:
        raise _damaged(error, file_name) from error
    notes = [f"attachment: {name}" for name, _ in parts]
    if not subject and not body.text.strip():
        raise EmptyDocument(f"{file_name}: a mail without subject and text; give its attachments as files")
    if not subject:
        return DecodedText(body.text, body.encoding, "mail", body.headings, notes=notes)
    shift = len(subject) + 2
    headings = {0: 1, **{offset + shift: min(level + 1, 6) for offset, level in body.headings.items()}}
    return DecodedText(f"{subject}\n\n{body.text}", body.encoding, "mail", headings, notes=notes)


def attachments_of(data: bytes, file_name: str, limits: ReaderLimits, readable: Sequence[str]) -> Iterator[Member]:
    """Attachments as files of their own, each with its bytes or the reason of its refusal; none of a broken mail."""
    try:
        _, parts = _parts(data, file_name, limits)
        found = list(parts)
    except (*_BROKEN, Damaged, TooLarge):
        # The mail itself is refused with this reason.
        return
    seen: set[str] = set()
    for name, part in found:
        shown = f"{file_name}/{name}"
        if name in seen:
            yield Member(name, code="repeated", reason=f"{shown}: a second attachment of this name; save it as a file")
        elif name.lower().endswith(ARCHIVES) and not name.lower().endswith(".csv.gz"):
            yield Member(
                name, code="nested", reason=f"{shown}: an archive within a mail; save it and give it by itself"
            )
        elif not name.lower().endswith(tuple(readable)):
            reason = f"{shown}: not a readable type; readable are {' '.join(readable)}"
            yield Member(name, code="unknown_type", reason=reason)
        else:
            yield Member(name, _payload(part))
        seen.add(name)


def _parts(data: bytes, file_name: str, limits: ReaderLimits) -> tuple[EmailMessage, list[tuple[str, EmailMessage]]]:
    """The mail and its attachments by name."""
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        assert isinstance(message, EmailMessage)
        named = []
        for number, part in enumerate(message.walk(), 1):
            if number > limits.zip_members:
                raise TooLarge(f"{file_name}: more than {limits.zip_members} parts")
            name = safe_name(part.get_filename() or "")
            if name and not part.is_multipart():
                named.append((name, part))
    except RecursionError as error:
        raise TooLarge(f"{file_name}: parts within parts without end; save the text as a file") from error
    return message, named


def _payload(part: EmailMessage) -> bytes:
    given = part.get_payload(decode=True)
    return given if isinstance(given, bytes) else b""


def _body(message: EmailMessage, file_name: str) -> DecodedText:
    """The text of the mail: its plain form where that holds anything, else its page."""
    empty = DecodedText("", "utf-8", "text")
    for form in ("plain", "html"):
        part = message.get_body((form,))
        if part is None or not isinstance(part, EmailMessage):
            continue
        data = _payload(part)
        if not data.strip():
            continue
        try:
            return read_text(data, file_name, declared=part.get_content_charset())
        except DocumentError:
            if form == "html":
                raise
    return empty


def _damaged(error: Exception, file_name: str) -> Damaged:
    return Damaged(f"{file_name}: the mail is damaged ({type(error).__name__}: {str(error)[:200]}); save it again")
