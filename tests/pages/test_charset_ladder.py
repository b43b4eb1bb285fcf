from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warehouse.pages.charset import decode

TEXT = (
    "ضلع سون ڈونگ میں گزشتہ برس دو ہزار گھر تعمیر کیے گئے۔ حکام کے مطابق غریب گھرانوں کی شرح 5.4 فیصد رہ گئی ہے، "
    "جبکہ 17 کمیونز نے نئے دیہی معیار کو پورا کیا۔ اس منصوبے پر 71 ارب ڈونگ خرچ ہوئے اور لوگوں نے زمین بھی دی۔ "
) * 6
LEGACY = TEXT.replace("ی", "ي").replace("۔", ".")  # windows-1256 has neither Urdu yeh nor full stop


def page(text: str, meta: str | None = None) -> str:
    tag = f'<meta charset="{meta}">' if meta else ""
    return f"<!DOCTYPE html><html><head>{tag}<title>{text[:40]}</title></head><body><p>{text}</p></body></html>"


def one_bad_byte(body: bytes) -> bytes:
    middle = len(body) // 2
    return body[:middle] + b"\xff" + body[middle:]


CASES = {
    "utf-8 without meta": (page(TEXT).encode(), None, TEXT),
    "utf-8 with bom": (b"\xef\xbb\xbf" + page(TEXT).encode(), None, TEXT),
    "utf-16le with bom": (b"\xff\xfe" + page(TEXT).encode("utf-16-le"), None, TEXT),
    "utf-16le without bom": (page(TEXT).encode("utf-16-le"), None, TEXT),
    "windows-1256 without meta": (page(LEGACY).encode("cp1256"), None, LEGACY),
    "windows-1256 with its meta": (page(LEGACY, "windows-1256").encode("cp1256"), None, LEGACY),
    "windows-1256 called utf-8": (page(LEGACY, "utf-8").encode("cp1256"), "text/html; charset=utf-8", LEGACY),
    "utf-8 called windows-1256": (page(TEXT, "windows-1256").encode(), "text/html; charset=windows-1256", TEXT),
    "utf-8 called iso-8859-1": (page(TEXT, "iso-8859-1").encode(), None, TEXT),
    "utf-8 with one bad byte": (one_bad_byte(page(TEXT, "windows-1256").encode()), None, None),
    "utf-8 with nul bytes": (page(TEXT).replace("<p>", "<p>\x00\x00").encode(), None, TEXT),
}


@pytest.mark.parametrize("case", CASES)
def test_the_eleven_cases(case: str) -> None:
    body, declared, text = CASES[case]
    decoded = decode(body, declared)
    if text is None:  # one letter is lost, and said to be
        assert decoded.damaged
        assert decoded.text.count("\ufffd") <= 3  # the byte may fall inside a letter
        assert TEXT[:200] in decoded.text
        assert decoded.encoding == "utf-8"
    else:
        assert f"<p>{text}</p>" in decoded.text
        assert not decoded.damaged


def test_a_declared_codec_that_is_no_charset_is_passed_over() -> None:
    body = page(LEGACY, "hex").encode("cp1256")
    assert f"<p>{LEGACY}</p>" in decode(body, "text/html; charset=rot13").text


@given(st.binary(max_size=400))
def test_any_bytes_give_a_text_without_nul(body: bytes) -> None:
    assert "\x00" not in decode(body, "text/html; charset=windows-1256").text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=200))
def test_valid_utf8_is_read_as_it_is(text: str) -> None:
    body = b"<p>" + text.encode() + b"</p>"
    assert decode(body, None).text == f"<p>{text}</p>"
