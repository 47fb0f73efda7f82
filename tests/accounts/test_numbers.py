"""Personal numbers: every rule of domain.md 3.1 with the sentence that it gives."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.numbers import NumberCheck, check_number, guess_kind, normalised, shown

BROKEN = "NIP rusak oleh lembar kerja: yang tertulis"
RETYPE = "Jadikan kolomnya teks, lalu ketik ulang nomornya."
TODAY = date(2026, 11, 21)
NIP = "196804111993031009"


@pytest.mark.parametrize(
    "typed",
    ["19680411 199303 1 009", "19680411.199303.1.009", "'196804111993031009", " 19680411–199303-1-009\u00a0"],
)
def test_normalised_nip_in_any_spacing_is_18_digits(typed: str) -> None:
    assert normalised(typed) == NIP


def test_normalised_whole_float_text_loses_its_decimals() -> None:
    assert normalised("12345678.0") == "12345678"


def test_normalised_letters_become_capitals() -> None:
    assert normalised("a 12.3/p") == "A123/P"


def test_shown_nip_is_8_6_1_3() -> None:
    assert shown(NIP) == "19680411 199303 1 009"


@pytest.mark.parametrize("number", ["84050123", "12345678901234567", "ABCDEFGHIJKLMNOPQR", ""])
def test_shown_other_number_stays_as_it_is(number: str) -> None:
    assert shown(number) == number


def test_check_valid_nip_finds_nothing() -> None:
    assert check_number("19680411 199303 1 009", "nip", today=TODAY) == NumberCheck()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("", "Nomor wajib diisi."),
        (" - ", "Nomor wajib diisi."),
        ("1968041119930310", "NIP harus 18 digit angka. Yang tertulis 16 digit."),
        (
            "19680411199303109",
            "NIP harus 18 digit angka. Yang tertulis 17 digit. Satu digit hilang, mungkin angka nol.",
        ),
        ("1968041119930310090", "NIP harus 18 digit angka. Yang tertulis 19 digit."),
        ("19680411199303100O", "NIP harus 18 digit angka."),
        ("\u0661" * 18, "NIP harus 18 digit angka."),
        (
            "1.97E+17",
            "NIP rusak oleh lembar kerja: yang tertulis 1.97E+17. Jadikan kolomnya teks, lalu ketik ulang nomornya.",
        ),
        (
            "1,96804E+17",
            "NIP rusak oleh lembar kerja: yang tertulis 1,96804E+17. Jadikan kolomnya teks, lalu ketik ulang nomornya.",
        ),
        (
            str(196804111993031009.0),
            f"{BROKEN} 1.96804111993031e+17. {RETYPE}",
        ),
        (
            "196804111993031000",
            (
                "Tiga digit terakhir NIP tidak boleh 000. Lembar kerja membulatkan angka panjang: "
                "jadikan kolomnya teks, lalu ketik ulang nomornya."
            ),
        ),
        (
            "196802301993031009",
            "Delapan digit pertama NIP harus tanggal lahir (tahun, bulan, hari). Yang tertulis 19680230.",
        ),
        (
            "202702011993031009",
            "Delapan digit pertama NIP harus tanggal lahir (tahun, bulan, hari). Yang tertulis 20270201.",
        ),
        (
            "000104111993031009",
            "Delapan digit pertama NIP harus tanggal lahir (tahun, bulan, hari). Yang tertulis 00010411.",
        ),
        ("196804111993033009", "Digit ke-15 NIP harus 1 (pria) atau 2 (wanita). Yang tertulis 3."),
    ],
)
def test_check_damaged_nip_says_what_is_wrong(number: str, sentence: str) -> None:
    assert check_number(number, "nip", today=TODAY) == NumberCheck([sentence])


def test_check_nip_wrong_in_three_ways_says_all_three() -> None:
    assert len(check_number("196813111993033000", "nip", today=TODAY).errors) == 3


@pytest.mark.parametrize(
    ("number", "kind", "sentence"),
    [
        (
            "196804111980031009",
            "nip",
            "Tahun lahir 1968 dan tahun pengangkatan 1980 tidak lazim. Periksa nomornya.",
        ),
        (
            "196804112029031009",
            "nip",
            "Tahun pengangkatan 2029 belum tiba.",
        ),
        ("196804111993211009", "nip", "Digit ke-13 dan ke-14 (21) bukan bulan. Mungkin ini NI PPPK."),
        ("196804111993031009", "nrp", "Nomor ini 18 digit seperti NIP. Periksa jenis nomornya."),
    ],
)
def test_check_unusual_number_only_warns(number: str, kind: str, sentence: str) -> None:
    assert check_number(number, kind, today=TODAY) == NumberCheck(warnings=[sentence])


def test_check_ni_pppk_contract_code_is_no_month() -> None:
    assert check_number("199001012024211003", "ni_pppk", today=TODAY) == NumberCheck()


def test_check_ni_pppk_of_17_digits_names_its_kind() -> None:
    assert check_number("19900101202421100", "ni_pppk", today=TODAY).errors == [
        "NI PPPK harus 18 digit angka. Yang tertulis 17 digit. Satu digit hilang, mungkin angka nol."
    ]


@pytest.mark.parametrize(("number", "kind"), [("84050123", "nrp"), ("11030012340579/P", "nrp"), ("X 12-34", "other")])
def test_check_free_number_is_accepted(number: str, kind: str) -> None:
    assert check_number(number, kind, today=TODAY) == NumberCheck()


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("<script>", "Nomor hanya boleh berisi huruf, angka, dan garis miring."),
        ("1" * 41, "Nomor paling panjang 40 karakter."),
        (
            "3,2E+15",
            "Nomor rusak oleh lembar kerja: yang tertulis 3,2E+15. Jadikan kolomnya teks, lalu ketik ulang nomornya.",
        ),
    ],
)
def test_check_free_number_with_strange_content_is_refused(number: str, sentence: str) -> None:
    assert check_number(number, "other", today=TODAY) == NumberCheck([sentence])


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (NIP, "nip"),
        ("19680411 199303 1 009", "nip"),
        ("199001012024211003", "ni_pppk"),
        ("1968041119930310", "nip"),
        ("19680411199303100", "nip"),
        ("1.97E+17", "nip"),
        ("84050123", "nrp"),
        ("12", "other"),
        ("A12345", "other"),
    ],
)
def test_guess_kind_by_shape(number: str, kind: str) -> None:
    assert guess_kind(number) == kind


dates_of_birth = st.dates(date(1900, 1, 1), TODAY)


@given(
    born=dates_of_birth,
    year=st.integers(0, 9999),
    code=st.integers(0, 99),
    sex=st.sampled_from("12"),
    serial=st.integers(1, 999),
    kind=st.sampled_from(["nip", "ni_pppk"]),
)
def test_check_well_formed_number_has_no_errors(
    born: date, year: int, code: int, sex: str, serial: int, kind: str
) -> None:
    number = f"{born:%Y%m%d}{year:04}{code:02}{sex}{serial:03}"
    assert check_number(number, kind, today=TODAY).errors == []
    assert normalised(shown(number)) == number


@given(text=st.text(max_size=60), kind=st.sampled_from(["nip", "ni_pppk", "nrp", "other"]))
def test_check_any_text_gives_sentences_and_never_fails(text: str, kind: str) -> None:
    check = check_number(text, kind, today=TODAY)
    assert all(sentence.endswith(".") for sentence in [*check.errors, *check.warnings])
    assert guess_kind(text) in {"nip", "ni_pppk", "nrp", "other"}


@given(st.text(max_size=60))
def test_normalised_twice_is_normalised_once(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(digits=st.text("0123456789", min_size=1, max_size=40).filter(lambda text: len(text) != 18))
def test_check_nip_of_another_length_names_the_length(digits: str) -> None:
    [sentence] = check_number(digits, "nip", today=TODAY).errors
    assert sentence.startswith(f"NIP harus 18 digit angka. Yang tertulis {len(digits)} digit.")
