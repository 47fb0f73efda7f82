"""How the figures count, in the sentences that page, PDF and workbook print."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.suppression import LEAST

# Each sentence is true of the code beside it: reports/evaluation.py and the rooms' figures.py.
RULES = (
    gettext_lazy(
        "Dasar adalah semua yang menjawab tindak lanjut. Pertanyaan yang dikosongkan tetap masuk dasar dan ditulis"
        " “tidak diisi”."
    ),
    gettext_lazy(
        "Yang dihitung adalah satu bulan tindak lanjut untuk seluruh angkatan: yang tertinggi yang dijawab siapa pun."
        " Bila beberapa angkatan digabung, setiap angkatan memakai bulannya sendiri."
    ),
    gettext_lazy("Semua peserta dihitung, apa pun hasil pelatihannya."),
    gettext_lazy(
        "Persentase dihitung dari jumlah mentah; angka 5 dibulatkan ke atas. Angka yang sudah dibulatkan tidak pernah"
        " dijumlahkan."
    ),
    gettext_lazy(
        "Jawaban peserta dan mentor selalu ditulis terpisah. SKP, perubahan perilaku dan mentoring menurut mentor saja;"
        " kebutuhan coaching menurut peserta saja."
    ),
    gettext_lazy(
        "Tanpa arahan prapelatihan dihitung dari peserta yang menyatakannya. Mentor diganti dihitung dari semua"
        " peserta. Coach bersertifikat dihitung dari semua coach yang ditunjuk; sertifikatnya harus berlaku pada hari"
        " pertama angkatan."
    ),
    gettext_lazy(
        "Berbeda pendapat berarti peserta dan mentor sama-sama menyatakan statusnya, dan hanya satu yang menyatakan"
        " sesuai rencana."
    ),
)


def rules() -> list[str]:
    """Return every rule as a sentence, that of small groups last."""
    small = _(
        "Rincian jawaban menurut instansi dengan dasar di bawah %(least)s tidak ditampilkan kepada pimpinan dan dalam"
        " berkas. Bila sisanya dapat dihitung lewat pengurangan, kelompok terkecil berikutnya ikut disembunyikan."
        " Angka seluruh angkatan selalu ditampilkan."
    ) % {"least": LEAST}
    return [*(str(rule) for rule in RULES), small]
