//! American spellings and names of medicines, each with the British one.
//!
//! Known one by one (`varcon`), by the parts of words that physicians spell in two ways, and by a list of names. A word that
//! has a British sense as well, such as `meter` or `program`, is none.

use std::sync::OnceLock;

use super::pairs::Pairs;

/// What a word in small letters is called in British English. `is_british` says whether the dictionary has the word itself, and
/// `is_known` which words are British.
pub(super) fn british(
    small: &str,
    is_british: bool,
    is_known: impl Fn(&str) -> bool,
) -> Option<String> {
    if let Some((_, ours)) = NAMES.iter().find(|(theirs, _)| *theirs == small) {
        return Some((*ours).to_owned());
    }
    if let Some(ours) = (pairs().filter(|pairs| pairs.has(small))).and_then(|pairs| {
        let mut ours = pairs.of_word(small).into_iter();
        ours.next()
    }) {
        return Some(ours);
    }
    let has_part = PARTS.iter().any(|(theirs, _)| small.contains(theirs));
    let z_end = Z_ENDS
        .iter()
        .find(|end| small.ends_with(*end) && !is_british);
    if !has_part && z_end.is_none() {
        return None;
    }
    let mut ours = small.to_owned();
    for (theirs, british) in PARTS {
        // `erythematosus`
        if let Some(at) = ours.find(theirs)
            && !ours.contains(british)
            && !(*theirs == "hemat" && ours.contains("themat"))
        {
            ours.replace_range(at..at + theirs.len(), british);
        }
    }
    if let Some(end) = z_end {
        let at = ours.len() - end.len();
        ours.replace_range(at..=at, "s");
    }
    (ours != small && is_known(&ours)).then_some(ours)
}

fn pairs() -> Option<&'static Pairs> {
    static PAIRS: OnceLock<Option<Pairs>> = OnceLock::new();
    let pairs =
        PAIRS.get_or_init(|| Pairs::of(include_bytes!("../../assets/dictionaries/american.fst")));
    pairs.as_ref()
}

/// Parts of words, American and British. Together with a part that is alike in both they must make a word that is known.
const PARTS: &[(&str, &str)] = &[
    ("anesth", "anaesth"),
    ("apnea", "apnoea"),
    ("cecal", "caecal"),
    ("cecum", "caecum"),
    ("celiac", "coeliac"),
    ("cesarean", "caesarean"),
    ("diarrhe", "diarrhoe"),
    ("dyspne", "dyspnoe"),
    ("edema", "oedema"),
    ("emia", "aemia"),
    ("emic", "aemic"),
    ("esophag", "oesophag"),
    ("estrogen", "oestrogen"),
    ("estrus", "oestrus"),
    ("etiolog", "aetiolog"),
    ("fecal", "faecal"),
    ("feces", "faeces"),
    ("gynec", "gynaec"),
    ("hemat", "haemat"),
    ("hemo", "haemo"),
    ("leukem", "leukaem"),
    ("orthoped", "orthopaed"),
    ("orrhe", "orrhoe"),
    ("pediatr", "paediatr"),
    ("pnea", "pnoea"),
];

/// `hydrolyze`, `catheterization`, but not `doze`, which the dictionary has: these letters from the end on begin with the `z`.
const Z_ENDS: &[&str] = &[
    "ze", "zed", "zes", "zing", "zer", "zers", "zation", "zations", "zable",
];

/// Words and names of medicines that British English has another one for: USAN and old British names against the
/// international ones that the BNF uses, and American words that the British dictionary knows.
const NAMES: &[(&str, &str)] = &[
    ("acetaminophen", "paracetamol"),
    ("acyclovir", "aciclovir"),
    ("albuterol", "salbutamol"),
    ("amoxycillin", "amoxicillin"),
    ("beclomethasone", "beclometasone"),
    ("bendrofluazide", "bendroflumethiazide"),
    ("benzhexol", "trihexyphenidyl"),
    ("cephalexin", "cefalexin"),
    ("cephradine", "cefradine"),
    ("chlorpheniramine", "chlorphenamine"),
    ("cholestyramine", "colestyramine"),
    ("cyclosporin", "ciclosporin"),
    ("cyclosporine", "ciclosporin"),
    ("dexamphetamine", "dexamfetamine"),
    ("dothiepin", "dosulepin"),
    ("epinephrine", "adrenaline"),
    ("frusemide", "furosemide"),
    ("glyburide", "glibenclamide"),
    ("isoproterenol", "isoprenaline"),
    ("lignocaine", "lidocaine"),
    ("meperidine", "pethidine"),
    ("methotrimeprazine", "levomepromazine"),
    ("norepinephrine", "noradrenaline"),
    ("oestradiol", "estradiol"),
    ("phenobarbitone", "phenobarbital"),
    ("progestin", "progestogen"),
    ("progestins", "progestogens"),
    ("rifampin", "rifampicin"),
    ("salcatonin", "calcitonin"),
    ("sulphasalazine", "sulfasalazine"),
    ("sulphonamide", "sulfonamide"),
    ("sulphonamides", "sulfonamides"),
    ("sulphonylurea", "sulfonylurea"),
    ("sulphonylureas", "sulfonylureas"),
    ("thiopentone", "thiopental"),
    ("trimeprazine", "alimemazine"),
    ("centers", "centres"),
    ("gastroesophageal", "gastro-oesophageal"),
    ("gotten", "got"),
    ("thru", "through"),
    ("etiologic", "aetiological"),
];
