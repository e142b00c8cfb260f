//! The LaTeX in a BibTeX field as plain text, and back: `Gis{\`e}le` is `Gisèle`.

mod signs;

use super::markup::superscript;
use signs::sign_of;

/// The plain text. Braces go; a command that is not known leaves its name and its argument.
pub(super) fn plain(tex: &str) -> String {
    plain_noting(tex, &mut Vec::new())
}

/// The same, and the names of the commands that are not known.
pub(super) fn plain_noting(tex: &str, unknown: &mut Vec<String>) -> String {
    let mut plain = Plain {
        out: String::with_capacity(tex.len()),
        unknown,
        is_math: false,
        is_quoted: false,
        depth: 0,
    };
    plain.read(tex);
    plain.out
}

/// Text being written.
struct Plain<'u> {
    out: String,
    unknown: &'u mut Vec<String>,
    /// Between dollar signs, where `_` and `^` lower and raise.
    is_math: bool,
    /// A single quotation mark was opened.
    is_quoted: bool,
    /// How many arguments this is inside of.
    depth: usize,
}

/// Arguments inside of arguments are read so far.
const DEEPEST: usize = 8;

impl Plain<'_> {
    fn read(&mut self, tex: &str) {
        let mut rest = tex;
        while let Some(letter) = rest.chars().next() {
            let after = rest.get(letter.len_utf8()..).unwrap_or_default();
            rest = match letter {
                '\\' => self.command(after),
                '{' | '}' => after,
                '$' => {
                    self.is_math = !self.is_math;
                    after
                }
                '_' | '^' if self.is_math => self.script(letter, after),
                '~' => {
                    self.out.push(' ');
                    after
                }
                '-' if after.starts_with("--") => {
                    self.out.push('—');
                    after.get(2..).unwrap_or_default()
                }
                '-' if after.starts_with('-') => {
                    self.out.push('–');
                    after.get(1..).unwrap_or_default()
                }
                '`' if after.starts_with('`') => {
                    self.out.push('“');
                    after.get(1..).unwrap_or_default()
                }
                '\'' if after.starts_with('\'') => {
                    self.out.push('”');
                    after.get(1..).unwrap_or_default()
                }
                '`' => {
                    self.is_quoted = true;
                    self.out.push('‘');
                    after
                }
                // Without an opening one it is an apostrophe, and so it is inside a word.
                '\'' if self.is_quoted && !after.starts_with(char::is_alphanumeric) => {
                    self.is_quoted = false;
                    self.out.push('’');
                    after
                }
                _ => {
                    self.out.push(letter);
                    after
                }
            };
        }
    }

    /// What an argument says.
    fn inside(&mut self, tex: &str) -> String {
        if self.depth >= DEEPEST {
            return tex.replace(['{', '}', '\\', '$'], "");
        }
        let mut inner = Plain {
            out: String::new(),
            unknown: self.unknown,
            is_math: self.is_math,
            is_quoted: false,
            depth: self.depth + 1,
        };
        inner.read(tex);
        inner.out
    }

    /// `10^{9}`, `CO_2`, `20^\circ`.
    fn script<'t>(&mut self, mark: char, after: &'t str) -> &'t str {
        let Some((argument, rest)) = one_argument(after) else {
            self.out.push(mark);
            return after;
        };
        let inner = self.inside(argument);
        if mark == '^' {
            self.raise(&inner);
        } else {
            self.out.push_str(&inner);
        }
        rest
    }

    fn raise(&mut self, inner: &str) {
        match superscript(inner) {
            _ if inner == "∘" || inner == "°" => self.out.push('°'),
            // Signs that stand high by themselves.
            _ if matches!(
                inner,
                "®" | "™" | "©" | "†" | "‡" | "*" | "′" | "″" | "º" | "ª"
            ) =>
            {
                self.out.push_str(inner);
            }
            Some(raised) => self.out.push_str(&raised),
            // `1^{st}` and the like read well enough on the line.
            None if inner.chars().all(char::is_alphabetic) && !self.is_math => {
                self.out.push_str(inner);
            }
            None => {
                self.out.push('^');
                self.out.push_str(inner);
            }
        }
    }

    /// Reads the command behind a backslash and answers what follows it.
    fn command<'t>(&mut self, after: &'t str) -> &'t str {
        let Some(first) = after.chars().next() else {
            return after;
        };
        let name_end = if first.is_ascii_alphabetic() {
            after
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(after.len())
        } else {
            first.len_utf8()
        };
        let (name, rest) = after.split_at(name_end);
        if let Some(letter) = sign_of(name) {
            self.out.push_str(letter);
            return behind_name(name, rest);
        }
        if let Some(mark) = ACCENTS.iter().find(|(accent, _)| *accent == name) {
            return self.accent(*mark, rest);
        }
        if !first.is_ascii_alphabetic() {
            match first {
                '-' | '/' | '@' | '!' => {}
                '(' | '[' => self.is_math = true,
                ')' | ']' => self.is_math = false,
                '\\' | ',' | ';' | ':' | ' ' => self.out.push(' '),
                _ => self.out.push(first),
            }
            return rest;
        }
        match name {
            "textsuperscript" | "textsubscript" | "enquote" => {
                let Some((argument, behind)) = one_argument(rest) else {
                    return rest;
                };
                let inner = self.inside(argument);
                match name {
                    "textsuperscript" => self.raise(&inner),
                    "enquote" => self.out.push_str(&format!("“{inner}”")),
                    _ => self.out.push_str(&inner),
                }
                behind
            }
            "SIrange" | "qtyrange" | "numrange" => {
                let mut arguments = Vec::new();
                let mut behind = rest;
                while arguments.len() < if name == "numrange" { 2 } else { 3 }
                    && let Some((argument, rest)) = one_argument(behind)
                {
                    arguments.push(self.inside(argument));
                    behind = rest;
                }
                if let [from, to, unit @ ..] = arguments.as_slice() {
                    self.out.push_str(&format!("{from}–{to}"));
                    for unit in unit {
                        self.out.push_str(&format!(" {unit}"));
                    }
                }
                behind
            }
            "hspace" | "vspace" | "phantom" | "label" | "vphantom" | "hphantom" => {
                one_argument(rest).map_or(rest, |(_, behind)| behind)
            }
            "frac" | "dfrac" | "tfrac" | "nicefrac" | "sfrac" | "SI" | "qty" => {
                let two =
                    one_argument(rest).and_then(|(one, rest)| Some((one, one_argument(rest)?)));
                let Some((one, (two, behind))) = two else {
                    return rest;
                };
                let between = if matches!(name, "SI" | "qty") {
                    ' '
                } else {
                    '/'
                };
                let (one, two) = (self.inside(one), self.inside(two));
                self.out.push_str(&format!("{one}{between}{two}"));
                behind
            }
            _ if SETTING.contains(&name) => behind_name(name, rest),
            _ => {
                // `\TeX` is a word; what else is meant can’t be told, and is not dropped.
                if !matches!(name, "TeX" | "LaTeX" | "BibTeX") && self.unknown.len() < 8 {
                    self.unknown.push(format!("\\{name}"));
                }
                self.out.push_str(name);
                match rest.strip_prefix("{}") {
                    Some(behind) => behind,
                    None if rest.starts_with('{') => {
                        self.out.push(' ');
                        rest
                    }
                    None => rest,
                }
            }
        }
    }

    fn accent<'t>(&mut self, (name, mark): (&str, char), rest: &'t str) -> &'t str {
        let (base, rest) = argument(rest);
        let base = match base {
            "\\i" => "i",
            "\\j" => "j",
            other => other,
        };
        // `\^{}` is the mark itself.
        if base.is_empty() && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            self.out.push_str(name);
        }
        let mut letters = base.chars();
        if let Some(first) = letters.next() {
            match accented(mark, first) {
                Some(whole) => self.out.push(whole),
                None => {
                    self.out.push(first);
                    self.out.push(mark);
                }
            }
        }
        self.out.push_str(letters.as_str());
        rest
    }
}

/// Commands that only set type: their argument is what they say.
const SETTING: &[&str] = &[
    "emph",
    "em",
    "textit",
    "textbf",
    "textsc",
    "texttt",
    "textrm",
    "textsf",
    "textsl",
    "textup",
    "textmd",
    "textnormal",
    "textcolor",
    "it",
    "bf",
    "sc",
    "rm",
    "tt",
    "sf",
    "sl",
    "itshape",
    "bfseries",
    "scshape",
    "upshape",
    "rmfamily",
    "sffamily",
    "ttfamily",
    "mathrm",
    "mathit",
    "mathbf",
    "mathsf",
    "mathtt",
    "mathcal",
    "mathbb",
    "mathfrak",
    "mathop",
    "operatorname",
    "boldsymbol",
    "bm",
    "text",
    "mbox",
    "hbox",
    "fbox",
    "ensuremath",
    "underline",
    "uline",
    "tiny",
    "scriptsize",
    "footnotesize",
    "small",
    "normalsize",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
    "url",
    "path",
    "nolinkurl",
    "protect",
    "relax",
    "left",
    "right",
    "big",
    "Big",
    "uppercase",
    "lowercase",
    "MakeUppercase",
    "MakeLowercase",
    "NoCaseChange",
    "nobreak",
    "allowbreak",
    "newblock",
    "bibinfo",
    "displaystyle",
    "textstyle",
    "limits",
    "ce",
    "unit",
    "si",
    "num",
    "mkbibemph",
    "mkbibquote",
    "mkbibbold",
    "noopsort",
    "bold",
    "boldmath",
    "cal",
    "chem",
    "mathnormal",
    "mathsfit",
    "mathscr",
    "mhchem",
    "foreignlanguage",
    "selectlanguage",
    "ignorespaces",
    "unskip",
    "nolimits",
    "scriptstyle",
    "bigl",
    "bigr",
    "Bigl",
    "Bigr",
    "bigg",
    "Bigg",
    "middle",
    "pmb",
    "hskip",
    "xspace",
    "null",
    "leavevmode",
    "raggedright",
    "textlatin",
    "latintext",
    "greektext",
    "textgreek",
    "cyrtext",
    "textcyr",
];

/// `{…}`, a command or one sign: what `^` and `_` raise and lower. None where its bracket is not closed soon.
fn one_argument(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.trim_start_matches(' ');
    if rest.starts_with('{') {
        let mut depth = 0_usize;
        for (at, byte) in rest.bytes().enumerate().take(LONGEST_ARGUMENT) {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return Some((rest.get(1..at)?, rest.get(at + 1..)?));
            }
        }
        return None;
    }
    let first = rest.chars().next()?;
    let length = if first == '\\' {
        let name = rest.get(1..)?;
        1 + name
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(name.len())
            .max(name.chars().next().map_or(0, char::len_utf8))
    } else {
        first.len_utf8()
    };
    (!matches!(first, '}' | '$')).then(|| rest.split_at_checked(length))?
}

const LONGEST_ARGUMENT: usize = 400;

/// What is written for a machine, a DOI or an address: `_`, `%` and `~` are meant as they are, escaped or not.
pub(super) fn verbatim(tex: &str) -> String {
    let mut out = String::with_capacity(tex.len());
    let mut rest = tex.trim();
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        rest = match letter {
            '{' | '}' => after,
            // `$<$` and `$\sim$`: mathematics only for the sake of one sign.
            '$' if after.len() > 1 && is_short_mathematics(after) => after,
            '$' if out.ends_with(['<', '>', '_', '~']) => after,
            '\\' => {
                let end = after
                    .find(|c: char| !c.is_ascii_alphabetic())
                    .unwrap_or(after.len());
                let (name, behind) = after.split_at(end);
                match name {
                    "" => {
                        let sign = behind.chars().next();
                        if let Some(sign) = sign.filter(|sign| !matches!(sign, '-' | '/' | '\\')) {
                            out.push(sign);
                        }
                        behind
                            .get(sign.map_or(0, char::len_utf8)..)
                            .unwrap_or_default()
                    }
                    // `\href{address}{words}` shows the words and leads to the address.
                    "href" => {
                        let (address, words) = argument(behind);
                        out.push_str(&address.replace(['{', '}', '\\'], ""));
                        argument(words).1
                    }
                    "sim" => {
                        out.push('~');
                        behind_name(name, behind)
                    }
                    "textunderscore" => {
                        out.push('_');
                        behind_name(name, behind)
                    }
                    "slash" => {
                        out.push('/');
                        behind_name(name, behind)
                    }
                    "discretionary" => {
                        let (_, behind) = argument(behind);
                        let (_, behind) = argument(behind);
                        argument(behind).1
                    }
                    name => {
                        out.push_str(sign_of(name).unwrap_or_default());
                        behind_name(name, behind)
                    }
                }
            }
            _ => {
                out.push(letter);
                after
            }
        };
    }
    out
}

fn is_short_mathematics(after: &str) -> bool {
    ["<$", ">$", "_$", "\\sim", "\\_$", "\\langle", "\\rangle"]
        .iter()
        .any(|start| after.starts_with(start))
}

/// A blank behind the name of a command only ends the name.
fn behind_name<'t>(name: &str, rest: &'t str) -> &'t str {
    let is_word = name.starts_with(|c: char| c.is_ascii_alphabetic());
    match rest.strip_prefix("{}") {
        Some(rest) => rest,
        None if is_word => rest.trim_start_matches(' '),
        None => rest,
    }
}

/// `{e}`, `{\i}`, ` e` or `e` behind an accent.
fn argument(rest: &str) -> (&str, &str) {
    let rest = rest.trim_start();
    if let Some(inside) = rest.strip_prefix('{') {
        let close = inside.find('}').unwrap_or(inside.len());
        return (
            inside.get(..close).unwrap_or_default().trim(),
            inside.get(close + 1..).unwrap_or_default(),
        );
    }
    let length = if rest.starts_with("\\i") || rest.starts_with("\\j") {
        2
    } else {
        rest.chars().next().map_or(0, char::len_utf8)
    };
    let (base, after) = rest.split_at(length);
    let after = if length == 2 {
        after.trim_start_matches(' ')
    } else {
        after
    };
    (base, after)
}

/// Accents by command, with the mark that follows a letter that no code point has whole.
const ACCENTS: &[(&str, char)] = &[
    ("`", '\u{300}'),
    ("'", '\u{301}'),
    ("^", '\u{302}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    ("u", '\u{306}'),
    (".", '\u{307}'),
    ("\"", '\u{308}'),
    ("r", '\u{30a}'),
    ("H", '\u{30b}'),
    ("v", '\u{30c}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("d", '\u{323}'),
    ("b", '\u{331}'),
    // Of mathematics.
    ("acute", '\u{301}'),
    ("bar", '\u{304}'),
    ("breve", '\u{306}'),
    ("check", '\u{30c}'),
    ("ddot", '\u{308}'),
    ("dot", '\u{307}'),
    ("grave", '\u{300}'),
    ("hat", '\u{302}'),
    ("mathring", '\u{30a}'),
    ("overline", '\u{305}'),
    ("tilde", '\u{303}'),
    ("vec", '\u{20d7}'),
    ("widehat", '\u{302}'),
    ("widetilde", '\u{303}'),
];

/// Letters and the same with a mark, in pairs.
const WHOLE: &[(char, &str)] = &[
    ('\u{300}', "aàeèiìoòuùnǹAÀEÈIÌOÒUÙ"),
    (
        '\u{301}',
        "aáeéiíoóuúyýcćnńsśzźlĺrŕgǵAÁEÉIÍOÓUÚYÝCĆNŃSŚZŹLĹRŔ",
    ),
    (
        '\u{302}',
        "aâeêiîoôuûcĉgĝhĥjĵsŝwŵyŷAÂEÊIÎOÔUÛCĈGĜHĤJĴSŜWŴYŶ",
    ),
    ('\u{303}', "aãnñoõiĩuũAÃNÑOÕIĨUŨ"),
    ('\u{304}', "aāeēiīoōuūAĀEĒIĪOŌUŪ"),
    ('\u{306}', "aăeĕgğiĭoŏuŭAĂEĔGĞIĬOŎUŬ"),
    ('\u{307}', "cċeėgġzżIİCĊEĖGĠZŻ"),
    ('\u{308}', "aäeëiïoöuüyÿAÄEËIÏOÖUÜYŸ"),
    ('\u{30a}', "aåuůAÅUŮ"),
    ('\u{30b}', "oőuűOŐUŰ"),
    ('\u{30c}', "cčdďeěnňrřsštťzžaǎiǐoǒuǔgǧCČDĎEĚNŇRŘSŠTŤZŽ"),
    ('\u{327}', "cçsşgģkķlļnņrŗtţCÇSŞGĢKĶLĻNŅRŖTŢ"),
    ('\u{328}', "aąeęiįuųAĄEĘIĮUŲ"),
    ('\u{323}', "aạeẹiịoọuụdḍhḥsṣtṭzẓ"),
    ('\u{331}', "dḏtṯ"),
];

fn accented(mark: char, base: char) -> Option<char> {
    let pairs: Vec<char> = WHOLE
        .iter()
        .find(|(known, _)| *known == mark)?
        .1
        .chars()
        .collect();
    pairs
        .chunks_exact(2)
        .find_map(|pair| (pair.first() == Some(&base)).then(|| pair.last().copied())?)
}

/// The text with LaTeX's own letters made harmless. Accents stay as they are: a BibTeX file is UTF-8.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => {
                out.push('\\');
                out.push(letter);
            }
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\^{}"),
            // A lone one would become a quotation mark.
            '`' => out.push_str("\\textasciigrave{}"),
            // Two dashes or quotation marks in a row would become one.
            '-' if out.ends_with('-') => out.push_str("{}-"),
            '\'' if out.ends_with('\'') => out.push_str("{}'"),
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_in_every_spelling_become_letters() {
        for (tex, text) in [
            (r"Gis{\`e}le", "Gisèle"),
            (r"Gis\`{e}le", "Gisèle"),
            (r"Gis\`ele", "Gisèle"),
            (r#"M{\"u}ller-Ortiz"#, "Müller-Ortiz"),
            (r"Garc{\'\i}a", "García"),
            (r"Garc\'{\i}a", "García"),
            (r"{\L}ukaszewski", "Łukaszewski"),
            (r"\L{}ukaszewski", "Łukaszewski"),
            (r"\v{S}koda \& \c{C}elik", "Škoda & Çelik"),
            (r"Stra{\ss}e \o re", "Straße øre"),
            (
                r"The {\TeX}book, {\Large in \emph{short}}",
                "The TeXbook, in short",
            ),
            (
                r"pages 3--9, \emph{in vitro}, 5\%",
                "pages 3–9, in vitro, 5%",
            ),
            (
                r"{Vitamin D}$_{3}$ and $\beta$-carotene",
                "Vitamin D3 and β-carotene",
            ),
        ] {
            assert_eq!(plain(tex), text);
        }
    }

    #[test]
    fn signs_of_titles_become_letters() {
        for (tex, text) in [
            (r"5\,mg and 5\;mg, 5\!mg", "5 mg and 5 mg, 5mg"),
            (
                r"$\le$5 and $\geqslant$6, $\sim$5, $\approx$5",
                "≤5 and ≥6, ∼5, ≈5",
            ),
            (
                r"37$^{\circ}$C, 37$^\circ$C, 37\degree C",
                "37°C, 37°C, 37°C",
            ),
            (r"3\slash 4, $\frac{1}{2}$", "3/4, 1/2"),
            (
                r"10\textsuperscript{9} CFU and $10^{-6}$ M",
                "10⁹ CFU and 10⁻⁶ M",
            ),
            (r"{CO$_2$} and {H$_{2}$O}, $\alpha_1$", "CO2 and H2O, α1"),
            (
                r"the `low' dose of O{\textquotesingle}Brien's",
                "the ‘low’ dose of O'Brien's",
            ),
            (
                r"\textomega-3, \texteuro 5, \S 5, \SI{5}{\milli\gram}",
                "ω-3, €5, §5, 5 mg",
            ),
            (
                r"IL-1 $\rightarrow$ IL-6, 5$\cdot$2, $\infty$",
                "IL-1 → IL-6, 5·2, ∞",
            ),
            (
                r"Gene $\epsilon$4 and {$\tau$} protein",
                "Gene ε4 and τ protein",
            ),
            (r"\(\beta\)-carotene", "β-carotene"),
        ] {
            assert_eq!(plain(tex), text);
        }
    }

    #[test]
    fn a_command_that_is_not_known_leaves_its_name() {
        let mut unknown = Vec::new();
        assert_eq!(
            plain_noting(r"The \oddsign{} of \emph{rest}", &mut unknown),
            "The oddsign of rest"
        );
        assert_eq!(unknown, [r"\oddsign"]);
    }

    #[test]
    fn what_is_escaped_reads_as_it_was() {
        for text in ["a_b & 5% {x} #1 ~ ^ \\ $", "---", "''quoted``"] {
            assert_eq!(plain(&escaped(text)), text);
        }
    }
}
