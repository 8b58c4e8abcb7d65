//! The tables of the presets. Each is checked against what the other library was seen to do with every code point
//! (`tests/data/compat.tsv`).

use super::table::{Rule, Table, To, delete, form, from, keep, one, text};

/// Tanween, harakat, shadda and sukun.
const HARAKAT: Rule = delete('\u{064B}', '\u{0652}');
const TATWEEL: Rule = delete('\u{0640}', '\u{0640}');
/// ALEF WITH MADDA and HAMZA ABOVE; ALEF WITH HAMZA BELOW; ALEF WASLA.
const ALEF_ABOVE: Rule = one('\u{0622}', '\u{0623}', '\u{0627}');
const ALEF_BELOW: Rule = one('\u{0625}', '\u{0625}', '\u{0627}');
const ALEF_WASLA: Rule = one('\u{0671}', '\u{0671}', '\u{0627}');
const TEH_TO_HEH: Rule = one('\u{0629}', '\u{0629}', '\u{0647}');
const MAKSURA_TO_YEH: Rule = one('\u{0649}', '\u{0649}', '\u{064A}');
const WAW_SEAT: Rule = one('\u{0624}', '\u{0624}', '\u{0648}');
const YEH_SEAT: Rule = one('\u{0626}', '\u{0626}', '\u{064A}');
const DIGITS: Rule = from('\u{0660}', '\u{0669}', '0');
const PERSIAN_DIGITS: Rule = from('\u{06F0}', '\u{06F9}', '0');

/// The nonspacing marks of the Arabic block.
const MARKS: &[Rule] = &[
    delete('\u{0610}', '\u{061A}'),
    delete('\u{064B}', '\u{065F}'),
    delete('\u{0670}', '\u{0670}'),
    delete('\u{06D6}', '\u{06DC}'),
    delete('\u{06DF}', '\u{06E4}'),
    delete('\u{06E7}', '\u{06E8}'),
    delete('\u{06EA}', '\u{06ED}'),
];

pub(super) static LUCENE_ARABIC: Table =
    Table::new(&[&[ALEF_ABOVE, ALEF_BELOW, TEH_TO_HEH, TATWEEL, MAKSURA_TO_YEH, HARAKAT]]);

pub(super) static LUCENE_PERSIAN: Table = Table::new(&[&[
    delete('\u{0654}', '\u{0654}'),
    one('\u{06A9}', '\u{06A9}', '\u{0643}'),
    one('\u{06C0}', '\u{06C1}', '\u{0647}'),
    one('\u{06CC}', '\u{06CC}', '\u{064A}'),
    one('\u{06D2}', '\u{06D2}', '\u{064A}'),
]]);

pub(super) static CAMEL_UTILS: Table = Table::new(&[&[
    ALEF_ABOVE,
    ALEF_BELOW,
    TEH_TO_HEH,
    MAKSURA_TO_YEH,
    HARAKAT,
    delete('\u{0670}', '\u{0670}'),
    ALEF_WASLA,
]]);

pub(super) static PYARABIC_STRIP: Table = Table::new(&[&[TATWEEL, HARAKAT]]);

pub(super) static PYARABIC_DIACRITICS: Table = Table::new(&[MARKS]);

pub(super) static PYARABIC_SEARCH: Table = Table::new(&[&[
    ALEF_ABOVE,
    one('\u{0624}', '\u{0624}', '\u{0621}'),
    ALEF_BELOW,
    one('\u{0626}', '\u{0626}', '\u{0621}'),
    TEH_TO_HEH,
    TATWEEL,
    // ALEF MAKSURA and, below, dagger alef are forms of alef there.
    one('\u{0649}', '\u{0649}', '\u{0627}'),
    HARAKAT,
    one('\u{0654}', '\u{0655}', '\u{0621}'),
    one('\u{0670}', '\u{0671}', '\u{0627}'),
    // Of LAM WITH ALEF, the isolated forms only.
    text('\u{FEF5}', LAM_ALEF),
    text('\u{FEF7}', LAM_ALEF),
    text('\u{FEF9}', LAM_ALEF),
    text('\u{FEFB}', LAM_ALEF),
]]);

const LAM_ALEF: &str = "\u{0644}\u{0627}";

pub(super) static ARABIC_NORM: Table = Table::new(&[
    &[ALEF_ABOVE, ALEF_BELOW, TEH_TO_HEH, TATWEEL, MAKSURA_TO_YEH, ALEF_WASLA, delete('\u{06E5}', '\u{06E6}')],
    MARKS,
]);

pub(super) static ARABIC_CRATE: Table = Table::new(&[
    &[
        ALEF_ABOVE,
        ALEF_BELOW,
        TEH_TO_HEH,
        TATWEEL,
        MAKSURA_TO_YEH,
        ALEF_WASLA,
        one('\u{06A9}', '\u{06A9}', '\u{0643}'),
        one('\u{06CC}', '\u{06CC}', '\u{064A}'),
        delete('\u{06E5}', '\u{06E6}'),
        delete('\u{08D4}', '\u{08E1}'),
        delete('\u{08E3}', '\u{08FF}'),
    ],
    MARKS,
]);

const ARABIC_NORMALIZE_RULES: &[Rule] = &[
    delete('\u{061C}', '\u{061C}'),
    ALEF_ABOVE,
    ALEF_BELOW,
    TATWEEL,
    one('\u{0671}', '\u{0673}', '\u{0627}'),
    delete('\u{08D3}', '\u{08E1}'),
    delete('\u{08E3}', '\u{08FF}'),
    delete('\u{200B}', '\u{200F}'),
    delete('\u{202A}', '\u{202E}'),
    delete('\u{2066}', '\u{2069}'),
    delete('\u{FEFF}', '\u{FEFF}'),
];

pub(super) static ARABIC_NORMALIZE: Table = Table::new(&[ARABIC_NORMALIZE_RULES, MARKS]);

pub(super) static ARABIC_NORMALIZE_SEARCH: Table = Table::new(&[
    &[
        WAW_SEAT,
        YEH_SEAT,
        TEH_TO_HEH,
        MAKSURA_TO_YEH,
        DIGITS,
        one('\u{06A9}', '\u{06A9}', '\u{0643}'),
        one('\u{06BE}', '\u{06BE}', '\u{0647}'),
        one('\u{06C0}', '\u{06C1}', '\u{0647}'),
        one('\u{06C3}', '\u{06C3}', '\u{0647}'),
        one('\u{06CC}', '\u{06CC}', '\u{064A}'),
        one('\u{06D2}', '\u{06D2}', '\u{064A}'),
        PERSIAN_DIGITS,
    ],
    ARABIC_NORMALIZE_RULES,
    MARKS,
]);

pub(super) static ARABCHECK: Table =
    Table::new(&[&[ALEF_ABOVE, WAW_SEAT, ALEF_BELOW, YEH_SEAT, MAKSURA_TO_YEH, ALEF_WASLA]]);

pub(super) static ANLTK: Table = Table::new(&[&[ALEF_ABOVE, ALEF_BELOW, TEH_TO_HEH, TATWEEL, HARAKAT]]);

pub(super) static SNOWBALL_PRE: Table = Table::new(&[&[TATWEEL, HARAKAT, DIGITS, form('\u{FE80}', '\u{FEFC}')]]);

pub(super) static MAHAD: Table = Table::new(&[&[
    one('\u{00A0}', '\u{00A0}', ' '),
    ALEF_ABOVE,
    WAW_SEAT,
    ALEF_BELOW,
    YEH_SEAT,
    TEH_TO_HEH,
    MAKSURA_TO_YEH,
    one('\u{0671}', '\u{0673}', '\u{0627}'),
    one('\u{06E5}', '\u{06E5}', '\u{0648}'),
    one('\u{06E6}', '\u{06E6}', '\u{064A}'),
    one('\u{1680}', '\u{1680}', ' '),
    one('\u{2000}', '\u{200B}', ' '),
    one('\u{202F}', '\u{202F}', ' '),
    one('\u{205F}', '\u{205F}', ' '),
    one('\u{3000}', '\u{3000}', ' '),
    text('\u{FDF0}', "\u{0635}\u{0644}\u{0649}"),
    text('\u{FDF1}', "\u{0642}\u{0644}\u{0649}"),
    form('\u{FDF2}', '\u{FDF4}'),
    // SALAM, of all things.
    text('\u{FDF5}', BLESSING),
    form('\u{FDF6}', '\u{FDF8}'),
    text('\u{FDF9}', "\u{0635}\u{0644}\u{0649}"),
    text('\u{FDFA}', BLESSING),
    text('\u{FDFB}', GLORY),
    text('\u{FDFC}', "\u{0631}\u{064A}\u{0627}\u{0644}"),
    text('\u{FDFD}', BASMALA),
    text('\u{FEF5}', LAM_ALEF),
    text('\u{FEF7}', LAM_ALEF),
    text('\u{FEF9}', LAM_ALEF),
    text('\u{FEFB}', LAM_ALEF),
    one('\u{FEFF}', '\u{FEFF}', ' '),
]]);

const BLESSING: &str = "\u{0635}\u{0644}\u{0649} \u{0627}\u{0644}\u{0644}\u{0647} \
    \u{0639}\u{0644}\u{064A}\u{0647} \u{0648}\u{0633}\u{0644}\u{0645}";
const GLORY: &str = "\u{062C}\u{0644} \u{062C}\u{0644}\u{0627}\u{0644}\u{0647}";
const BASMALA: &str = "\u{0628}\u{0633}\u{0645} \u{0627}\u{0644}\u{0644}\u{0647} \
    \u{0627}\u{0644}\u{0631}\u{062D}\u{0645}\u{0646} \u{0627}\u{0644}\u{0631}\u{062D}\u{064A}\u{0645}";

pub(super) static TNKEEH: Table = Table::new(&[&[
    // INVERTED EXCLAMATION MARK, MIDDLE DOT, ARABIC-INDIC DIGIT ZERO: traces of old code pages.
    one('\u{00A1}', '\u{00A1}', '\u{0623}'),
    one('\u{00B7}', '\u{00B7}', '.'),
    TATWEEL,
    HARAKAT,
    one('\u{0660}', '\u{0660}', '.'),
    one('\u{0671}', '\u{0672}', '\u{0627}'),
    one('\u{06CC}', '\u{06CC}', '\u{0649}'),
    text('\u{2026}', " ... "),
    one('\u{FB50}', '\u{FB50}', '\u{0627}'),
    one('\u{FBFE}', '\u{FBFF}', '\u{064A}'),
    form('\u{FE80}', '\u{FEF5}'),
    form('\u{FEF7}', '\u{FEFC}'),
]]);

/// NFKD of one character at a time, then folds, then marks out. The list of marks there is of an old Unicode.
pub(super) static CHARABIA: Table = Table::new(&[
    &[
        delete('\0', '\u{08}'),
        delete('\u{0E}', '\u{1F}'),
        delete('\u{7F}', '\u{84}'),
        delete('\u{86}', '\u{9F}'),
        one('\u{00A0}', '\u{00A0}', ' '),
        ALEF_ABOVE,
        WAW_SEAT,
        ALEF_BELOW,
        YEH_SEAT,
        TEH_TO_HEH,
        TATWEEL,
        MAKSURA_TO_YEH,
        ALEF_WASLA,
        text('\u{0675}', "\u{0627}\u{0674}"),
        text('\u{0676}', "\u{0648}\u{0674}"),
        text('\u{0677}', "\u{06C7}\u{0674}"),
        text('\u{0678}', "\u{064A}\u{0674}"),
        one('\u{06C0}', '\u{06C0}', '\u{06D5}'),
        one('\u{06C2}', '\u{06C2}', '\u{06C1}'),
        one('\u{06D3}', '\u{06D3}', '\u{06D2}'),
        delete('\u{08E4}', '\u{08FE}'),
        one('\u{2000}', '\u{200A}', ' '),
        one('\u{2011}', '\u{2011}', '\u{2010}'),
        one('\u{2017}', '\u{2017}', ' '),
        text('\u{2024}', "."),
        text('\u{2025}', ".."),
        text('\u{2026}', "..."),
        one('\u{202F}', '\u{202F}', ' '),
        text('\u{2033}', "\u{2032}\u{2032}"),
        text('\u{2034}', "\u{2032}\u{2032}\u{2032}"),
        text('\u{2036}', "\u{2035}\u{2035}"),
        text('\u{2037}', "\u{2035}\u{2035}\u{2035}"),
        text('\u{203C}', "!!"),
        one('\u{203E}', '\u{203E}', ' '),
        text('\u{2047}', "??"),
        text('\u{2048}', "?!"),
        text('\u{2049}', "!?"),
        text('\u{2057}', "\u{2032}\u{2032}\u{2032}\u{2032}"),
        one('\u{205F}', '\u{205F}', ' '),
        form('\u{FB50}', '\u{FC5D}'),
        // Marks on a space.
        one('\u{FC5E}', '\u{FC63}', ' '),
        form('\u{FC64}', '\u{FDF9}'),
        text(
            '\u{FDFA}',
            "\u{0635}\u{0644}\u{064A} \u{0627}\u{0644}\u{0644}\u{0647} \
            \u{0639}\u{0644}\u{064A}\u{0647} \u{0648}\u{0633}\u{0644}\u{0645}",
        ),
        text('\u{FDFB}', GLORY),
        form('\u{FDFC}', '\u{FDFC}'),
        one('\u{FE70}', '\u{FE70}', ' '),
        form('\u{FE71}', '\u{FE71}'),
        one('\u{FE72}', '\u{FE72}', ' '),
        one('\u{FE74}', '\u{FE74}', ' '),
        one('\u{FE76}', '\u{FE76}', ' '),
        form('\u{FE77}', '\u{FE77}'),
        one('\u{FE78}', '\u{FE78}', ' '),
        form('\u{FE79}', '\u{FE79}'),
        one('\u{FE7A}', '\u{FE7A}', ' '),
        form('\u{FE7B}', '\u{FE7B}'),
        one('\u{FE7C}', '\u{FE7C}', ' '),
        form('\u{FE7D}', '\u{FE7D}'),
        one('\u{FE7E}', '\u{FE7E}', ' '),
        form('\u{FE7F}', '\u{FEFC}'),
    ],
    MARKS,
]);

/// All that is not listed is deleted. Fitted to the same observations as the others; the letters are grouped by shape.
#[rustfmt::skip]
pub(super) static CAMEL_ARCLEAN: Table = Table::with_others(&[&[
    keep('\t', '\n'), keep('\r', '\r'), keep(' ', '~'), one('\u{00A0}', '\u{00A0}', ' '),
    one('\u{00AB}', '\u{00AB}', '"'), one('\u{00BB}', '\u{00BB}', '"'), keep('\u{00C0}', '\u{00FF}'),
    one('\u{0600}', '\u{0605}', ' '), text('\u{0606}', "/3"), text('\u{0607}', "/4"),
    one('\u{0608}', '\u{0608}', ' '), text('\u{0609}', "%0"), text('\u{060A}', "%00"),
    one('\u{060B}', '\u{060B}', ' '), one('\u{060C}', '\u{060D}', ','), one('\u{060E}', '\u{060F}', ' '),
    one('\u{061B}', '\u{061B}', ';'), one('\u{061F}', '\u{061F}', '?'), keep('\u{0621}', '\u{063A}'),
    one('\u{063B}', '\u{063C}', '\u{0643}'), one('\u{063D}', '\u{063F}', '\u{0649}'), keep('\u{0641}', '\u{064A}'),
    from('\u{0660}', '\u{0669}', '0'), one('\u{066A}', '\u{066A}', '%'), one('\u{066B}', '\u{066B}', ','),
    one('\u{066C}', '\u{066C}', '\''), one('\u{066D}', '\u{066D}', '*'), one('\u{066E}', '\u{066E}', '\u{0628}'),
    one('\u{066F}', '\u{066F}', '\u{0642}'), one('\u{0671}', '\u{0673}', '\u{0627}'),
    one('\u{0675}', '\u{0675}', '\u{0627}'), one('\u{0676}', '\u{0677}', '\u{0648}'),
    one('\u{0678}', '\u{0678}', '\u{0626}'), one('\u{0679}', '\u{067A}', '\u{062A}'),
    one('\u{067B}', '\u{067B}', '\u{0628}'), one('\u{067C}', '\u{067C}', '\u{062A}'),
    one('\u{067D}', '\u{067D}', '\u{062B}'), one('\u{067E}', '\u{067E}', '\u{0628}'),
    one('\u{067F}', '\u{067F}', '\u{062A}'), one('\u{0680}', '\u{0680}', '\u{0628}'),
    one('\u{0681}', '\u{0682}', '\u{062E}'), one('\u{0683}', '\u{0684}', '\u{062C}'),
    one('\u{0685}', '\u{0685}', '\u{062E}'), one('\u{0686}', '\u{0687}', '\u{062C}'),
    one('\u{0688}', '\u{0690}', '\u{062F}'), one('\u{0691}', '\u{0696}', '\u{0631}'),
    one('\u{0697}', '\u{0699}', '\u{0632}'), one('\u{069A}', '\u{069B}', '\u{0633}'),
    one('\u{069C}', '\u{069C}', '\u{0634}'), one('\u{069D}', '\u{069D}', '\u{0635}'),
    one('\u{069E}', '\u{069E}', '\u{0636}'), one('\u{069F}', '\u{069F}', '\u{0638}'),
    one('\u{06A0}', '\u{06A0}', '\u{063A}'), one('\u{06A1}', '\u{06A6}', '\u{0641}'),
    one('\u{06A7}', '\u{06A8}', '\u{0642}'), one('\u{06A9}', '\u{06B4}', '\u{0643}'),
    one('\u{06B5}', '\u{06B8}', '\u{0644}'), one('\u{06B9}', '\u{06BD}', '\u{0646}'),
    one('\u{06BE}', '\u{06BE}', '\u{0647}'), one('\u{06BF}', '\u{06BF}', '\u{062C}'),
    one('\u{06C0}', '\u{06C2}', '\u{0647}'), one('\u{06C3}', '\u{06C3}', '\u{0629}'),
    one('\u{06C4}', '\u{06CB}', '\u{0648}'), one('\u{06CC}', '\u{06CE}', '\u{0649}'),
    one('\u{06CF}', '\u{06CF}', '\u{0648}'), one('\u{06D0}', '\u{06D2}', '\u{064A}'),
    one('\u{06D3}', '\u{06D3}', '\u{0626}'), one('\u{06D4}', '\u{06D4}', '.'), one('\u{06DD}', '\u{06DE}', '*'),
    one('\u{06E9}', '\u{06E9}', '*'), one('\u{06EE}', '\u{06EE}', '\u{062F}'),
    one('\u{06EF}', '\u{06EF}', '\u{0631}'), from('\u{06F0}', '\u{06F9}', '0'),
    one('\u{06FA}', '\u{06FA}', '\u{0634}'), one('\u{06FB}', '\u{06FB}', '\u{0635}'),
    one('\u{06FC}', '\u{06FC}', '\u{0636}'), one('\u{06FD}', '\u{06FD}', '\u{0621}'),
    one('\u{06FE}', '\u{06FE}', '\u{0645}'), one('\u{06FF}', '\u{06FF}', '\u{0647}'),
    one('\u{1680}', '\u{1680}', ' '), one('\u{180E}', '\u{180E}', ' '), one('\u{2000}', '\u{200F}', ' '),
    one('\u{2010}', '\u{2015}', '-'), one('\u{2016}', '\u{2016}', '|'), one('\u{2017}', '\u{2017}', '_'),
    one('\u{2018}', '\u{201B}', '\''), one('\u{201C}', '\u{201F}', '"'), one('\u{2020}', '\u{2021}', '+'),
    one('\u{2023}', '\u{2023}', '*'), one('\u{2024}', '\u{2024}', '.'), text('\u{2025}', ".."),
    text('\u{2026}', "..."), one('\u{2027}', '\u{2027}', '.'), one('\u{2028}', '\u{202F}', ' '),
    text('\u{2030}', "%0"), text('\u{2031}', "%00"), one('\u{2032}', '\u{2032}', '\''), text('\u{2033}', "''"),
    text('\u{2034}', "'''"), one('\u{2035}', '\u{2035}', '`'), text('\u{2036}', "``"), text('\u{2037}', "```"),
    one('\u{2038}', '\u{2038}', '^'), one('\u{2039}', '\u{2039}', '<'), one('\u{203A}', '\u{203A}', '>'),
    one('\u{203B}', '\u{203B}', 'X'), text('\u{203C}', "!!"), text('\u{203D}', "!?"),
    one('\u{203E}', '\u{203E}', '-'), one('\u{203F}', '\u{203F}', ')'), one('\u{2040}', '\u{2040}', '('),
    one('\u{2041}', '\u{2041}', 'l'), text('\u{2042}', "***"), one('\u{2043}', '\u{2043}', '-'),
    one('\u{2044}', '\u{2044}', '/'), one('\u{2045}', '\u{2046}', 'E'), text('\u{2047}', "??"),
    text('\u{2048}', "?!"), text('\u{2049}', "!?"), one('\u{204A}', '\u{204A}', '&'),
    one('\u{204B}', '\u{204B}', '\u{00B6}'), one('\u{204C}', '\u{204E}', '*'), one('\u{204F}', '\u{204F}', ';'),
    text('\u{2050}', "()"), text('\u{2051}', "**"), one('\u{2052}', '\u{2052}', '%'),
    one('\u{2053}', '\u{2053}', '~'), one('\u{2054}', '\u{2054}', '_'), one('\u{2055}', '\u{2055}', '*'),
    text('\u{2056}', "..."), text('\u{2057}', "''''"), text('\u{2058}', "::"), text('\u{2059}', ":.:"),
    one('\u{205A}', '\u{205A}', ':'), text('\u{205B}', "::"), one('\u{205C}', '\u{205C}', 'X'),
    one('\u{205D}', '\u{205E}', ':'), one('\u{205F}', '\u{2060}', ' '), one('\u{2420}', '\u{2420}', ' '),
    one('\u{2422}', '\u{2423}', ' '), keep('\u{2424}', '\u{2424}'), one('\u{3000}', '\u{3000}', ' '),
    form('\u{FB56}', '\u{FB59}'), form('\u{FB66}', '\u{FB69}'), form('\u{FB7A}', '\u{FB7D}'),
    form('\u{FB88}', '\u{FB95}'), form('\u{FB9E}', '\u{FB9F}'), form('\u{FBA6}', '\u{FBAD}'),
    one('\u{FBAE}', '\u{FBAF}', '\u{0649}'), form('\u{FBB0}', '\u{FBB1}'), one('\u{FBFC}', '\u{FBFF}', '\u{064A}'),
    form('\u{FDF2}', '\u{FDF2}'), form('\u{FE80}', '\u{FEFC}'), one('\u{FEFF}', '\u{FEFF}', ' '),
]], To::Nothing);
