"""Where every figure comes from: one typed record per source.

The source line under a chart, the record beside a table and the downloader all read these records, so an
address or an edition is written down once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

PUBLIC_DOMAIN = "US government work, public domain"
CC_BY_4 = "CC BY 4.0"
ISC = "ISC licence"


@dataclass(frozen=True)
class RemoteFile:
    """One file at an agency.

    Args:
        address: the https address at the agency.
        sha256: hash of the decoded content of the edition that this loader was checked against;
            None where the file is too volatile to pin.
        size_bytes: length of the decoded content, when known.
        note: how the copy that was checked differs from the agency's own file, when it does; the agency's
            own file then has another hash, and the downloader says so.
    """

    address: str
    sha256: str | None = None
    size_bytes: int | None = None
    note: str = ""

    @property
    def host(self) -> str:
        """The agency's server, such as ``www.bls.gov``."""
        return urlsplit(self.address).netloc

    @property
    def path(self) -> Path:
        """Where the download lies below ``data/raw``: HOST/PATH, as in the address."""
        parts = urlsplit(self.address)
        return Path(parts.netloc) / unquote(parts.path).lstrip("/")


@dataclass(frozen=True)
class Source:
    """What a reader needs to know to trust, cite and find a source.

    Args:
        name: key in ``SOURCES``.
        title: the programme or table, as the agency calls it.
        agency: who publishes it.
        edition: the edition expected, as people say it. Where a workbook states its own edition
            (projections), the loader reads it there and the table's record takes precedence.
        homepage: a page for people.
        licence: the terms of use, in short.
        citation: the sentence a reader can copy.
        files: what the downloader fetches; empty for sources kept by hand in the repository.
        note: what a reader has to know about what is, and is not, at hand.
        optional: a build goes on without those of its files that are not at hand, because the agency no longer
            serves them, or another source holds the same.
    """

    name: str
    title: str
    agency: str
    edition: str
    homepage: str
    licence: str
    citation: str
    files: tuple[RemoteFile, ...] = field(default_factory=tuple)
    note: str = ""
    optional: bool = False


BLS = "U.S. Bureau of Labor Statistics"
CENSUS = "U.S. Census Bureau"
BEA = "U.S. Bureau of Economic Analysis"

_OTHER_ORDER = "The checked copy holds the published rows in another order or without the description column."
_REZIPPED = "The checked copy holds the original workbook, packed in a zip file of its own."
_ARCHIVED = "The agency's original workbook, kept under an address of our own: each edition replaces the one before."
_ONET_EXTRACT = "The checked copy holds the published figures without sample sizes, errors and dates."
_RESHAPED = "The checked copy holds the published figures in a shape of its own."

# Year of the May edition -> hash and size of the zip file.
_OEWS_HISTORY_FILES: dict[int, tuple[str, int]] = {
    2013: ("269a1fc960275ea5855ed0ec4f35e9f2fa564981fa999a8ed820f770f1feb63a", 111_580),
    2014: ("68d3fcdccf7046eb6ec609b703e823c819f10ab4064078319402ce224484d77a", 194_724),
    2015: ("96ea36f30367b2107ac0ced0b0d286f995179f4082db2e5300548f0a64b5fae6", 194_903),
    2016: ("ce3527ecb1d1bd774afc303be9887183495b838b8a52589fdb3a06891162a806", 195_225),
    2017: ("70f58eb5add9bc006f45ae77bfb8f532487e18bfe60a640c21ec770caff7835a", 192_976),
    2018: ("922867b9ade4f6867bb72533d14b7e321bcbafa09622b49187e7a21bc715320a", 193_105),
    2019: ("91d9bb65e153f7cde7f50ad5abd9b52bf772425042fa5a5d40cc677465a470b6", 243_819),
    2020: ("3674d47c45d0a72b31a53b7ca4f7b560fc6ea3ad486ae48bafe954727ad62004", 223_782),
    2021: ("bee2177564b6a436bf941c575ec533a846917a8bce5cfe39b285ad4ef4470fcc", 239_623),
    2022: ("ca32ea85cb649005b3fecbd98eccd383c399a43f2fa905f76755500b20bc8a8f", 235_408),
    2023: ("99d411cb4ab07e6cb8fb67fb9f1aa0426c1381f51f7f21d7946fe59587567647", 271_576),
    2024: ("ad991766d9bfc2a9102fb5475e088c9f7057ab3f792c9201ba0d29ee5b03091c", 281_831),
}

# Lower-case postal code -> hash and size of the zip file.
_ACS_FILES: dict[str, tuple[str, int]] = {
    "ak": ("278c91ea99f52d03b03ea7c984e962cc25ce968f66cc261b7d525e767d75df4c", 126_030),
    "al": ("99c18ba540dec5145aec7ac262f5e9434d6c8777f8510db9508c7940fedba028", 974_120),
    "ar": ("ea572eace0d933bdca921d406305acfcaa53607b896668e82b435b895fc7d024", 577_795),
    "az": ("ee7bff0afd67efc6ee383bc9f4a23ae171fe3e3b0d720193f677661418ba3019", 1_401_419),
    "co": ("c6d7f0928e1def391032d72dd80181105970c8d937813fd340429a4123384f04", 1_224_139),
    "ct": ("0defc94ad52f38d9a16d3f3b8012e53a27c385cf55d1cc4ada6952b3d0c3bfea", 727_854),
    "dc": ("c398ab4b1a1e02ff92d8c7319881ca786fad5837fe5511e9f9244a4005af8503", 131_856),
    "de": ("694b81c0d5b9fa1299e75940d7eb712fbf1b2f68e7684d27528876c76cb597fe", 186_373),
    "fl": ("2b61ebced06c2834e9c338353406db3a6ed1cf328d4b78450f464c9e822270ed", 4_039_312),
    "ga": ("a0fc930ce2c1ebbf3b95a5a60b03e956ae03c524a54672365454f67cf92c51ea", 2_117_271),
    "hi": ("c17cc6e647c94559170f75a59c57df5547b81e5e77683f6c7ea23db36457b63b", 280_988),
    "ia": ("b836a0aa3494853479376563ba29e55f5520885c558957c5a2c80abe9805dffd", 631_322),
    "id": ("745e7409487c203be4d68d443bcd0a0db21b5005bc5ef5c58ad1cfb3e56e3973", 382_990),
    "il": ("7a0e419665b9d5aedd4c5d097320222627cc439666605a4ea8eddbff454dfe42", 2_471_694),
    "in": ("ac18ff5662f60213ca42e5b4329037e5f8eb5a58092f0cd2127c87eef8deaab8", 1_341_432),
    "ks": ("9205ab1d9d7514fad7206e13a08dac65def2c6e250a43602462fc5c783f71272", 576_744),
    "ky": ("e88d973885b6ade2ab31b5035cafae00b09d70ffeda2bf39c1d7ba0e4c85b96b", 881_579),
    "la": ("bb394e22bee7660e0394c986998f0e20c35f34dd6e0e3683a76c0c15650818fa", 838_698),
    "ma": ("d71c1e3e2fb15f47930d6639fb3f5cd63ac187db29fe9fc8e29f747525ba0028", 1_468_764),
    "md": ("211838e57ee5feedfe61030ff8c00f402d56fd6f2748fa44ae05b30d62e19d3a", 1_217_466),
    "me": ("a31ca5d5f46de2a08f49eeb607771ecd0c8667ea408d2f4f04aa79304e2236b9", 277_553),
    "mi": ("07409df5909e17a32a2dfab7dac62b07760e23101dd90b2f8739418f00fc5d23", 1_929_064),
    "mn": ("d1c254e77804a5e9741e82b84ce81a2ae362291cb9aecf9198be214ffd3b2dd4", 1_140_540),
    "mo": ("f24883838c966769b5f84ba9f3783f49768ea049cb0d6415f8eade593b0f9fad", 1_221_057),
    "ms": ("3cd10a6f41ad5120b7568663940f300a58a525b14cbef6599461262c0bc21cd3", 539_075),
    "mt": ("def7678c243add884f6d757ac16d37bb99b24bd905c38b766359033d06911c2f", 212_959),
    "nc": ("c7119c6d66f9c0d847abd252aa174158ca669ba19707badc68cefc2382f386d6", 2_166_844),
    "nd": ("180217480be1e2f77cb8a31e3291af205f9db2b0f20317ca33c973a03290800a", 155_759),
    "ne": ("5d4c41c2328571d4d9d5179107dc160349549b60c7f501c9df275549d2ad470f", 382_532),
    "nh": ("0f776f0e177ff9a5fa5114eaa38378e778116951ca6ffb8b6195a5c02f07fdf6", 279_092),
    "nj": ("ea94e496734af60592eb14c34b8edc8e553ab64534a8a85a9c56d2c10f61b945", 1_822_777),
    "nm": ("b75b8ff229d27f8027f995551828d857e66e78e13b69c35e94124e822a918c49", 377_547),
    "nv": ("1bebb81ef342aa2ebc0e4c399896ce129ac63325272d42401cda0697d7b338c9", 590_010),
    "ny": ("45d7fda924aaf97c94771ac5613296d700447abe92b2b4b0c4dbbab622cde5a0", 4_033_292),
    "oh": ("865103df36b9f7fda26f625b9588d337315b7e71d43aa5fadb862511cb63dc9e", 2_320_453),
    "ok": ("3b03a59f1c21fec6ad9978921feab2313e0d264e04c5b730612302638e82ebab", 708_847),
    "or": ("cdc9419da392cf47da7a530ed77e766ff82db584e37723a25ff6c28183b208f1", 851_191),
    "pa": ("18a71d05f6c58e24306f1aa8bbee7f7589dc75d405140dc867a51da02d25afb8", 2_565_474),
    "ri": ("928497b40db200e6feecc197e7347c0ecf28903a933b98ca1c0ba3dadc613cca", 196_880),
    "sc": ("8b27569646e6c4405bd028611e748d6d62fff8960585ea42c75a1c5dd703e928", 1_066_759),
    "sd": ("9b087e7946f2805fbfc993c29292727275bdf246e46c25f57312073fb1d918e9", 178_124),
    "tn": ("fae5cb64a9b6692ae6426826fe128f681dbbe75ecb071eb9a746746788df5300", 1_408_124),
    "ut": ("6756b21e5039b33cc9151dba9cd2002f68787a3fb2421881506e47538f4dc999", 678_188),
    "va": ("3b417120e6c62a41ee0d8d98fb7c163ad1d466856363e07bd06cbc49ff1ec507", 1_725_160),
    "vt": ("18d82be56bf2ea18fa9e5bc1823d3a6c7fcfe132c8043547caa3f5ba41537a9c", 134_338),
    "wa": ("2f045b59497979a32c87bbe367f85cb990d46880b31f6fa968376117dd4e5090", 1_589_578),
    "wi": ("f5a91e3619b9d6aea45c25870fdfef6b946332a62f4daf7631a317c30090e9a7", 1_191_797),
    "wv": ("844b414f26bf8b05fe0ab2a74499049f7aebe12186b358f26ba79339062b365f", 329_095),
    "wy": ("37a4be8fbee189fae666fdbe4b3c178bc34835d6ab39eca40e9c855c8fb32209", 116_069),
}


def _onet_citation(release: str) -> str:
    return (
        f"Includes information from the O*NET {release} Database by the U.S. Department of Labor, Employment "
        "and Training Administration (USDOL/ETA), used under the CC BY 4.0 licence "
        "(https://creativecommons.org/licenses/by/4.0/). O*NET is a trademark of USDOL/ETA. Wageways has "
        "selected, combined and changed this information; USDOL/ETA has not approved, endorsed or tested "
        "these changes."
    )


def _oews_history_files() -> tuple[RemoteFile, ...]:
    return tuple(
        RemoteFile(f"https://www.bls.gov/oes/special-requests/oesm{year % 100}nat.zip", sha256, size, note=_REZIPPED)
        for year, (sha256, size) in _OEWS_HISTORY_FILES.items()
    )


def _acs_files() -> tuple[RemoteFile, ...]:
    folder = "https://www2.census.gov/programs-surveys/acs/data/pums/2024/1-Year"
    return tuple(
        RemoteFile(
            f"{folder}/csv_p{state}.zip",
            sha256,
            size,
            note="The checked copy holds 23 of the columns and no replicate weights.",
        )
        for state, (sha256, size) in _ACS_FILES.items()
    )


_ALL = (
    Source(
        name="oews",
        title="Occupational Employment and Wage Statistics",
        agency=BLS,
        edition="May 2025",
        homepage="https://www.bls.gov/oes/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Occupational Employment and Wage Statistics, May 2025.",
        files=(
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.data.0.Current",
                "09879508d69f51149842368c8953f13974338728329375481d485ee696d3370b",
                331_509_758,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.area",
                "3886257e03b57b234fa4c78265b2c270fbcd9fbe334bc115997460d1483171cb",
                21_915,
                note=_OTHER_ORDER,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.areatype",
                "4ce6e639ff935a6adf1b23aa941dac7a43698a40b5bad35852da12f946ca18b6",
                90,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.datatype",
                "836929c3f516346ab42b161c72cb4511acd74e7e2f0244f861fbd5490de50db1",
                528,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.footnote",
                "81d3078f8d4323fdc30ca73d8e92442f61426f1a5b10643a8be657caa0e41bc1",
                851,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.industry",
                "dc42c202660df01379f479ce30058cb4569333d0570712b52dcd17a1fab5df2d",
                25_419,
                note=_OTHER_ORDER,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.occupation",
                "00ca16be51103571057e9cb7d8ee30045b9fdead04ce2ddb649a1cfb76158170",
                58_271,
                note=_OTHER_ORDER,
            ),
            RemoteFile(
                "https://download.bls.gov/pub/time.series/oe/oe.release",
                "bad4703b749e4dcaacb77904b57dfdd0f54028a373169d59d4f5c7d771d60eaa",
                44,
            ),
        ),
        note="Wage and salary jobs only. Industries are crossed with the nation, not with states or metros.",
    ),
    Source(
        name="oews_history",
        title="Occupational Employment and Wage Statistics, national estimates of earlier years",
        agency=BLS,
        edition="May 2013 to May 2024",
        homepage="https://www.bls.gov/oes/tables.htm",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Occupational Employment and Wage Statistics, May 2013 to May 2024.",
        files=_oews_history_files(),
        note=(
            "Job codes and methods changed along the way (2018 job codes, mixed codes in 2019 and 2020, a "
            "new method in May 2021), and BLS advises against reading these editions as one time series."
        ),
    ),
    Source(
        name="soc",
        title="Standard Occupational Classification",
        agency=BLS,
        edition="2018",
        homepage="https://www.bls.gov/soc/2018/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Standard Occupational Classification, 2018.",
        files=(
            RemoteFile(
                "https://www.bls.gov/soc/2018/soc_structure_2018.xlsx",
                "91852788a226aa9d3e026ce19480477764a0d5a22418b5216c660bc5faabf671",
                51_633,
            ),
            RemoteFile(
                "https://www.bls.gov/soc/2018/soc_2018_direct_match_title_file.xlsx",
                "921554e04f33438755c2e524fd23fbcf340512efbd9dac57ef490ba0f72d1dd8",
                207_775,
            ),
        ),
    ),
    Source(
        name="onet",
        title="O*NET Database",
        agency="U.S. Department of Labor, Employment and Training Administration",
        edition="29.3",
        homepage="https://www.onetcenter.org/database.html",
        licence=CC_BY_4,
        citation=_onet_citation("29.3"),
        files=(
            RemoteFile(
                "https://www.onetcenter.org/dl_files/database/db_29_3_excel.zip",
                "ca82fea025e6ac5ccd9234aa53dfd5f6d18b2aff9e7d1d6fe414d47f76549f1a",
                15_713_199,
                note="The checked copy leaves out the largest workbooks.",
            ),
            RemoteFile(
                "https://www.onetcenter.org/taxonomy/2019/soc/2019_to_SOC_Crosswalk.xlsx",
                "da02c3080886b734d9a63865254df1726c1d0f3216b52f826fd7c838bf501a51",
                54_614,
            ),
        ),
    ),
    Source(
        name="onet_extract",
        title="O*NET Database: work activities and abilities",
        agency="U.S. Department of Labor, Employment and Training Administration",
        edition="30.x",
        homepage="https://www.onetcenter.org/database.html",
        licence=CC_BY_4,
        citation=_onet_citation("30.x"),
        files=(
            RemoteFile(
                "https://www.onetcenter.org/dl_files/database/extract_30/Work%20Activities.txt",
                "1ff76c5f3b7cefe78ba4f679ac1864a3d4a838cdaf7da016ba637b47868ac0e5",
                5_834_402,
                note=_ONET_EXTRACT,
            ),
            RemoteFile(
                "https://www.onetcenter.org/dl_files/database/extract_30/Abilities.txt",
                "2b20e0b0c01fc2e892877ab1e6d56b03db59820e2e2b676e2cb1e658e589b23b",
                5_210_390,
                note=_ONET_EXTRACT,
            ),
        ),
        note="Used only where the database at hand lacks these two workbooks. Sample sizes and errors are not at hand.",
        optional=True,
    ),
    Source(
        name="career_guides",
        title="Certificates and licences named in published career guides",
        agency="Published career guides",
        edition="as named",
        homepage="https://www.careeronestop.org/toolkit/training/find-certifications.aspx",
        licence="Single names, quoted as facts",
        citation="Named in published career guides; check with the issuer.",
        note="Kept by hand in data/reference.",
    ),
    Source(
        name="crosswalk",
        title="National Employment Matrix and O*NET-SOC to SOC crosswalk",
        agency=BLS,
        edition="September 2023",
        homepage="https://www.bls.gov/emp/documentation/crosswalks.htm",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Employment Projections, O*NET-SOC to occupation crosswalk, September 2023.",
        files=(
            RemoteFile(
                "https://www.bls.gov/emp/classifications-crosswalks/nem-onet-to-soc-crosswalk.xlsx",
                "5aac9713a7e73b428819b20e3b895c97adbf09b4b59ac8c9423a340dbe129a4a",
                119_105,
            ),
        ),
    ),
    Source(
        name="census_occupations",
        title="Census occupation codes and their SOC codes",
        agency=CENSUS,
        edition="2018",
        homepage="https://www.census.gov/topics/employment/industry-occupation/guidance/code-lists.html",
        licence=PUBLIC_DOMAIN,
        citation=f"{CENSUS}, 2018 Census Occupation Code List with Crosswalk.",
        files=(
            RemoteFile(
                "https://www2.census.gov/programs-surveys/demo/guidance/industry-occupation/2018-occupation-code-list-and-crosswalk.xlsx",
                "2417722603abbe8690315cc9676ed8830b21902ba3f72ab288acadbb984fd38e",
                160_891,
            ),
        ),
    ),
    Source(
        name="cpi",
        title="Consumer Price Index for All Urban Consumers, US city average, all items, annual averages",
        agency=BLS,
        edition="1913 to 2025",
        homepage="https://www.bls.gov/cpi/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Consumer Price Index, series CUUR0000SA0, annual averages 1913 to 2025.",
        files=(
            RemoteFile(
                "https://download.bls.gov/pub/time.series/cu/CUUR0000SA0_annual.csv",
                "17df0fcd3c86de26a6c596579b833bd52ec7713a6c9bb7a5ffff53238003f8d2",
                2_581,
                note=_RESHAPED,
            ),
        ),
    ),
    Source(
        name="parities",
        title="Regional Price Parities",
        agency=BEA,
        edition="2008 to 2024 for states, 2023 for metro areas",
        homepage="https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area",
        licence=PUBLIC_DOMAIN,
        citation=f"{BEA}, Regional Price Parities, states 2008 to 2024 and metropolitan areas 2023.",
        files=(
            RemoteFile(
                "https://apps.bea.gov/regional/zip/SARPP/SARPP_STATE_2008_2024.csv",
                "3dc9ae1c7ed10de35edb792ca8af24fce764b5928e1147fedda9f171cee63ae3",
                51_214,
            ),
            RemoteFile(
                "https://apps.bea.gov/regional/zip/MARPP/MARPP_2023_extract.csv",
                "7c8681c688a3e73690a0a1788125b28caa8115297826b7640496ee949ae83d8b",
                168_209,
                note=_RESHAPED,
            ),
        ),
        note="Metro areas follow older boundaries: 371 of the 393 metro areas of May 2025 have a parity.",
    ),
    Source(
        name="projections",
        title="Employment Projections",
        agency=BLS,
        edition="2024–34",
        homepage="https://www.bls.gov/emp/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Employment Projections, 2024–34.",
        files=(
            RemoteFile(
                "https://www.bls.gov/emp/ind-occ-matrix/occupation.xlsx",
                "bebf85e71d3a274eb0531077a9fe1bbcd1167e0a14c59e33071f61cbda9d3a57",
                407_365,
            ),
        ),
        note=(
            "Counts the self-employed, which Occupational Employment and Wage Statistics does not. The "
            "2025–35 edition came out on August 27, 2026 under the same address."
        ),
    ),
    Source(
        name="projections_archive",
        title="Employment Projections, earlier editions",
        agency=BLS,
        edition="2022–32 and 2023–33",
        homepage="https://www.bls.gov/emp/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Employment Projections, 2022–32 and 2023–33.",
        files=(
            RemoteFile(
                "https://www.bls.gov/emp/ind-occ-matrix/archive/2022-32/occupation.xlsx",
                "bdd15e84f2ac5672fc09affe2a268cf7198b8a1b1890f1947724ffabb0b821d1",
                502_707,
                note=_ARCHIVED,
            ),
            RemoteFile(
                "https://www.bls.gov/emp/ind-occ-matrix/archive/2023-33/occupation.xlsx",
                "1b53b81e66ce39830d3d1a4cc763165106bdde0748f8a3237dec117e4628bdfc",
                408_055,
                note=_ARCHIVED,
            ),
        ),
        note="Kept to compare what was projected with what came. The newest edition is the one shown.",
        optional=True,
    ),
    Source(
        name="state_projections",
        title="Long-Term Occupational Projections by state",
        agency="State workforce agencies, Projections Central",
        edition="2022–32",
        homepage="https://projectionscentral.org/",
        licence="Public figures of state agencies; no licence stated",
        citation="State workforce agencies, long-term occupational projections 2022–32, Projections Central.",
        files=(
            RemoteFile(
                "https://projectionscentral.org/long-term-2022-32.csv",
                "e03c40d0c84152da02ac5a4e36dbfbe64e8c726069290875b36696ff2b87cf78",
                2_720_915,
                note=_RESHAPED,
            ),
        ),
        note="Older than the newest national projections. Figures of the two are never mixed.",
    ),
    Source(
        name="industry_projections",
        title="Employment Projections, industries",
        agency=BLS,
        edition="2023–33",
        homepage="https://www.bls.gov/emp/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Employment Projections, industries, 2023–33.",
        files=(
            RemoteFile(
                "https://www.bls.gov/emp/ind-occ-matrix/industry.xlsx",
                "da3e9eb69a1a0c7c5a539da99076a7b50767574da91f3e2c4808861942c27195",
                64_919,
            ),
        ),
        note="One edition older than the newest projections of occupations.",
    ),
    Source(
        name="education",
        title="Employment Projections, education",
        agency=BLS,
        edition="2023–33",
        homepage="https://www.bls.gov/emp/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Employment Projections, education, 2023–33.",
        files=(
            RemoteFile(
                "https://www.bls.gov/emp/ind-occ-matrix/education.xlsx",
                "e0d8f2529930a6107120d6469f04fbeee6f6e5c44c4dc08725e454a028f35605",
                119_763,
            ),
        ),
        note="One edition older than the newest projections of occupations.",
    ),
    Source(
        name="skills",
        title="Employment Projections, skills",
        agency=BLS,
        edition="2023–33",
        homepage="https://www.bls.gov/emp/",
        licence=PUBLIC_DOMAIN,
        citation=f"{BLS}, Employment Projections, skills, 2023–33.",
        files=(
            RemoteFile(
                "https://www.bls.gov/emp/ind-occ-matrix/skills.xlsx",
                "db8e798eb22330809686782d03945f7aa4a923d13554538821583a6d025c27c8",
                241_159,
            ),
        ),
        note="One edition older than the newest projections of occupations. The scores are worked out from O*NET.",
    ),
    Source(
        name="acs",
        title="American Community Survey, public use microdata, persons",
        agency=CENSUS,
        edition="2024, 1-year",
        homepage="https://www.census.gov/programs-surveys/acs/microdata.html",
        licence=PUBLIC_DOMAIN,
        citation=f"{CENSUS}, American Community Survey, 2024 1-Year Public Use Microdata Sample.",
        files=_acs_files(),
        # Their files were not to be had when the loader was checked, so nothing could be verified for them.
        note="48 states and the District of Columbia. California and Texas are not at hand.",
    ),
    Source(
        name="wage_levels",
        title="Prevailing wage levels, Office of Foreign Labor Certification",
        agency="U.S. Department of Labor",
        edition="July 2025 to June 2026",
        homepage="https://flag.dol.gov/programs/prevailingwages",
        licence=PUBLIC_DOMAIN,
        citation="U.S. Department of Labor, OFLC prevailing wage levels, July 2025 to June 2026.",
        files=(
            RemoteFile(
                "https://flag.dol.gov/sites/default/files/wages/OFLC_Wages_2025-26.zip",
                "45060ddb6f71a41c267cdaf1e79ffd706ac37754dc23730820aa361ffc55f48c",
                5_730_510,
                note="The checked copy leaves two columns blank: the average, and the kind of area a level comes from.",
            ),
        ),
    ),
    Source(
        name="survey",
        title="Pay by experience as reported by PayScale, quoted in career guides of 2017 to 2019",
        agency="PayScale, as quoted in published guides",
        edition="2017 to 2019",
        homepage="https://www.payscale.com/",
        licence="Single figures, quoted as facts",
        citation="PayScale figures as quoted in career guides of 2017 to 2019; see each row.",
        note="Kept by hand in data/reference. The guides disagree; each figure stands as reported.",
    ),
    Source(
        name="release_notes",
        title="Announcements of new editions",
        agency="The agencies named in each row",
        edition="looked up in November 2026",
        homepage="https://www.bls.gov/schedule/",
        licence="Names and dates, quoted as facts",
        citation="Announced by the agencies; see each row.",
        note="Kept by hand in data/reference.",
    ),
    Source(
        name="centroids",
        title="Middle points of metro areas",
        agency=CENSUS,
        edition="2023",
        homepage="https://www.census.gov/geographies/mapping-files/time-series/geo/cartographic-boundary.html",
        licence=PUBLIC_DOMAIN,
        citation=f"{CENSUS}, core based statistical areas of 2023.",
        note="Kept by hand in data/reference.",
    ),
    Source(
        name="outlines",
        title="Outlines of states and metro areas",
        agency=f"{CENSUS}, prepared by us-atlas (Michael Bostock)",
        edition="2023",
        homepage="https://github.com/topojson/us-atlas",
        licence=f"{PUBLIC_DOMAIN}; prepared files: {ISC}",
        citation=f"{CENSUS}, cartographic boundary files, 2023, prepared by us-atlas.",
        note="Kept in static.",
    ),
)

SOURCES: dict[str, Source] = {source.name: source for source in _ALL}
