//! The commands of LaTeX that stand for one sign: letters, Greek, relations, arrows, money, units.

/// What a command stands for.
pub(super) fn sign_of(name: &str) -> Option<&'static str> {
    let at = SIGNS
        .binary_search_by_key(&name, |(command, _)| command)
        .ok()?;
    SIGNS.get(at).map(|(_, sign)| *sign)
}

/// Sorted by the names of the commands.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("AA", "Å"), ("AE", "Æ"), ("Alpha", "Α"), ("Beta", "Β"), ("Box", "□"), ("Chi", "Χ"), ("DH", "Ð"), ("DJ", "Đ"),
    ("Delta", "Δ"), ("Diamond", "◇"), ("Downarrow", "⇓"), ("EUR", "€"), ("Eta", "Η"), ("Female", "♀"), ("Gamma", "Γ"),
    ("IJ", "IJ"), ("Im", "ℑ"), ("Iota", "Ι"), ("Kappa", "Κ"), ("L", "Ł"), ("Lambda", "Λ"), ("Leftarrow", "⇐"),
    ("Leftrightarrow", "⇔"), ("Longleftarrow", "⇐"), ("Longleftrightarrow", "⇔"), ("Longrightarrow", "⇒"),
    ("Male", "♂"), ("Mu", "Μ"), ("NG", "Ŋ"), ("Nu", "Ν"), ("O", "Ø"), ("OE", "Œ"), ("Omega", "Ω"), ("Omicron", "Ο"),
    ("P", "¶"), ("Phi", "Φ"), ("Pi", "Π"), ("Psi", "Ψ"), ("Re", "ℜ"), ("Rho", "Ρ"), ("Rightarrow", "⇒"), ("S", "§"),
    ("SS", "ẞ"), ("Sigma", "Σ"), ("TH", "Þ"), ("Tau", "Τ"), ("Theta", "Θ"), ("Uparrow", "⇑"), ("Upsilon", "Υ"),
    ("Vert", "‖"), ("Xi", "Ξ"), ("Zeta", "Ζ"), ("aa", "å"), ("ae", "æ"), ("aleph", "ℵ"), ("alpha", "α"),
    ("amalg", "⨿"), ("ampere", "A"), ("angle", "∠"), ("approx", "≈"), ("approxeq", "≊"), ("arcminute", "′"),
    ("arcsecond", "″"), ("ast", "*"), ("asymp", "≍"), ("ayn", "ʿ"), ("backprime", "‵"), ("backslash", "\\"),
    ("because", "∵"), ("becquerel", "Bq"), ("beta", "β"), ("bigcap", "⋂"), ("bigcirc", "○"), ("bigcup", "⋃"),
    ("bigstar", "★"), ("bigtriangleup", "△"), ("blacksquare", "■"), ("bot", "⊥"), ("bullet", "•"), ("calorie", "cal"),
    ("candela", "cd"), ("cap", "∩"), ("cdot", "·"), ("cdotp", "·"), ("cdots", "⋯"), ("celsius", "°C"), ("centi", "c"),
    ("checkmark", "✓"), ("chi", "χ"), ("circ", "∘"), ("colon", ":"), ("coloneqq", "≔"), ("complement", "∁"),
    ("cong", "≅"), ("coprod", "∐"), ("copyright", "©"), ("cubed", "³"), ("cup", "∪"), ("dag", "†"), ("dagger", "†"),
    ("dalton", "Da"), ("day", "d"), ("ddag", "‡"), ("ddagger", "‡"), ("ddots", "⋱"), ("deci", "d"), ("degree", "°"),
    ("degreeCelsius", "°C"), ("delta", "δ"), ("dh", "ð"), ("diamond", "⋄"), ("digamma", "ϝ"), ("div", "÷"),
    ("dj", "đ"), ("doteq", "≐"), ("dots", "…"), ("dotsb", "…"), ("dotsc", "…"), ("downarrow", "↓"), ("dprime", "″"),
    ("dq", "\""), ("electronvolt", "eV"), ("ell", "ℓ"), ("emptyset", "∅"), ("enskip", " "), ("enspace", " "),
    ("epsilon", "ε"), ("equiv", "≡"), ("eta", "η"), ("euro", "€"), ("exists", "∃"), ("female", "♀"), ("femto", "f"),
    ("flq", "‹"), ("flqq", "«"), ("forall", "∀"), ("frq", "›"), ("frqq", "»"), ("gamma", "γ"), ("ge", "≥"),
    ("geq", "≥"), ("geqq", "≧"), ("geqslant", "≥"), ("gets", "←"), ("gg", "≫"), ("giga", "G"), ("glottal", "ʔ"),
    ("glq", "‚"), ("glqq", "„"), ("gram", "g"), ("gray", "Gy"), ("grq", "‘"), ("grqq", "“"), ("gt", ">"),
    ("gtrapprox", "⪆"), ("gtrsim", "≳"), ("guillemotleft", "«"), ("guillemotright", "»"), ("guilsinglleft", "‹"),
    ("guilsinglright", "›"), ("hamza", "ʾ"), ("hbar", "ħ"), ("heartsuit", "♥"), ("hecto", "h"), ("hertz", "Hz"),
    ("hookleftarrow", "↩"), ("hookrightarrow", "↪"), ("hour", "h"), ("hyphen", "‐"), ("i", "ı"), ("iff", "⇔"),
    ("iint", "∬"), ("ij", "ij"), ("implies", "⇒"), ("in", "∈"), ("infty", "∞"), ("int", "∫"), ("iota", "ι"),
    ("j", "ȷ"), ("joule", "J"), ("kappa", "κ"), ("katal", "kat"), ("kelvin", "K"), ("kg", "kg"), ("kilo", "k"),
    ("kilocalorie", "kcal"), ("kilogram", "kg"), ("l", "ł"), ("lVert", "‖"), ("lambda", "λ"), ("land", "∧"),
    ("langle", "⟨"), ("lbrace", "{"), ("lbrack", "["), ("lceil", "⌈"), ("ldots", "…"), ("le", "≤"), ("leadsto", "⇝"),
    ("leftarrow", "←"), ("leftrightarrow", "↔"), ("leftrightarrows", "⇆"), ("leq", "≤"), ("leqq", "≦"),
    ("leqslant", "≤"), ("lessapprox", "⪅"), ("lesssim", "≲"), ("lfloor", "⌊"), ("linebreak", ""), ("liter", "L"),
    ("litre", "L"), ("ll", "≪"), ("lnot", "¬"), ("longleftarrow", "←"), ("longleftrightarrow", "↔"),
    ("longrightarrow", "→"), ("lor", "∨"), ("lozenge", "◊"), ("lq", "‘"), ("lt", "<"), ("lux", "lx"), ("lvert", "|"),
    ("male", "♂"), ("mapsto", "↦"), ("mars", "♂"), ("medspace", " "), ("mega", "M"), ("meter", "m"), ("metre", "m"),
    ("mg", "mg"), ("micro", "μ"), ("microgram", "μg"), ("mid", "|"), ("milli", "m"), ("milligram", "mg"),
    ("milliliter", "mL"), ("millilitre", "mL"), ("minus", "−"), ("minuso", "⦵"), ("minute", "min"), ("mmHg", "mmHg"),
    ("models", "⊨"), ("mol", "mol"), ("molar", "M"), ("mole", "mol"), ("mp", "∓"), ("mu", "μ"), ("nabla", "∇"),
    ("nano", "n"), ("ncong", "≇"), ("ne", "≠"), ("nearrow", "↗"), ("neg", "¬"), ("negthinspace", ""), ("neq", "≠"),
    ("newline", " "), ("newton", "N"), ("ng", "ŋ"), ("ngeq", "≱"), ("ngtr", "≯"), ("ni", "∋"), ("nleq", "≰"),
    ("nless", "≮"), ("nobreakdash", ""), ("nobreakspace", " "), ("notin", "∉"), ("nsim", "≁"), ("nu", "ν"),
    ("o", "ø"), ("odot", "⊙"), ("oe", "œ"), ("ohm", "Ω"), ("oint", "∮"), ("omega", "ω"), ("omicron", "ο"),
    ("ominus", "⊖"), ("oplus", "⊕"), ("otimes", "⊗"), ("par", " "), ("parallel", "∥"), ("partial", "∂"),
    ("pascal", "Pa"), ("per", "/"), ("percent", "%"), ("perp", "⊥"), ("phi", "φ"), ("pi", "π"), ("pico", "p"),
    ("pm", "±"), ("pounds", "£"), ("prec", "≺"), ("preceq", "⪯"), ("prime", "′"), ("prod", "∏"), ("propto", "∝"),
    ("psi", "ψ"), ("qquad", " "), ("quad", " "), ("quotedblbase", "„"), ("quotesinglbase", "‚"), ("rVert", "‖"),
    ("rangle", "⟩"), ("rbrace", "}"), ("rbrack", "]"), ("rceil", "⌉"), ("rfloor", "⌋"), ("rho", "ρ"),
    ("rightarrow", "→"), ("rightharpoonup", "⇀"), ("rightleftarrows", "⇄"), ("rightleftharpoons", "⇌"),
    ("rightsquigarrow", "⇝"), ("rq", "’"), ("rvert", "|"), ("searrow", "↘"), ("second", "s"), ("setminus", "∖"),
    ("sievert", "Sv"), ("sigma", "σ"), ("sim", "∼"), ("simeq", "≅"), ("slash", "/"), ("slashed", "/"), ("space", " "),
    ("sqrt", "√"), ("square", "□"), ("squared", "²"), ("ss", "ß"), ("star", "⋆"), ("straightphi", "ϕ"),
    ("subset", "⊂"), ("subseteq", "⊆"), ("succ", "≻"), ("succeq", "⪰"), ("sum", "∑"), ("supset", "⊃"),
    ("supseteq", "⊇"), ("surd", "√"), ("tau", "τ"), ("textAlpha", "Α"), ("textBeta", "Β"), ("textChi", "Χ"),
    ("textDelta", "Δ"), ("textEta", "Η"), ("textGamma", "Γ"), ("textIota", "Ι"), ("textKappa", "Κ"),
    ("textLambda", "Λ"), ("textMu", "Μ"), ("textNu", "Ν"), ("textOmega", "Ω"), ("textOmicron", "Ο"), ("textPhi", "Φ"),
    ("textPi", "Π"), ("textPsi", "Ψ"), ("textRho", "Ρ"), ("textSigma", "Σ"), ("textTau", "Τ"), ("textTheta", "Θ"),
    ("textUpsilon", "Υ"), ("textXi", "Ξ"), ("textZeta", "Ζ"), ("textacutedbl", "˝"), ("textalpha", "α"),
    ("textampersand", "&"), ("textapos", "'"), ("textasciiacute", "´"), ("textasciibreve", "˘"),
    ("textasciicaron", "ˇ"), ("textasciicircum", "^"), ("textasciidieresis", "¨"), ("textasciigrave", "`"),
    ("textasciimacron", "¯"), ("textasciitilde", "~"), ("textasteriskcentered", "*"), ("textayn", "ʿ"),
    ("textbackslash", "\\"), ("textbar", "|"), ("textbeta", "β"), ("textbraceleft", "{"), ("textbraceright", "}"),
    ("textbrokenbar", "¦"), ("textbullet", "•"), ("textcelsius", "°C"), ("textcent", "¢"), ("textchi", "χ"),
    ("textcircledP", "℗"), ("textcopyright", "©"), ("textcurrency", "¤"), ("textdagger", "†"), ("textdaggerdbl", "‡"),
    ("textdegree", "°"), ("textdelta", "δ"), ("textdiv", "÷"), ("textdollar", "$"), ("textdownarrow", "↓"),
    ("textellipsis", "…"), ("textemdash", "—"), ("textendash", "–"), ("textepsilon", "ε"), ("textestimated", "℮"),
    ("texteta", "η"), ("texteuro", "€"), ("textexclamdown", "¡"), ("textfigdash", "‒"), ("textfiveeighths", "⅝"),
    ("textfractionsolidus", "⁄"), ("textgamma", "γ"), ("textglotstop", "ʔ"), ("textgreater", ">"), ("texthamza", "ʾ"),
    ("texthash", "#"), ("texthorizontalbar", "―"), ("texthyphen", "‐"), ("textinterrobang", "‽"), ("textiota", "ι"),
    ("textkappa", "κ"), ("textlambda", "λ"), ("textleaf", "☘"), ("textleftarrow", "←"),
    ("textless", "<"), ("textlira", "₤"), ("textlnot", "¬"), ("textmarried", "⚭"), ("textmicro", "μ"),
    ("textminus", "−"), ("textmu", "μ"), ("textmusicalnote", "♪"), ("textnbspace", " "),
    ("textnonbreakinghyphen", "‑"), ("textnu", "ν"), ("textnumero", "№"), ("textohm", "Ω"), ("textomega", "ω"),
    ("textomicron", "ο"), ("textoneeighth", "⅛"), ("textonehalf", "½"), ("textonequarter", "¼"),
    ("textonesuperior", "¹"), ("textonethird", "⅓"), ("textopenbullet", "◦"), ("textordfeminine", "ª"),
    ("textordmasculine", "º"), ("textparagraph", "¶"), ("textpercent", "%"), ("textperiodcentered", "·"),
    ("textpertenthousand", "‱"), ("textperthousand", "‰"), ("textphi", "φ"), ("textpi", "π"), ("textpm", "±"),
    ("textprime", "′"), ("textpsi", "ψ"), ("textquestiondown", "¿"), ("textquotedbl", "\""), ("textquotedblleft", "“"),
    ("textquotedblright", "”"), ("textquoteleft", "‘"), ("textquoteright", "’"), ("textquotesingle", "'"),
    ("textreferencemark", "※"), ("textregistered", "®"), ("textrho", "ρ"), ("textrightarrow", "→"),
    ("textrupee", "₹"), ("textschwa", "ə"), ("textsection", "§"), ("textservicemark", "℠"), ("textseveneighths", "⅞"),
    ("textsigma", "σ"), ("textslash", "/"), ("textsterling", "£"), ("texttau", "τ"), ("texttheta", "θ"),
    ("textthreeeighths", "⅜"), ("textthreequarters", "¾"), ("textthreequartersemdash", "—"),
    ("textthreesuperior", "³"), ("texttildelow", "~"), ("texttimes", "×"), ("texttrademark", "™"), 
    ("texttwelveudash", "—"), ("texttwosuperior", "²"), ("texttwothirds", "⅔"), ("textunderscore", "_"),
    ("textupDelta", "Δ"), ("textupGamma", "Γ"), ("textupLambda", "Λ"), ("textupOmega", "Ω"), ("textupPhi", "Φ"),
    ("textupPi", "Π"), ("textupPsi", "Ψ"), ("textupSigma", "Σ"), ("textupTheta", "Θ"), ("textupUpsilon", "Υ"),
    ("textupXi", "Ξ"), ("textupalpha", "α"), ("textuparrow", "↑"), ("textupbeta", "β"), ("textupchi", "χ"),
    ("textupdelta", "δ"), ("textupepsilon", "ε"), ("textupeta", "η"), ("textupgamma", "γ"), ("textupiota", "ι"),
    ("textupkappa", "κ"), ("textuplambda", "λ"), ("textupnu", "ν"), ("textupomega", "ω"), ("textupphi", "φ"),
    ("textuppi", "π"), ("textuppsi", "ψ"), ("textuprho", "ρ"), ("textupsigma", "σ"), ("textupsilon", "υ"),
    ("textuptau", "τ"), ("textuptheta", "θ"), ("textupupsilon", "υ"), ("textupxi", "ξ"), ("textupzeta", "ζ"),
    ("textvarepsilon", "ε"), ("textvarphi", "φ"), ("textvarsigma", "ς"), ("textvartheta", "ϑ"),
    ("textvisiblespace", "␣"), ("textwon", "₩"), ("textxi", "ξ"), ("textyen", "¥"), ("textzeta", "ζ"), ("th", "þ"),
    ("therefore", "∴"), ("theta", "θ"), ("thickspace", " "), ("thinspace", " "), ("times", "×"), ("to", "→"),
    ("top", "⊤"), ("triangle", "△"), ("triangledown", "▽"), ("triangleq", "≜"), ("upDelta", "Δ"), ("upGamma", "Γ"),
    ("upLambda", "Λ"), ("upOmega", "Ω"), ("upPhi", "Φ"), ("upPi", "Π"), ("upPsi", "Ψ"), ("upSigma", "Σ"),
    ("upTheta", "Θ"), ("upUpsilon", "Υ"), ("upXi", "Ξ"), ("upalpha", "α"), ("uparrow", "↑"), ("upbeta", "β"),
    ("upchi", "χ"), ("updelta", "δ"), ("updownarrow", "↕"), ("upepsilon", "ε"), ("upeta", "η"), ("upgamma", "γ"),
    ("upharpoonright", "↾"), ("upiota", "ι"), ("upkappa", "κ"), ("uplambda", "λ"), ("upmu", "μ"), ("upnu", "ν"),
    ("upomega", "ω"), ("upphi", "φ"), ("uppi", "π"), ("uppsi", "ψ"), ("uprho", "ρ"), ("upsigma", "σ"),
    ("upsilon", "υ"), ("uptau", "τ"), ("uptheta", "θ"), ("upupsilon", "υ"), ("upxi", "ξ"), ("upzeta", "ζ"),
    ("varDelta", "Δ"), ("varGamma", "Γ"), ("varLambda", "Λ"), ("varOmega", "Ω"), ("varPhi", "Φ"), ("varPi", "Π"),
    ("varPsi", "Ψ"), ("varSigma", "Σ"), ("varTheta", "Θ"), ("varUpsilon", "Υ"), ("varXi", "Ξ"), ("varepsilon", "ε"),
    ("varkappa", "ϰ"), ("varnothing", "∅"), ("varphi", "φ"), ("varpi", "ϖ"), ("varrho", "ϱ"), ("varsigma", "ς"),
    ("vartheta", "ϑ"), ("vdash", "⊢"), ("vdots", "⋮"), ("vee", "∨"), ("venus", "♀"), ("vert", "|"), ("volt", "V"),
    ("watt", "W"), ("wedge", "∧"), ("wp", "℘"), ("wr", "≀"), ("xi", "ξ"), ("xrightarrow", "→"), ("year", "year"),
    ("yen", "¥"), ("zeta", "ζ"), ("|", "‖"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_found() {
        assert!(SIGNS.is_sorted_by_key(|(name, _)| name));
        for (name, sign) in SIGNS {
            assert_eq!(sign_of(name), Some(*sign), "{name}");
        }
        assert_eq!(sign_of("oddsign"), None);
    }
}
