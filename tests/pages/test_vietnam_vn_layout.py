# ruff: noqa: E501 (markup as it is served)
from __future__ import annotations

from datetime import date

import pytest

from warehouse.pages import Article, PageRejected, read_page

URL = "https://www.vietnam.vn/ur/thanh-son-xay-nha"
ONE = "تھانہ سون ضلع نے سال کے پہلے نو مہینوں میں 312 عارضی مکانات کی جگہ پکے گھر تعمیر کیے ہیں۔"
TWO = "ضلع کا ہدف ہے کہ 2025 کے آخر تک تمام 450 گھرانوں کو نئے گھر مل جائیں اور کوئی خاندان پیچھے نہ رہے۔"
LEAD = "حکام کا کہنا ہے کہ لوگوں کے تعاون سے یہ کام وقت سے پہلے پورا ہو رہا ہے۔"
CAPTION = "تھانہ سون میں ایک نئے گھر کی حوالگی، جس پر 60 ملین ڈونگ خرچ ہوئے۔ (تصویر: ہوانگ لین)"


def page(
    body: str, byline: str = "<span>Báo Phú Thọ</span><a>Báo Phú Thọ</a><span>07/10/2025</span>", **parts: str
) -> bytes:
    title = parts.get("title", "تھانہ سون میں عارضی مکانات کا خاتمہ")
    return f"""<!DOCTYPE html><html lang="ur"><head><meta charset="utf-8"><title>{title} - Vietnam.vn</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Vietnam.vn">{parts.get("head", "")}</head>
<body><div id="__next"><header><a href="/ur">Vietnam.vn - Nền tảng quảng bá Việt Nam</a>
<p>Độc lập - Tự do - Hạnh phúc</p></header><main class="ant-layout-content">{parts.get("before", "")}
<div class="post-detail-container"><h1>{title}</h1>{parts.get("lead", "")}<div class="meta">{byline}</div>
<div><audio src="/a.mp3">آپ کا براؤزر آڈیو کو سپورٹ نہیں کرتا</audio><p>Your browser does not support the audio element.</p></div>
{body}</div></main>
<section><h3>اسی موضوع میں</h3><a class="v-link-title" href="/ur/khac">لانگ سون میں 900 گھر تعمیر کیے گئے ہیں</a></section>
<footer><p>BỘ VĂN HÓA, THỂ THAO VÀ DU LỊCH</p><p>Chịu trách nhiệm: Cục trưởng</p><p>Giấy phép số 1</p></footer></div></body></html>""".encode()


def body(*lines: str, name: str = "post-detail-body", after: str = "") -> str:
    return f'<div class="{name}">{"".join(f"<p>{line}</p>" for line in lines)}</div>{after}'


def read(html: bytes, url: str = URL, day: date = date(2026, 11, 1)) -> Article:
    return read_page(html, url=url, content_type="text/html; charset=utf-8", layout="vietnam.vn", fetched_on=day)


def reason(html: bytes, **options: object) -> str:
    with pytest.raises(PageRejected) as caught:
        read(html, **options)  # type: ignore[arg-type]
    return caught.value.reason


def test_a_whole_page() -> None:
    html = page(
        body(
            ONE,
            "Chủ tịch UBND huyện Thanh Sơn trao nhà - Ảnh: Hoàng Lan",
            CAPTION,
            TWO,
            '• <a href="/ur/khac">لانگ سون میں 900 گھر تعمیر کیے گئے ہیں</a>',
            "فوٹو کیپشن",
            'ماخذ: <a href="https://baophutho.vn/xoa-nha-tam.htm">https://baophutho.vn/ ویڈیو -xoa-nha</a>',
            "تبصرہ (0)",
            "اس کے بعد کی کوئی سطر مضمون کی نہیں ہے، چاہے وہ اردو ہی میں کیوں نہ ہو۔",
        ),
        lead=f"<div class='sapo'>{LEAD}</div><div class='tools'>آڈیو سنیں</div>",
    )
    article = read(html)
    assert article.paragraphs == (LEAD, ONE, CAPTION, TWO)
    assert article.captions == ("Chủ tịch UBND huyện Thanh Sơn trao nhà - Ảnh: Hoàng Lan",)
    assert article.title == "تھانہ سون میں عارضی مکانات کا خاتمہ"
    assert article.source == "Báo Phú Thọ"
    assert article.published == date(2025, 10, 7)
    assert article.origin_url == "https://baophutho.vn/xoa-nha-tam.htm"
    assert (article.url, article.slug, article.language, article.layout) == (
        URL,
        "thanh-son-xay-nha",
        "ur",
        "vietnam.vn@1",
    )
    assert article.provenance["body"] == ".post-detail-body"
    assert article.provenance["published"] == "byline"


@pytest.mark.parametrize(
    ("byline", "source", "day"),
    [
        ("Báo Tuổi TrẻBáo Tuổi Trẻ10/02/2024", "Báo Tuổi Trẻ", date(2024, 2, 10)),
        ("<div>Báo Tuổi Trẻ</div><div>Báo Tuổi Trẻ</div><div>10/02/2024</div>", "Báo Tuổi Trẻ", date(2024, 2, 10)),
        ("<img alt='x'><a>VTV1</a><a>VTV1</a> 1/2/2024", "VTV1", date(2024, 2, 1)),
        ("Tùng AnhTùng Anh25/11/2023 08:15", "Tùng Anh", date(2023, 11, 25)),
        ("ویتنام ٹیلی ویژن اسٹیشنویتنام ٹیلی ویژن اسٹیشن03/04/2025", "ویتنام ٹیلی ویژن اسٹیشن", date(2025, 4, 3)),
        ("Báo Nhân dânBáo Nhân dân", "Báo Nhân dân", None),
        ("Báo Nhân dânBáo Nhân dân31/02/2025", "Báo Nhân dân", None),
        ("Báo Nhân dânBáo Nhân dân01/01/2031", "Báo Nhân dân", None),  # after the fetch: it cannot be
        ("", "nhandan.vn", None),
    ],
)
def test_bylines(byline: str, source: str, day: date | None) -> None:
    article = read(page(body(ONE, TWO, 'ماخذ: <a href="https://nhandan.vn/x.html">x</a>'), byline))
    assert (article.source, article.published) == (source, day)
    assert article.paragraphs == (ONE, TWO)


def test_a_missing_date_is_taken_from_the_claims() -> None:
    stamp = '<meta property="article:published_time" content="2025-10-06T20:30:00Z">'
    assert read(page(body(ONE, TWO), "", head=stamp)).published == date(2025, 10, 7)  # the day in Hanoi


@pytest.mark.parametrize(
    ("trailer", "origin"),
    [
        ('<p><a href="https://nhandan.vn/a.html">ماخذ</a></p>', "https://nhandan.vn/a.html"),
        (
            '<p>ماخذ:</p><p><a href="https://nhandan.vn/a.html">https://nhandan.vn/a.html</a></p>',
            "https://nhandan.vn/a.html",
        ),
        ('<p>Nguồn: <a href="https://nhandan.vn/a.html">https://nhandan.vn</a></p>', "https://nhandan.vn/a.html"),
        ("<p>ماخذ: https://nhandan.vn/ ویڈیو -nhieu.html</p>", None),  # text is not an address
        ('<p>ماخذ: <a href="javascript:alert(1)">https://nhandan.vn/a.html</a></p>', None),
        ('<p>ماخذ: <a href="/ur/khac">https://www.vietnam.vn/ur/khac</a></p>', None),
        ("<p>ماخذ</p>", None),
        ("", None),
    ],
)
@pytest.mark.parametrize("inside", [True, False])
def test_the_origin_is_the_href(trailer: str, origin: str | None, inside: bool) -> None:
    lines = f"<p>{ONE}</p><p>{TWO}</p>"
    html = (
        f'<div class="post-detail-body">{lines}{trailer}</div>'
        if inside
        else f'<div class="post-detail-body">{lines}</div>{trailer}'
    )
    article = read(page(html))
    if inside or not trailer.startswith("<p>ماخذ:</p>"):
        assert article.origin_url == origin
    assert article.paragraphs == (ONE, TWO)


def test_a_caption_that_names_its_source_is_no_trailer() -> None:
    caption = "نئے گھر کی تصویر جس پر 60 ملین ڈونگ خرچ ہوئے (ماخذ: وی این اے)"
    assert read(page(body(ONE, caption, TWO))).paragraphs == (ONE, caption, TWO)


@pytest.mark.parametrize("name", ["post-detail-body", "something-new"])
def test_when_a_class_changes_the_next_container_holds(name: str) -> None:
    article = read(page(body(ONE, TWO, name=name, after="<span>تبصرہ (0)</span>")))
    assert article.paragraphs == (ONE, TWO)
    assert article.provenance["body"] == (
        ".post-detail-body" if name == "post-detail-body" else ".post-detail-container"
    )


def test_when_every_class_changes_the_densest_text_is_the_body() -> None:
    html = page(body(ONE, TWO, name="x1")).decode()
    for name in ("post-detail-container", "ant-layout-content"):
        html = html.replace(name, "x2")
    article = read(html.encode())
    assert article.paragraphs == (ONE, TWO)
    assert article.provenance["body"] == "density"
    assert article.source == "Báo Phú Thọ"


def test_a_table_keeps_its_rows() -> None:
    table = "<table><tr><th>ضلع</th><th>گھر</th></tr><tr><td><p>تھانہ سون</p></td><td><p>312</p></td></tr></table>"
    assert read(page(body(ONE, TWO).replace("</div>", f"{table}</div>"))).paragraphs[2:] == (
        "ضلع | گھر",
        "تھانہ سون | 312",
    )


VIETNAMESE = "Huyện Thanh Sơn đã xây 312 ngôi nhà mới thay thế nhà tạm cho các hộ nghèo trong chín tháng đầu năm."
ARABIC = (
    "أعلنت السلطات في المنطقة عن بناء ثلاثمائة واثني عشر منزلا جديدا للأسر الفقيرة خلال الأشهر التسعة الأولى من العام"
)
PERSIAN = "مقامات این شهرستان اعلام کردند که سیصد و دوازده خانه جدید برای خانواده‌های کم درآمد در نه ماه نخست سال ساخته شده است"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (page(body(VIETNAMESE, VIETNAMESE), title="Xóa nhà tạm"), "not_urdu"),
        (page(body(ARABIC, ARABIC), title="بناء منازل جديدة"), "not_urdu"),
        (page(body(PERSIAN, PERSIAN), title="ساخت خانه های جدید"), "not_urdu"),
        (page(body()), "empty"),
        (b"", "empty"),
        (b"<html></html>", "empty"),
        (page(body("صفحہ دستیاب نہیں ہے۔"), title="صفحہ نہیں ملا"), "soft_404"),
        (b"<html><title>404 Not Found</title><body><h1>404</h1></body></html>", "soft_404"),
        (b"<html><title>Just a moment...</title><body>Checking your browser</body></html>", "bot_check"),
        (
            b"<html><title>vietnam.vn</title><body><p>Enable JavaScript and cookies to continue</p></body></html>",
            "bot_check",
        ),
        (b"<html><title>Before you continue</title><body>We use cookies</body></html>", "consent"),
        (page(body("مختصر متن۔"), head='<link rel="canonical" href="https://www.vietnam.vn/">'), "soft_404"),
        (b"x" * 5_000_001, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_article_is_rejected_with_its_reason(html: bytes, expected: str) -> None:
    assert reason(html) == expected


def test_a_picture_is_no_page() -> None:
    with pytest.raises(PageRejected, match="no_html"):
        read_page(b"\x89PNG", url=URL, content_type="image/png", layout="vietnam.vn", fetched_on=date(2026, 1, 1))


def test_an_article_about_errors_and_cookies_is_an_article() -> None:
    lines = [ONE, TWO, "ضلع کی ویب سائٹ پر کوکیز اور 404 جیسے مسائل بھی حل کیے گئے۔"] * 6
    assert len(read(page(body(*lines), title="ضلع کی ویب سائٹ پر 404 گھروں کی فہرست")).paragraphs) == 18


def test_marks_that_break_databases_and_titles_go() -> None:
    article = read(page(body(f"{ONE}\x00\x07", TWO), title="تھانہ\u202e سون\u200f میں\u200b گھر"))
    assert article.title == "تھانہ سون میں گھر"
    assert article.paragraphs == (ONE, TWO)


@pytest.mark.parametrize(
    ("nested", "count"),
    [("<div>" * 30_000, 1), ("<b>" * 5_000, 1), ("<p><a>" * 10_000, 1)],
    ids=["div", "b", "unclosed"],
)
def test_hostile_nesting_loses_no_text(nested: str, count: int) -> None:
    article = read(page(f'<div class="post-detail-body">{nested}<p>{ONE}</p><p>{TWO}</p></div>'))
    assert article.paragraphs[-count:] in ((TWO,), (ONE,), (ONE, TWO))
