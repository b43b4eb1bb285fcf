# ruff: noqa: E501 (markup as it is served)
from __future__ import annotations

import json
from datetime import date

import pytest

from warehouse.pages import Article, canonical_url, page_outline, read_page
from warehouse.pages.urls import same_site, slug_of

BODY = (
    "وزارت نے بتایا کہ ملک کے 34 صوبوں میں سے 21 نے سرکاری سرمایہ کاری کا 60 فیصد سے زیادہ خرچ کر لیا ہے۔",
    "وزیر خزانہ کے مطابق باقی صوبوں کو سال کے آخر تک کم از کم 95 فیصد تک پہنچنا ہو گا، ورنہ فنڈ واپس لے لیے جائیں گے۔",
    "ماہرین کا خیال ہے کہ زمین کی حوالگی اور ٹھیکوں میں تاخیر اس سستی کی بڑی وجہ ہے، جسے دور کرنے کی ضرورت ہے۔",
    "گزشتہ برس اسی مدت میں یہ شرح 54 فیصد تھی، یعنی اس سال رفتار کچھ بہتر رہی ہے۔",
)
TITLE = "سرکاری سرمایہ کاری: 21 صوبے ہدف کے قریب"
TEASER = "پنجاب میں 300 نئے سکول کھولنے کا اعلان، وزیر تعلیم نے تفصیلات بتا دیں اور کہا کہ کام جلد شروع ہو گا"
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)

WORDPRESS = f"""<html lang="ur"><head><title>{TITLE} – اردو نیوز</title><meta property="og:title" content="{TITLE} – اردو نیوز">
<meta property="og:site_name" content="اردو نیوز"><meta property="article:published_time" content="2025-10-07T09:30:00+05:00">
<link rel="canonical" href="/2025/10/capital/?utm_source=x"></head><body class="has-sidebar"><nav><ul><li>{TEASER}</li></ul></nav>
<article class="post"><header class="entry-header"><h1 class="entry-title">{TITLE}</h1><span>7 اکتوبر 2025</span></header>
<div class="entry-content">{PARAGRAPHS}<div class="sharedaddy share-buttons">شیئر کریں</div><a class="share-link" href="/s">شیئر</a></div>
<div id="comments"><p>{TEASER}</p><p>{TEASER}</p></div></article>
<aside class="sidebar">{f"<p>{TEASER}</p>" * 4}</aside><footer>جملہ حقوق محفوظ ہیں</footer></body></html>"""

LD = json.dumps(
    {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "name": "ویب"},
            {
                "@type": ["NewsArticle"],
                "headline": TITLE,
                "datePublished": "2025-10-07T18:00:00+05:00",
                "publisher": {"@type": "Organization", "name": "ایکسپریس"},
                "articleBody": "کٹا ہوا متن ...",
            },
        ],
    },
    ensure_ascii=False,
)
BREAKS = f"""<html><head><title>ایکسپریس</title><script type="application/ld+json">{LD}</script>
<script type="application/ld+json">{{broken</script></head><body><form id="aspnetForm"><div class="menu">{TEASER}</div>
<div class="story"><h1>{TITLE}</h1><div class="text">{"<br><br>".join(BODY)}</div></div>
<div class="related-stories"><ul><li><a href="/2">{TEASER}</a></li><li><a href="/3">{TEASER}</a></li></ul></div></form></body></html>"""

DIVS = f"""<html><head><title>{TITLE} | نوائے وقت</title><meta name="application-name" content="نوائے وقت"></head><body>
<div class="top">Thursday | May 19, 2022</div><div class="menu"><a href="/">{TEASER}</a></div><h2>تازہ خبریں</h2><h1>{TITLE}</h1>
<div class="wrap"><div class="part">{"".join(f"<div>{line}</div>" for line in BODY[:2])}</div><div class="ad">اشتہار</div>
<div class="part">{"".join(f"<div>{line}</div>" for line in BODY[2:])}</div></div>
<div class="box"><a href="/x"><h3>{TEASER}</h3></a><a href="/y"><h3>{TEASER}</h3></a></div></body></html>"""

MICRODATA = f"""<html><head><title>{TITLE}</title></head><body><h1 itemprop="headline">{TITLE}</h1><div>منگل، 7 اکتوبر 2025</div>
<section itemprop="articleBody"><p>{BODY[0]}</p><figure><img><figcaption>Ảnh minh họa của phóng viên</figcaption></figure>
<p>{BODY[1]}</p><p>{BODY[2]}</p><ul><li>{BODY[3]}</li></ul></section><div class="comments-area"><p>{TEASER * 5}</p></div></body></html>"""

CASES = [
    ("wordpress", WORDPRESS, "https://u.pk/2025/10/capital", date(2025, 10, 7), "اردو نیوز"),
    ("breaks", BREAKS, "https://www.express.pk/story/1/sarmaya", date(2025, 10, 7), "ایکسپریس"),
    ("divs", DIVS, "https://www.nawaiwaqt.com.pk/07-Oct-2025/123", date(2025, 10, 7), "نوائے وقت"),
    ("microdata", MICRODATA, "https://m.example.pk/news/77", date(2025, 10, 7), "m.example.pk"),
]


def read(html: str, url: str) -> Article:
    return read_page(html.encode(), url=url, content_type=None, layout="generic", fetched_on=date(2026, 1, 1))


@pytest.mark.parametrize(("name", "html", "url", "day", "source"), CASES, ids=[case[0] for case in CASES])
def test_markup_families(name: str, html: str, url: str, day: date, source: str) -> None:
    article = read(html, url)
    assert article.title == TITLE
    assert article.published == day
    assert article.source == source
    assert article.paragraphs == BODY
    assert article.layout == "generic@3"
    assert set(article.provenance) >= {"title", "published", "source", "body", "charset", "url"}


def test_a_caption_in_urdu_is_a_paragraph_where_it_stands() -> None:
    caption = "ضلع کی 12 میں سے 9 کمیون نئے دیہی معیار پر پورا اترتی ہیں۔ تصویر: وو ہا"
    page = MICRODATA.replace("Ảnh minh họa của phóng viên", caption)
    article = read(page, "https://m.example.pk/news/77")
    assert article.paragraphs == (BODY[0], caption, *BODY[1:])
    assert article.captions == (caption,)


def test_captions_left_in_latin_are_kept_apart() -> None:
    assert read(MICRODATA, "https://m.example.pk/news/77").captions == ("Ảnh minh họa của phóng viên",)


def test_a_page_without_a_date_has_none() -> None:
    article = read(f"<html><body><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></body></html>", "https://a.pk/x")
    assert article.published is None
    assert article.paragraphs == BODY


def test_a_day_may_hang_on_the_title_or_hide_in_a_stamps_title() -> None:
    hung = f'<head><title>x</title><meta property="og:title" content="{TITLE} | DW | 14.01.2017"></head>'
    page = f"<html>{hung}<body><h1>{TITLE}</h1>{PARAGRAPHS}</body></html>"
    found = read(page, "https://www.dw.com/ur/a-1")
    assert (found.published, found.provenance["published"]) == (date(2017, 1, 14), "title suffix")
    stamp = '<div>بزنس رپورٹر <span title="2018-05-21T23:05:00+05:00">پانچ گھنٹے پہلے</span></div>'
    page = f"<html><body><h1>{TITLE}</h1>{stamp}{PARAGRAPHS}</body></html>"
    assert read(page, "https://a.pk/1").published == date(2018, 5, 21)


def test_the_day_on_the_card_of_another_story_is_not_the_articles() -> None:
    card = '<div><h2><a href="/2">چاول کی برآمد میں کمی (10.01.2017)</a></h2></div><ul><li>تاریخ 14.01.2017</li></ul>'
    page = f"<html><body><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>{card}</body></html>"
    assert read(page, "https://a.pk/1").published == date(2017, 1, 14)
    alone = page.replace("<ul><li>تاریخ 14.01.2017</li></ul>", "")
    assert read(alone, "https://a.pk/1").published is None


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ('<p style="text-align: right"><b>لی ہوئی</b></p>', False),
        ("<p><em>لی ہوئی</em></p>", False),
        ("<p><b>کام جاری ہے۔</b></p>", True),
        ("<p>لی ہوئی</p>", True),
        ("<ul><li><b>پیکنگ اور فروخت</b></li></ul>", True),
    ],
)
@pytest.mark.parametrize("layout", ["generic", "vietnam.vn"])
def test_the_name_set_off_below_the_text_is_no_paragraph(last: str, kept: bool, layout: str) -> None:
    page = f'<html><body><h1>{TITLE}</h1><div class="post-detail-body">{PARAGRAPHS}{last}</div></body></html>'
    article = read_page(
        page.encode(), url="https://a.pk/1", content_type=None, layout=layout, fetched_on=date(2026, 1, 1)
    )
    assert len(article.paragraphs) == len(BODY) + kept


def test_the_canonical_address_is_believed_on_the_same_site_only() -> None:
    assert read(WORDPRESS, "https://u.pk/?p=1").url == "https://u.pk/2025/10/capital"
    elsewhere = WORDPRESS.replace('href="/2025/10/capital/?utm_source=x"', 'href="https://evil.example/x"')
    assert read(elsewhere, "https://u.pk/?p=1").url == "https://u.pk/?p=1"


def test_a_saved_file_is_read_too() -> None:
    article = read(WORDPRESS, "file:///pages/saved%20page.html")
    assert article.paragraphs == BODY
    assert article.slug == "saved page"


def test_the_same_text_has_the_same_digest_wherever_it_stands() -> None:
    assert len({read(html, url).text_sha256 for _, html, url, _, _ in CASES}) == 1


def test_links_of_a_listing() -> None:
    html = """<base href="/ur/"><a href="mot">1</a><a href="/ur/hai#top">2</a><a href="mot">again</a><a href="javascript:x()">x</a>
    <a href="mailto:a@b.vn">m</a><a>none</a><a href="http://[bad">bad</a><a href="https://other.vn/z">3</a>"""
    assert list(page_outline(html.encode(), url="https://a.vn/list").links) == [
        "https://a.vn/ur/mot",
        "https://a.vn/ur/hai",
        "https://other.vn/z",
    ]


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://vietnam.vn/ur/a/", "https://www.vietnam.vn/ur/a"),
        ("http://thongtin.vietnam.vn/ur/a?fbclid=1", "https://www.vietnam.vn/ur/a"),
        ("https://notvietnam.vn/ur/a", "https://notvietnam.vn/ur/a"),
        ("https://a.pk:443/x/./y/../z?b=2&utm_medium=m", "https://a.pk/x/z?b=2"),
        ("https://a.pk/../../x#frag", "https://a.pk/x"),
        ("http://127.0.0.1:8080/ur/a", "http://127.0.0.1:8080/ur/a"),
        ("https://a.pk/%D8%A7%D8%B1", "https://a.pk/%D8%A7%D8%B1"),
        ("https://a.pk/ار", "https://a.pk/%D8%A7%D8%B1"),
        ("HTTPS://A.PK", "https://a.pk/"),
    ],
)
def test_addresses_have_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


def test_sites_and_slugs() -> None:
    assert same_site("http://www.a.pk/x", "https://a.pk/y")
    assert not same_site("https://a.pk:8443/", "https://a.pk/")
    assert slug_of("https://a.pk/ur/%D8%A7%D8%B1/") == "ار"
