"""The endpoint: forms of answers, repair, failures, and what is sent to it."""

from __future__ import annotations

import json
import logging
import socket
import sys

import pytest

from ingest.errors import WrongUse
from ingest.llm import Cache, ModelFailure, OpenAIModel, SecondReader
from ingest.llm.answer import MOST_ITEMS, json_text, parse_answer
from ingest.llm.client import REPLY_BYTES
from ingest.llm.errors import AnswerError
from ingest.llm.settings import LlmSettings, llm_settings
from tests.ingest.llm.document import PIER, TECHNOLOGY, Second, answer, mention, model, read, rules_alone
from tests.ingest.llm.endpoint import Endpoint, Request, Turn, words

GOOD = answer(mention(1, TECHNOLOGY, "Technology"))


def found(second: Second) -> list[str]:
    return [row["name"] for row in second.new("nodes_Technology")]


def test_a_good_answer_takes_one_request(endpoint: Endpoint) -> None:
    endpoint.turns = [words(GOOD)]
    second = read(endpoint)
    assert found(second) == [TECHNOLOGY]
    [request] = endpoint.requests
    assert (request.path, request.form) == ("/v1/chat/completions", "json_schema")
    assert (request.body["temperature"], request.body["model"]) == (0, "test-model")
    assert "tools" not in request.body
    schema = request.body["response_format"]["json_schema"]["schema"]
    assert "Person" not in schema["properties"]["mentions"]["items"]["properties"]["label"]["enum"]
    assert second.info["usage"] == {"prompt_tokens": 100, "completion_tokens": 7}


def test_sentences_are_numbered_in_a_marked_block(endpoint: Endpoint) -> None:
    endpoint.turns = [words(GOOD)]
    read(endpoint)
    first, *lines, last = endpoint.requests[0].text.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["S1", "S2", "S3"]
    assert (first[:6], last) == ("<data ", "</" + first[1:])
    assert first[6:-1] not in "\n".join(lines)


def test_wrong_json_is_repaired_once_with_the_error(endpoint: Endpoint) -> None:
    endpoint.turns = [Turn('{"mentions": [{"id": "one"}]}'), words(GOOD)]
    second = read(endpoint)
    assert found(second) == [TECHNOLOGY]
    assert [len(r.body["messages"]) for r in endpoint.requests] == [2, 4]
    assert '"id" must be integer' in endpoint.requests[1].body["messages"][3]["content"]
    assert second.info["usage"] == {"prompt_tokens": 200, "completion_tokens": 14}


FAILURES = {
    "no_json": ([Turn("我不知道"), Turn("{{{")], 2),
    "empty_answer": ([Turn(""), Turn(None)], 2),
    "refused": ([Turn(None, refusal="I can't")], 1),
    "cut_off": ([Turn('{"mentions": [{"id": 1, "sent', finish="length")], 1),
    "too_large": ([Turn("x" * (REPLY_BYTES + 1))], 1),
    "bad_reply": ([Turn(body=b"<html>login</html>")], 1),
    "bad_request": ([Turn(status=400)], 3),
    "not_allowed": ([Turn(status=401)], 1),
    "unknown_model": ([Turn(status=404)], 1),
    "busy": ([Turn(status=429)], 1),
    "server_error": ([Turn(status=503)], 1),
    "redirected": ([Turn(status=307, location="http://127.0.0.1:9/v1/chat/completions")], 1),
}


@pytest.mark.parametrize("reason", FAILURES)
def test_a_failure_is_a_note_and_the_facts_of_the_rules_stay(reason: str, endpoint: Endpoint) -> None:
    endpoint.turns, requests = list(FAILURES[reason][0]), FAILURES[reason][1]
    second = read(endpoint)
    assert second.info["failures"] == {reason: 1}
    assert second.info["missing"] == second.info["chunks"] == 1
    assert len(endpoint.requests) == requests
    assert any(f"1 of 1 parts without an answer ({reason})" in note for note in second.extraction.notes)
    assert second.extraction.tables.keys() == rules_alone().tables.keys()
    assert all(table.equals(rules_alone().tables[name]) for name, table in second.extraction.tables.items())


def test_a_time_out_is_a_failure(endpoint: Endpoint) -> None:
    endpoint.turns = [Turn(silent=True)]
    second = read(endpoint, SecondReader(Cache(), model(endpoint, timeout=0.2)))
    assert second.info["failures"] == {"timed_out": 1}


def test_a_reply_that_drips_ends_at_the_deadline(endpoint: Endpoint) -> None:
    endpoint.turns = [words(GOOD)]
    ticks = iter(range(0, 1000, 60))
    late = OpenAIModel(LlmSettings(endpoint.url, "m"), timeout=30, retries=0, now=lambda: next(ticks))
    assert read(endpoint, SecondReader(Cache(), late)).info["failures"] == {"timed_out": 1}


def test_nobody_listening_is_a_failure() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        dead = Endpoint(f"http://127.0.0.1:{free.getsockname()[1]}/v1")
    assert read(dead).info["failures"] == {"unreachable": 1}


def test_a_broken_reply_is_tried_again(endpoint: Endpoint) -> None:
    endpoint.turns = [Turn(status=503), words(GOOD)]
    assert found(read(endpoint, SecondReader(Cache(), model(endpoint, retries=1)))) == [TECHNOLOGY]


def test_forms_step_down_and_the_one_that_worked_is_remembered(endpoint: Endpoint) -> None:
    def reply(request: Request) -> Turn:
        return Turn(status=400) if request.form == "json_schema" else words(GOOD)

    endpoint.reply = reply
    reader = SecondReader(Cache(), model(endpoint))
    assert found(read(endpoint, reader)) == [TECHNOLOGY]
    reader.cache = Cache()
    read(endpoint, reader)
    assert [r.form for r in endpoint.requests] == ["json_schema", "json_object", "json_object"]


def test_a_plain_answer_with_thoughts_and_words_around_it_is_read(endpoint: Endpoint) -> None:
    text = f'<think>maybe {{"mentions": []}}</think>好的：\n```json\n{json.dumps(GOOD, ensure_ascii=False)}\n```\n完毕'
    endpoint.reply = lambda request: Turn(text) if request.form == "plain" else Turn(status=422)
    assert found(read(endpoint)) == [TECHNOLOGY]
    assert [r.form for r in endpoint.requests] == ["json_schema", "json_object", "plain"]


@pytest.mark.parametrize(
    "text",
    [
        '<think>perhaps {"mentions": 5}</think>{"mentions": []}',
        'unopened thought</think>\n{"mentions": []}',
        'Here: {"mentions": []} done',
        '```\n{"mentions": []}\n```',
    ],
)
def test_the_json_is_found_in_what_stands_around_it(text: str) -> None:
    assert parse_answer(json_text(text)).mentions == ()


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", "empty"),
        ("{}", '"mentions" must be a list'),
        ("[1]", "one JSON object"),
        ('{"mentions": [7]}', "must be an object"),
        ('{"mentions": [{"id": true, "sentence": "S1", "text": "x", "label": "Park"}]}', '"id" must be integer'),
        ('{"mentions": [], "relations": 5}', '"relations" must be a list'),
        ('{"mentions": [' + "[" * 100_000, "not valid JSON"),
        (json.dumps({"mentions": [{}] * (MOST_ITEMS + 1)}), f"at most {MOST_ITEMS}"),
    ],
)
def test_what_is_no_answer_says_why(text: str, error: str) -> None:
    with pytest.raises(AnswerError, match=error):
        parse_answer(text)


def test_after_failures_in_a_row_the_rest_is_not_asked(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.llm.sentences.CHUNK_CHARACTERS", 1)
    endpoint.turns = [Turn("nonsense")]
    second = read(endpoint)
    assert second.info["failures"] == {"no_json": 2, "not_asked": 1}
    assert len(endpoint.requests) == 4


def test_a_chunk_without_answer_does_not_cost_the_others(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ingest.llm.sentences.CHUNK_CHARACTERS", 1)
    good = words(answer({"id": 1, "sentence": "S1", "text": PIER, "label": "Park"}))
    endpoint.reply = lambda request: good if PIER in request.text else Turn(None, refusal="no")
    second = read(endpoint)
    assert second.info["failures"] == {"refused": 2}
    assert [row["name"] for row in second.new("nodes_Park")] == [PIER]


def test_only_the_key_given_is_sent_and_it_is_written_nowhere(
    endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name, value in {"ORG_ID": "org-1", "PROJECT_ID": "project-1", "API_KEY": "sk-other"}.items():
        monkeypatch.setenv(f"OPENAI_{name}", value)
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    caplog.set_level(logging.DEBUG)
    endpoint.turns = [Turn(status=401)]
    settings = LlmSettings(endpoint.url, "test-model", "sk-secret-1")
    second = read(endpoint, SecondReader(Cache(), model(endpoint, key="sk-secret-1")))
    [request] = endpoint.requests
    assert request.headers["authorization"] == "Bearer sk-secret-1"
    said = " ".join(request.headers).lower()
    assert "organization" not in said
    assert "project" not in said
    assert {name for name in request.headers if name.lower().startswith("x-stainless")} <= {"x-stainless-raw-response"}
    written = f"{second.extraction.notes} {second.extraction.info} {settings!r} {caplog.text}"
    assert "sk-secret" not in written
    assert "sk-other" not in f"{request.headers}"


def test_without_a_key_none_is_sent(endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    endpoint.turns = [words(GOOD)]
    read(endpoint)
    assert "authorization" not in {name.lower() for name in endpoint.requests[0].headers}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "SCENARIOGRAPH_LLM_URL and SCENARIOGRAPH_LLM_MODEL"),
        ({"SCENARIOGRAPH_LLM_URL": "http://x/v1"}, "SCENARIOGRAPH_LLM_MODEL"),
        ({"SCENARIOGRAPH_LLM_URL": "x/v1", "SCENARIOGRAPH_LLM_MODEL": "m"}, "http://"),
        ({"SCENARIOGRAPH_LLM_URL": "file:///etc/x", "SCENARIOGRAPH_LLM_MODEL": "m"}, "http://"),
        ({"SCENARIOGRAPH_LLM_URL": "http://a:secret@x/v1", "SCENARIOGRAPH_LLM_MODEL": "m"}, "SCENARIOGRAPH_LLM_KEY"),
        ({"SCENARIOGRAPH_LLM_URL": "http://x/v1?key=secret", "SCENARIOGRAPH_LLM_MODEL": "m"}, "SCENARIOGRAPH_LLM_KEY"),
    ],
)
def test_settings_that_can_not_be_meant(environment: dict[str, str], said: str) -> None:
    with pytest.raises(WrongUse, match=said) as raised:
        llm_settings(environment)
    assert "secret" not in str(raised.value)


def test_without_the_extra_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openai", None)
    with pytest.raises(WrongUse, match=r"pip install \"scenariograph\[llm\]\""):
        OpenAIModel(LlmSettings("http://127.0.0.1:9/v1", "m"))


def test_every_failure_has_words() -> None:
    assert str(ModelFailure("timed_out")) == "the model took too long"
