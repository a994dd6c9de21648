"""Languages: their tags, and what people write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# The codes of ISO 639: the one for tags (RFC 5646 takes the shortest), those of three letters, and the name.
# After those of two letters come some of three that libraries in the United States use.
_TABLE = """
aa aar Afar; ab abk Abkhazian; ae ave Avestan; af afr Afrikaans; ak aka Akan; am amh Amharic; an arg Aragonese; ar
ara Arabic; as asm Assamese; av ava Avar; ay aym Aymara; az aze Azerbaijani; ba bak Bashkir; be bel Belarusian; bg
bul Bulgarian; bi bis Bislama; bm bam Bambara; bn ben Bengali; bo bod tib Tibetan; br bre Breton; bs bos Bosnian; ca
cat Catalan; ce che Chechen; ch cha Chamorro; co cos Corsican; cr cre Cree; cs ces cze Czech; cu chu Church Slavic;
cv chv Chuvash; cy cym wel Welsh; da dan Danish; de deu ger German; dv div Divehi; dz dzo Dzongkha; ee ewe Ewe; el
ell gre Greek; en eng English; eo epo Esperanto; es spa Spanish; et est Estonian; eu baq eus Basque; fa fas per
Persian; ff ful Fula; fi fin Finnish; fj fij Fijian; fo fao Faroese; fr fra fre French; fy fry Frisian; ga gle
Irish; gd gla Scottish Gaelic; gl glg Galician; gn grn Guarani; gu guj Gujarati; gv glv Manx; ha hau Hausa; he heb
Hebrew; hi hin Hindi; ho hmo Hiri Motu; hr hrv Croatian; ht hat Haitian Creole; hu hun Hungarian; hy arm hye
Armenian; hz her Herero; ia ina Interlingua; id ind Indonesian; ie ile Interlingue; ig ibo Igbo; ii iii Nuosu; ik
ipk Inupiaq; io ido Ido; is ice isl Icelandic; it ita Italian; iu iku Inuktitut; ja jpn Japanese; jv jav Javanese;
ka geo kat Georgian; kg kon Kongo; ki kik Kikuyu; kj kua Kuanyama; kk kaz Kazakh; kl kal Greenlandic; km khm
Khmer; kn kan Kannada; ko kor Korean; kr kau Kanuri; ks kas Kashmiri; ku kur Kurdish; kv kom Komi; kw cor Cornish;
ky kir Kyrgyz; la lat Latin; lb ltz Luxembourgish; lg lug Ganda; li lim Limburgish; ln lin Lingala; lo lao Lao; lt
lit Lithuanian; lu lub Luba-Katanga; lv lav Latvian; mg mlg Malagasy; mh mah Marshallese; mi mao mri Maori; mk mac
mkd Macedonian; ml mal Malayalam; mn mon Mongolian; mr mar Marathi; ms may msa Malay; mt mlt Maltese; my bur mya
Burmese; na nau Nauru; nb nob Norwegian Bokmål; nd nde North Ndebele; ne nep Nepali; ng ndo Ndonga; nl dut nld
Dutch; nn nno Norwegian Nynorsk; no nor Norwegian; nr nbl South Ndebele; nv nav Navajo; ny nya Chichewa; oc oci
Occitan; oj oji Ojibwe; om orm Oromo; or ori Odia; os oss Ossetic; pa pan Punjabi; pi pli Pali; pl pol Polish; ps
pus Pashto; pt por Portuguese; qu que Quechua; rm roh Romansh; rn run Rundi; ro ron rum Romanian; ru rus Russian; rw
kin Kinyarwanda; sa san Sanskrit; sc srd Sardinian; sd snd Sindhi; se sme Northern Sami; sg sag Sango; si sin
Sinhala; sk slk slo Slovak; sl slv Slovenian; sm smo Samoan; sn sna Shona; so som Somali; sq alb sqi Albanian; sr
srp Serbian; ss ssw Swati; st sot Southern Sotho; su sun Sundanese; sv swe Swedish; sw swa Swahili; ta tam Tamil; te
tel Telugu; tg tgk Tajik; th tha Thai; ti tir Tigrinya; tk tuk Turkmen; tl tgl Tagalog; tn tsn Tswana; to ton
Tongan; tr tur Turkish; ts tso Tsonga; tt tat Tatar; ty tah Tahitian; ug uig Uyghur; uk ukr Ukrainian; ur urd Urdu;
uz uzb Uzbek; ve ven Venda; vi vie Vietnamese; vo vol Volapük; wa wln Walloon; wo wol Wolof; xh xho Xhosa; yi yid
Yiddish; yo yor Yoruba; za zha Zhuang; zh chi zho Chinese; zu zul Zulu; ase American Sign Language; chk Chuukese;
cho Choctaw; chr Cherokee; dak Dakota; fil Filipino; haw Hawaiian; hmn Hmong; ilo Ilocano; kar Karen; lkt Lakota;
mus Muscogee; pon Pohnpeian; syr Syriac
"""
# Other words for a language, among them the codes of countries.
_ALIASES = """
asl ase; sp castilian español es; jp ja; cn mandarin cantonese zh; farsi fa; gr el; cz cs; dk da; ua uk;
vn vi; bangla bn; us usa american en; brazilian pt; panjabi pa; haitian creole kreyol ht; māori mi; burmese my;
khmer cambodian km; ojibwa oj; navaho nv; oromiffa om; kurmanji sorani ku; dari fa; pilipino fil; gaelic ga;
moldovan mo ro
"""


def _rows(table: str) -> list[list[str]]:
    return [row.split() for row in " ".join(table.split()).split("; ")]


def _is_code(word: str) -> bool:
    return len(word) <= 3 and word.islower()


# The name of each language by its code.
LANGUAGES: Mapping[str, str] = {row[0]: " ".join(word for word in row if not _is_code(word)) for row in _rows(_TABLE)}
_CODES: Mapping[str, str] = {
    **{word: words[-1] for words in _rows(_ALIASES) for word in words[:-1]},
    **{word: row[0] for row in _rows(_TABLE) for word in row[1:] if _is_code(word)},
    **{name.casefold(): code for code, name in LANGUAGES.items()},
}


def likely_tag(text: str) -> str:
    """Return the tag that a text probably stands for, such as `es` for `Spanish` or `spa`, or the text itself."""
    words = text.strip().replace("_", "-")
    code, dash, rest = words.partition("-")
    return _CODES.get(words.casefold()) or _CODES.get(code.casefold(), code.lower()) + dash + rest


def is_language(tag: str) -> bool:
    """Tell whether a tag begins with the code of a language; three letters that are in no table may be one."""
    code = tag.partition("-")[0]
    return code in LANGUAGES or (len(code) == 3 and code not in _CODES)


def language_name(tag: str) -> str:
    """Return a language's name in English, with the rest of its tag in parentheses: `Chinese (Hant)`."""
    code, *rest = tag.split("-")
    name = LANGUAGES.get(code, code)
    return f"{name} ({'-'.join(map(_as_usual, rest))})" if rest else name


def _as_usual(part: str) -> str:
    """Return a part of a tag in the usual capitals (RFC 5646, section 2.1.1): those of a region, or of a script."""
    return part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part


class UnknownLanguage(NamedTuple):
    """What is wrong with a tag that is not one of a language: the message after the field's name, the likely tag."""

    words: str
    guess: str | None


def unknown_language(tag: str) -> UnknownLanguage | None:
    """Return what is wrong with a tag that does not begin with the code of a language, or None."""
    if is_language(tag):
        return None
    guess = likely_tag(tag)
    name = LANGUAGES.get(guess.partition("-")[0])
    remedy = f"Write {guess!r} for {name}" if name else "Write a tag such as 'es' or 'zh-Hant'"
    return UnknownLanguage(f"names {tag!r}, which is not a language's tag. {remedy}", guess if name else None)
