"""The evaluation on paper: tagged, complete, small, and safe against what people write."""

import io
import re
from typing import Any

import pypdf
import pytest

from reports.as_pdf import evaluation_pdf
from reports.contents import contents_for
from tests.reports import builders, lampung
from tests.reports.builders import Answer, Somebody

pytestmark = pytest.mark.django_db

HOSTILE = [
    "<img src=http://169.254.169.254/>",
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>@import url(http://127.0.0.1:9/x)</style>",
    "<svg><image href='file:///etc/passwd'/></svg>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "</table></body>\x07\u202e",
]


_kept: dict[str, bytes] = {}


def made() -> tuple[bytes, Any]:
    """Return the reference cohort's document, which is rendered once for all tests."""
    if "lampung" not in _kept:
        _kept["lampung"] = evaluation_pdf(contents_for([lampung.load()]), language="id")
    return _kept["lampung"], pypdf.PdfReader(io.BytesIO(_kept["lampung"]))


def texts(reader: pypdf.PdfReader) -> list[str]:
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


def elements(node, found=None):
    """Return (kind, alternative text) of every structure element."""
    found = [] if found is None else found
    if isinstance(node, pypdf.generic.IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            elements(kid, found)
    elif isinstance(node, dict):
        if "/S" in node:
            found.append((node["/S"], node.get("/Alt")))
        if "/K" in node:
            elements(node["/K"], found)
    return found


def test_document_is_tagged_titled_and_bookmarked():
    content, reader = made()
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "id"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    assert reader.metadata.title == "Evaluasi Pascapelatihan PKA Angkatan I Tahun 2020"
    chapters = [entry.title for entry in reader.outline if not isinstance(entry, list)]
    assert chapters == [
        "Evaluasi Pascapelatihan",
        "Ringkasan",
        "Pelaksanaan",
        "Kendala",
        "Pendampingan",
        "Menurut instansi",
        "Daftar peserta",
        "Cara menghitung",
    ]
    found = elements(root["/StructTreeRoot"]["/K"])
    kinds = {kind for kind, _alt in found}
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/Figure"} <= kinds
    figures = [alt for kind, alt in found if kind == "/Figure"]
    assert all(figures)
    assert "Berjalan sesuai rencana: 11 dari 35 (31,43%)" in figures
    assert len(content) < 1_000_000


def test_pages_are_a4_and_count_themselves():
    _content, reader = made()
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {(595, 842)}
    total = len(reader.pages)
    pages = texts(reader)
    assert "halaman" not in pages[0]
    for number, text in enumerate(pages[1:], start=2):
        assert f"halaman {number} dari {total}" in text
        assert re.search(r"data per \d+ \w+ \d{4}, \d\d\.\d\d WIB", text)


def test_fonts_are_embedded():
    _content, reader = made()
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in reader.pages
        for font in page["/Resources"]["/Font"].values()
    ]
    assert fonts
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in fonts)


def test_summary_is_one_page_and_tells_the_whole():
    _content, reader = made()
    pages = texts(reader)
    summary = pages[1]
    for words in ("Ringkasan", "31,43%", "34,62%", "23,08%", "61,54%", "25,71%", "Yang dapat diputuskan"):
        assert words in summary
    assert "Kurang dari sepertiga aksi perubahan berjalan sesuai rencana" in summary
    assert "Pelaksanaan" in pages[2]


def test_breakdown_is_reduced_and_totals_are_not():
    _content, reader = made()
    pages = texts(reader)
    breakdown = next(text for text in pages if "Menurut instansi" in text)
    assert "kurang dari 5 jawaban" in breakdown
    assert "2 dari 4 (50,00%)" in " ".join(pages)


def test_participants_are_listed_without_answers():
    _content, reader = made()
    page = next(text for text in texts(reader) if "Peserta 17" in text)
    listing = page.split("Nama Instansi pengirim Aksi perubahan Hasil")[1]
    assert "Kabupaten Lampung Tengah" in listing
    assert "Hanya selama pelatihan" not in listing
    assert "Sesuai rencana" not in listing


def test_a_part_says_whose_participants_it_covers():
    cohort = lampung.load()
    sender = builders.institution("Kabupaten Tulang Bawang")
    content = evaluation_pdf(contents_for([cohort], institutions=[sender.pk]), language="id")
    text = " ".join(texts(pypdf.PdfReader(io.BytesIO(content))))
    assert "Hanya peserta dari Kabupaten Tulang Bawang." in text
    assert "Kabupaten Way Kanan" not in text
    assert "Coach bersertifikat" not in re.sub(r"Coach bersertifikat dihitung dari semua coach", "", text)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_printed_and_nothing_is_fetched(hostile):
    cohort = builders.cohort(
        somebodies=[
            Somebody(hostile, name=hostile, title=hostile, answers={("participant", 6): Answer({"implementation": ""})})
        ]
    )
    content = evaluation_pdf(contents_for([cohort]), language="id")
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert not reader.attachments
    assert b"root:" not in content
    squeezed = "".join("".join(texts(reader)).split())
    assert "".join(re.sub(r"[\x07\u202e]", "", hostile).split()) in squeezed


def test_long_lists_repeat_their_head_and_lose_nobody():
    cohort = builders.cohort(somebodies=[Somebody(f"Kabupaten {n % 9}", name=f"Peserta {n:03d}") for n in range(60)])
    pages = texts(pypdf.PdfReader(io.BytesIO(evaluation_pdf(contents_for([cohort]), language="id"))))
    listing = [text for text in pages if "Peserta 0" in text]
    assert len(listing) > 1
    assert all("Instansi pengirim" in text for text in listing)
    assert sum(text.count(f"Peserta {n:03d}") for n in range(60) for text in pages) == 60


def test_cohort_without_answers_prints_no_figures():
    text = " ".join(
        texts(pypdf.PdfReader(io.BytesIO(evaluation_pdf(contents_for([builders.cohort()]), language="id"))))
    )
    assert "Belum ada jawaban tindak lanjut." in text
    assert not re.search(r"\d%", text.split("Cara membaca")[0].replace("100%", ""))
