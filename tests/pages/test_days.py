from __future__ import annotations

from datetime import date

import pytest

from warehouse.pages.days import day_in_url, day_of, day_of_dateline, local_day

LATEST = date(2026, 1, 15)
DAY = date(2024, 2, 10)


@pytest.mark.parametrize(
    "text",
    [
        "10/02/2024",
        "10.02.2024",
        "2024-02-10",
        "2024/02/10",
        "۱۰/۰۲/۲۰۲۴",
        "10 فروری 2024",
        "10 فروری ، 2024",
        "ہفتہ ۱۰ فروری ۲۰۲۴ 12:57",
        "10فروری2024ء",
        "10 فروري 2024",
        "فروری 10, 2024",
        "Feb 10, 2024",
        "10-Feb-2024",
        "Saturday | February 10, 2024",
        "ہفتہ؍ 29؍رجب المرجب 1445ھ 10؍فروری 2024ء",
        "Báo Tuổi TrẻBáo Tuổi Trẻ10/02/2024",
    ],
)
def test_days_as_they_are_written(text: str) -> None:
    assert day_of(text, latest=LATEST) == DAY


@pytest.mark.parametrize(
    ("text", "month"), [("پير 21 مئ 2018", 5), ("21مئ2018ء", 5), ("21 جولائ 2018", 7), ("21 جولائی 2018", 7)]
)
def test_months_spelled_without_their_last_letter(text: str, month: int) -> None:
    assert day_of(text, latest=LATEST) == date(2018, month, 21)


@pytest.mark.parametrize("text", ["16 فروری رات 10 بجے", "2024", "31/02/2024", "17/01/2026", "10 لاکھ 2024", "1445ھ"])
def test_what_is_no_day_or_cannot_be(text: str) -> None:
    assert day_of(text, latest=LATEST) is None


def test_tomorrow_is_today_east_of_greenwich() -> None:
    assert day_of("16/01/2026", latest=LATEST) == date(2026, 1, 16)


@pytest.mark.parametrize(
    "stamp",
    [
        "2024-02-10T23:30:00+05:00",
        "2024-02-10 23:30:00",
        "2024-02-09T20:30:00Z",
        "2024-02-09 20:30:00Z",
        "2024-02-10T01:30 +0500",
        "Sat, 10 Feb 2024 23:30:00 +0500",
        "Fri, 09 Feb 2024 20:30:00 GMT",
        "Sat Feb 10 23:15:00 PKT 2024",
        "20240210",
        "20240210T2330",
        "1707510600",
        "1707510600000",
        "February 10, 2024 11:30 PM",
        "10/02/2024 23:30",
    ],
)
def test_machine_stamps_give_the_local_day(stamp: str) -> None:
    assert local_day(stamp, latest=LATEST, utc_offset_hours=5) == DAY


@pytest.mark.parametrize(
    "url",
    [
        "https://dunya.com.pk/index.php/business/2024-02-10/229",
        "https://www.nawaiwaqt.com.pk/10-Feb-2024/1533201",
        "https://a.pk/2024/02/10/khabar",
        "https://a.pk/view.php?id=7&date=2024-02-10",
        "https://daily.urdupoint.com/livenews/2024-02-10/news-653211.html",
    ],
)
def test_days_in_addresses(url: str) -> None:
    assert day_in_url(url, latest=LATEST) == DAY


def test_a_dateline_takes_its_year_from_an_address_of_the_same_month_only() -> None:
    line = "سوات۔10فروری (اے پی پی):"
    assert day_of_dateline(line, "https://a.pk/vid/2024/02/x/", latest=LATEST) == DAY
    assert day_of_dateline(line, "https://a.pk/vid/2024/03/x/", latest=LATEST) is None
    assert day_of_dateline(line, "https://a.pk/x", latest=LATEST) is None
