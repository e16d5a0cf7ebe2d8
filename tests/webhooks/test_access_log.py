"""Lines of the access log as uvicorn writes them, through our filter."""

import logging

import pytest

from webhooks.serve import QuietAccess


@pytest.mark.parametrize(
    ("path", "line"),
    [
        pytest.param("/healthz", '- - "GET /healthz HTTP/1.1" 200', id="nothing to hide"),
        pytest.param(
            "/webhooks/sms_http?from=%2B84905000001&text=bi+mat&secret=abc",
            '- - "GET /webhooks/sms_http HTTP/1.1" 200',
            id="number, words and secret",
        ),
        pytest.param("/a?b?c", '- - "GET /a HTTP/1.1" 200', id="two question marks"),
    ],
)
def test_neither_query_nor_caller_is_written(path: str, line: str) -> None:
    arguments = ("203.0.113.7:51022", "GET", path, "1.1", 200)
    record = logging.LogRecord(
        "uvicorn.access", logging.INFO, "", 0, '%s - "%s %s HTTP/%s" %d', arguments, None
    )
    assert QuietAccess().filter(record)
    assert record.getMessage() == line
