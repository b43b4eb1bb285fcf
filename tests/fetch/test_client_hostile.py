from __future__ import annotations

import base64
import gzip
import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from warehouse.fetch import Client, FetchError
from warehouse.fetch.client import retry_after
from warehouse.fetch.pace import Pace

CAP = 5_000_000
BROTLI_BOMB = base64.b64decode(
    "z///fwAkAOKxQHLv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBIAMRhAeje"
    "//P//x8ACYA4LADd+3/+//8DIAEQhwWge//P//9/ACQA4rAAdO//+f//D4AEQBwWgO79P////wGQAIjDAtC9/+f//z8AEgBxWAC6"
    "9//8//8HQAIgDgtA9/6f////AEgAxGEB6N7/8///HwAJgDgsAN37f/7//wMgARCHBaB7/8///38AJADisAB07//5//8PgARAHBaA"
    "7v0/////AZAAiMMC0L3/5///PwASAHFYALr3//z//wdAAiAOC0D3/p////8ASADEYQHo3v/z//8fAAmAOCwA3ft//v//AyABEIcF"
    "oHv/z///fwAkAOKwAHTv//n//w+ABEAcFoDu/T////8BkACIwwLQvf/n//8/ABIAcVgAuvf//P//B0ACIA4LQPf+n////wBIAMRh"
    "Aeje//P//x8ACYA4LADd+3/+//8DIAEQhwWge/8/"
)
"""405 bytes that are 512 MiB of zeros: one chunk for a client that decodes whatever it has."""


def failing(client: Client, url: str, **options: Any) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.get(url, **options)
    return caught.value


def send(handler: BaseHTTPRequestHandler, body: bytes, status: int = 200, **headers: str) -> None:
    handler.send_response_only(status)
    handler.send_header("Connection", "close")
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def redirect(target: str, status: int = 302) -> Any:
    return lambda handler: send(handler, b"", status, Location=target, Content_Length="0")


def test_an_answer_is_read_and_we_say_who_we_are(site: Any, client: Client) -> None:
    site.routes["/a"] = lambda handler: send(handler, gzip.compress(b"salaam"), Content_Encoding="gzip")
    got = client.get(f"{site.url}/a")
    assert (got.status, got.body) == (200, b"salaam")
    assert site.headers[0]["user-agent"].startswith("hadaf/")
    assert "(+press@example.org)" in site.headers[0]["user-agent"]
    assert got.fetched_at.tzinfo is None
    assert abs(datetime.now(UTC).replace(tzinfo=None) - got.fetched_at) < timedelta(minutes=5)


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(bytes(100_000_000), 9)),
        ("br", BROTLI_BOMB),
        ("gzip, gzip", gzip.compress(gzip.compress(bytes(100_000_000), 9), 9)),
    ],
    ids=["gzip", "brotli", "gzip in gzip"],
)
def test_a_bomb_stops_at_the_cap(site: Any, client: Client, encoding: str, body: bytes) -> None:
    assert len(body) < 200_000
    site.routes["/bomb"] = lambda handler: send(handler, body, Content_Encoding=encoding, Content_Length=str(len(body)))
    assert failing(client, f"{site.url}/bomb").reason == "too large"
    assert site.asked == ["/bomb"]  # no second try


def test_an_endless_body_stops_at_the_cap(site: Any, client: Client) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        send(handler, b"")
        while not site.release.is_set():
            handler.wfile.write(bytes(100_000))

    site.routes["/endless"] = endless
    assert failing(client, f"{site.url}/endless").reason == "too large"
    assert len(client.get(f"{site.url}/endless", max_bytes=1000, cut=True).body) == 1000


@pytest.mark.parametrize("headers_first", [True, False])
def test_a_slow_loris_meets_the_deadline(site: Any, headers_first: bool) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        if headers_first:
            send(handler, b"", Content_Length="100000")
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not site.release.wait(0.02):  # steady enough for any timeout that is per read
            handler.wfile.write(b"a")

    site.routes["/slow"] = drip
    own = frozenset({("127.0.0.1", site.port)})
    with Client("", own, private=own, deadline=0.4, attempts=1) as client:
        assert failing(client, f"{site.url}/slow").reason == "deadline"


def test_a_server_that_never_answers_meets_the_deadline(site: Any) -> None:
    site.routes["/mute"] = lambda _handler: site.release.wait(30)
    own = frozenset({("127.0.0.1", site.port)})
    with Client("", own, private=own, deadline=0.3, attempts=1) as client:
        assert failing(client, f"{site.url}/mute").reason == "deadline"


def test_five_redirects_are_followed_and_six_are_not(site: Any, client: Client) -> None:
    for step in range(1, 7):
        site.routes[f"/{step}"] = redirect(f"/{step - 1}")
    site.routes["/0"] = lambda handler: send(handler, b"end", Content_Length="3")
    got = client.get(f"{site.url}/5")
    assert (got.body, got.url, len(got.hops)) == (b"end", f"{site.url}/0", 5)
    assert failing(client, f"{site.url}/6").reason == "redirect refused"


def test_a_redirect_loop_ends(site: Any, client: Client) -> None:
    site.routes["/a"], site.routes["/b"] = redirect("/b"), redirect("/a")
    assert failing(client, f"{site.url}/a").reason == "redirect refused"
    assert len(site.asked) == 6


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_to_the_inside_reaches_nobody(site: Any, sites: Any, client: Client, status: int) -> None:
    inside = sites()
    site.routes["/out"] = redirect(f"{inside.url}/secret", status)
    assert failing(client, f"{site.url}/out").reason == "host refused"
    assert inside.asked == []


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "127.0.0.1.", "localhost", "localhost.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"),
        *("[::ffff:127.0.0.1]", "[::1]", "0.0.0.0", "[::]"),
    ],
)
def test_an_inside_address_is_refused_in_every_form_even_on_an_allowed_host(site: Any, sites: Any, host: str) -> None:
    inside = sites()
    site.routes["/out"] = redirect(f"http://{host}:{inside.port}/secret")
    allowed = frozenset({(host.strip("[]").rstrip("."), inside.port), ("127.0.0.1", site.port)})
    with Client("", allowed, private=frozenset({("127.0.0.1", site.port)}), attempts=1) as client:
        # httpx2 takes no octal form at all, and some resolvers no final dot
        odd = {"0177.0.0.1": "host refused", "127.0.0.1.": "no answer", "localhost.": "no answer"}
        refusals = ("address refused", odd.get(host, "address refused"))
        assert failing(client, f"http://{host}:{inside.port}/secret").reason in refusals
        assert failing(client, f"{site.url}/out").reason in refusals
    assert inside.asked == []


@pytest.mark.parametrize("url", ["file:///etc/passwd", "gopher://127.0.0.1/", "http://", "http://a b/", "//x"])
def test_only_http_is_asked(client: Client, url: str) -> None:
    assert failing(client, url).reason == "host refused"


def test_a_redirect_that_robots_forbids_is_not_followed(site: Any, client: Client) -> None:
    site.routes["/open"] = redirect("/closed")
    assert failing(client, f"{site.url}/open", permit=lambda url: "closed" not in url).reason == "robots"
    assert site.asked == ["/open"]


def test_too_many_headers_are_refused(site: Any, client: Client) -> None:
    site.routes["/h"] = lambda handler: send(handler, b"", **{f"X_{n}": "v" for n in range(2000)})
    assert failing(client, f"{site.url}/h").reason in ("headers", "no answer")


@pytest.mark.parametrize(
    ("headers", "body", "reason"),
    [
        ({"Content_Encoding": "gzip"}, b"this is no gzip", "bad encoding"),
        ({"Content_Length": "1000"}, b"torn off", "no answer"),
    ],
)
def test_a_broken_body_is_an_error(
    site: Any, client: Client, headers: dict[str, str], body: bytes, reason: str
) -> None:
    site.routes["/x"] = lambda handler: send(handler, body, **headers)
    assert failing(client, f"{site.url}/x").reason == reason


def test_retry_after_is_honoured(site: Any, client: Client, clock: Any) -> None:
    answers = [(503, {"Retry_After": "7"}), (429, {}), (200, {})]
    site.routes["/busy"] = lambda handler: send(
        handler, b"", answers[len(site.asked) - 1][0], Content_Length="0", **answers[len(site.asked) - 1][1]
    )
    assert client.get(f"{site.url}/busy").status == 200
    assert clock.waits == [7.0, 2.0]  # what was asked for, then our own second pause


def test_a_host_that_wants_a_day_is_left_alone(site: Any, client: Client, clock: Any) -> None:
    site.routes["/busy"] = lambda handler: send(handler, b"", 503, Retry_After="86400", Content_Length="0")
    assert failing(client, f"{site.url}/busy").reason == "asked to wait"
    assert failing(client, f"{site.url}/other").reason == "asked to wait"
    assert site.asked == ["/busy"]
    assert clock.waits == []


def test_retry_after_is_clamped_and_garbage_is_no_wish() -> None:
    now = datetime.fromisoformat("2026-01-01")
    assert retry_after("0", now) == 1.0
    assert retry_after("Thu, 01 Jan 1970 00:00:00 GMT", now) == 1.0
    assert retry_after("9" * 400, now) == 3600.0
    assert retry_after("soon", now) is None
    assert retry_after("-5", now) is None


def test_an_unreachable_host_is_no_answer(sites: Any, clock: Any) -> None:
    gone = sites()
    own = frozenset({("127.0.0.1", gone.port)})
    gone.close()
    with Client("", own, private=own, pace=Pace(clock=clock.read, sleep=clock.sleep)) as client:
        error = failing(client, f"{gone.url}/")
    assert error.reason == "no answer"
    assert clock.waits == [1.0, 2.0]


def test_requests_to_a_host_keep_their_distance(clock: Any) -> None:
    slow, fast = ("slow.vn", 443), ("fast.vn", 443)
    pace = Pace(2.0, clock=clock.read, sleep=clock.sleep)
    pace.slow_down(slow, 5.0)
    pace.slow_down(slow, 1.0)  # another source's delay for the same host does not shorten it
    pace.slow_down(fast, 0.1)
    starts = []
    for _ in range(3):
        pace.wait(slow)
        starts.append(clock.now)
        clock.now += 3.0  # a slow answer: the delay counts from its end
        pace.done(slow)
    assert starts == [0.0, 8.0, 16.0]
    assert pace.wait(fast) == 0.0
    pace.done(fast)
    pace.wait(fast)
    assert clock.now == 21.0  # robots.txt does not shorten our own delay


def _own_certificate(folder: Path) -> Path:
    x509 = pytest.importorskip("cryptography.x509", reason="the TLS test makes its certificate with cryptography")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback test")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "own.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path


def test_from_https_nobody_is_led_to_http(sites: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pem = _own_certificate(tmp_path)
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(pem)
    secure, plain = sites(tls), sites()
    secure.routes["/down"] = redirect(f"{plain.url}/")
    secure.routes["/ok"] = lambda handler: send(handler, b"fine", Content_Length="4")
    own = frozenset({("127.0.0.1", secure.port), ("127.0.0.1", plain.port)})
    with Client("", own, private=own, attempts=1) as client:
        assert failing(client, f"{secure.url}/ok").reason == "no answer"  # a certificate that nobody vouches for
    monkeypatch.setenv("SSL_CERT_FILE", str(pem))
    with Client("", own, private=own, attempts=1) as client:
        assert client.get(f"{secure.url}/ok").body == b"fine"
        assert failing(client, f"{secure.url}/down").reason == "redirect refused"
    assert plain.asked == []
