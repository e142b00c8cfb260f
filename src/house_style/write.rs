//! A house style as the text of its file, with comments that explain each part.
//!
//! What is written reads back as the same style. Evidence, where there is some, stands behind the line it speaks for.
//!
//! Knows nothing of: files, how evidence was gathered.

use std::collections::BTreeMap;

use super::{
    AudienceTerm, ClosingBlock, ClosingLink, Expectation, FieldRule, HouseStyle, Interval, Level,
    SectionRule, StylePart,
};
use crate::entry::front_matter::{plain_or_quoted, quoted};

/// Why a line says what it says, by the part and the names above it: `fields/title`, `date_form`.
pub type Evidence = BTreeMap<String, String>;

/// The built-in style, to begin from.
pub fn write_built_in() -> String {
    let head = "\
# The house style of this library: what copydesk expects of its entries.
#
# A part that is left out is the built-in one, which is what stands here. A part that
# is there replaces the built-in one whole. copydesk reads this file again when it changes.
";
    write(
        &HouseStyle::default(),
        &StylePart::ALL,
        head,
        &Evidence::new(),
    )
}

/// The parts of a style, below a head of comments.
pub fn write(style: &HouseStyle, parts: &[StylePart], head: &str, evidence: &Evidence) -> String {
    let mut page = Page {
        text: head.to_owned(),
        evidence,
    };
    for part in StylePart::ALL
        .into_iter()
        .filter(|part| parts.contains(part))
    {
        page.part(part, style);
    }
    page.text
}

struct Page<'e> {
    text: String,
    evidence: &'e Evidence,
}

impl Page<'_> {
    fn part(&mut self, part: StylePart, style: &HouseStyle) {
        self.text.push('\n');
        for line in part.comment().lines() {
            self.text.push_str(if line.is_empty() { "#" } else { "# " });
            self.text.push_str(line);
            self.text.push('\n');
        }
        let key = part.key();
        match part {
            StylePart::Version => self.line(0, &format!("{key}: {}", style.version), key),
            StylePart::Entries => self.line(
                0,
                &format!("{key}: {}", flow(style.entries.patterns())),
                key,
            ),
            StylePart::OtherFiles => {
                self.line(0, &format!("{key}: {}", flow(&style.other_files)), key)
            }
            StylePart::Fields => self.list(key, &style.fields, "{}", Self::field),
            StylePart::OtherFields => self.line(0, &format!("{key}: {}", style.other_fields), key),
            StylePart::OtherSections => {
                self.line(0, &format!("{key}: {}", style.other_sections), key)
            }
            StylePart::DateForm => {
                self.line(0, &format!("{key}: {}", style.date_form.example()), key)
            }
            StylePart::Sections => self.list(key, &style.sections, "[]", Self::section),
            StylePart::Closing => self.list(key, &style.closing, "[]", Self::closing),
            StylePart::Sentences => self.list(key, &style.sentences, "[]", |page, sentence| {
                let path = format!("sentences/{}", sentence.section);
                page.line(
                    1,
                    &format!("- text: {}", plain_or_quoted(&sentence.text)),
                    &path,
                );
                page.line(
                    2,
                    &format!("section: {}", plain_or_quoted(&sentence.section)),
                    "",
                );
                page.line(2, &format!("at: {}", sentence.at.name()), "");
            }),
            StylePart::Links => self.links(style),
            StylePart::PillarSlug => {
                let example = plain_or_quoted(&style.pillar_slug.example());
                self.line(0, &format!("{key}: {example}"), key);
            }
            StylePart::Reviews => {
                let reviews = &style.reviews;
                self.line(0, &format!("{key}:"), key);
                self.line(1, &format!("every: {}", reviews.every), "");
                self.intervals("by_pillar", &reviews.by_pillar);
                self.intervals("by_confidence", &reviews.by_confidence);
            }
            StylePart::Audience => {
                let audience = &style.audience;
                self.line(0, &format!("{key}:"), key);
                self.line(
                    1,
                    &format!("section: {}", plain_or_quoted(&audience.section)),
                    "",
                );
                let medicines = plain_or_quoted(&audience.medicines_section);
                self.line(1, &format!("medicines_section: {medicines}"), "");
                if audience.terms.is_empty() {
                    self.line(1, "terms: {}", "");
                } else {
                    self.line(1, "terms:", "");
                }
                for term in &audience.terms {
                    self.term(term);
                }
            }
            StylePart::Organisations => self.list(key, &style.organisations, "{}", |page, it| {
                let full = match it.full.as_slice() {
                    [] => String::new(),
                    [one] => format!(" {}", plain_or_quoted(one)),
                    several => format!(" {}", flow(several)),
                };
                page.line(1, &format!("{}:{full}", plain_or_quoted(&it.short)), "");
            }),
            StylePart::Units => self.list(key, &style.units, "[]", |page, unit| {
                page.line(1, &format!("- {}", plain_or_quoted(&unit.to_string())), "");
            }),
            StylePart::EntryIds => {
                let ids: Vec<_> = style.entry_ids.iter().collect();
                self.list(key, &ids, "{}", |page, (id, slug)| {
                    page.line(1, &format!("{}: {}", quoted(id), plain_or_quoted(slug)), "");
                });
            }
            StylePart::Levels => {
                let levels: Vec<_> = style.levels.iter().collect();
                self.list(key, &levels, "{}", |page, (check, level)| {
                    let level = level.map_or("off", Level::name);
                    let line = format!("{}: {level}", plain_or_quoted(check));
                    page.line(1, &line, &format!("levels/{check}"));
                });
            }
        }
    }

    /// `key:` and its items, or `key: {}` where there are none.
    fn list<T>(&mut self, key: &str, items: &[T], none: &str, item: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            self.line(0, &format!("{key}: {none}"), key);
            return;
        }
        self.line(0, &format!("{key}:"), key);
        for it in items {
            item(self, it);
        }
    }

    fn field(&mut self, field: &FieldRule) {
        let path = format!("fields/{}", field.key);
        let mut parts = vec![format!("kind: {}", field.kind.name())];
        parts.push(format!("label: {}", flow_text(&field.label)));
        if field.required {
            parts.push("required: true".into());
        }
        let key = plain_or_quoted(&field.key);
        if field.values.is_empty() {
            self.line(1, &format!("{key}: {{ {} }}", parts.join(", ")), &path);
            return;
        }
        self.line(1, &format!("{key}:"), &path);
        for part in parts {
            let part = match part.strip_prefix("label: ") {
                Some(_) => format!("label: {}", plain_or_quoted(&field.label)),
                None => part,
            };
            self.line(2, &part, "");
        }
        if field.closed {
            self.line(2, "closed: true", "");
        }
        self.line(2, "values:", "");
        for value in &field.values {
            let path = format!("{path}/{value}");
            self.line(3, &format!("- {}", plain_or_quoted(value)), &path);
        }
    }

    fn section(&mut self, section: &SectionRule) {
        let path = format!("sections/{}", section.name);
        self.line(
            1,
            &format!("- name: {}", plain_or_quoted(&section.name)),
            &path,
        );
        if !section.was.is_empty() {
            self.line(2, &format!("was: {}", flow(&section.was)), "");
        }
        if section.required {
            self.line(2, "required: true", "");
        }
        let named: Vec<&str> = (section.expects.iter())
            .filter_map(|it| match it {
                Expectation::Named(expected) => Some(expected.name()),
                Expectation::Matches(_) => None,
            })
            .collect();
        match named.as_slice() {
            [] => {}
            [one] => self.line(2, &format!("expects: {one}"), ""),
            several => self.line(2, &format!("expects: {}", flow(several)), ""),
        }
        let patterns: Vec<&str> = (section.expects.iter())
            .filter_map(|it| match it {
                Expectation::Matches(pattern) => Some(pattern.as_str()),
                Expectation::Named(_) => None,
            })
            .collect();
        if !patterns.is_empty() {
            self.line(2, "matches:", "");
        }
        for pattern in patterns {
            self.line(3, &format!("- {}", plain_or_quoted(pattern)), "");
        }
    }

    fn closing(&mut self, block: &ClosingBlock) {
        let path = format!("closing/{}", block.begins);
        self.line(
            1,
            &format!("- begins: {}", plain_or_quoted(&block.begins)),
            &path,
        );
        if block.required {
            self.line(2, "required: true", "");
        }
        let held: Vec<String> = (block.holds.iter())
            .map(|held| match held {
                ClosingLink::Products => "products".to_owned(),
                ClosingLink::Pillar => "pillar".to_owned(),
                ClosingLink::Library => "library".to_owned(),
                ClosingLink::Link(rule) => rule.to_string(),
            })
            .collect();
        if !held.is_empty() {
            self.line(2, &format!("holds: {}", flow(&held)), "");
        }
    }

    fn links(&mut self, style: &HouseStyle) {
        let links = &style.links;
        let named = [
            ("entry", &links.entry),
            ("product", &links.product),
            ("pillar", &links.pillar),
            ("library", &links.library),
        ];
        let named = named.map(|(name, rule)| Some((name, rule.as_ref()?)));
        let any = named.iter().any(Option::is_some) || !links.fields.is_empty();
        if !any {
            self.line(0, "links: {}", "links");
            return;
        }
        self.line(0, "links:", "links");
        for (name, rule) in named.into_iter().flatten() {
            let path = format!("links/{name}");
            self.line(1, &format!("{name}: {}", quoted(&rule.to_string())), &path);
        }
        if !links.fields.is_empty() {
            self.line(1, "fields:", "");
        }
        for (key, rule) in &links.fields {
            let path = format!("links/fields/{key}");
            let key = plain_or_quoted(key);
            self.line(2, &format!("{key}: {}", quoted(&rule.to_string())), &path);
        }
    }

    fn intervals(&mut self, key: &str, list: &[(String, Interval)]) {
        if list.is_empty() {
            self.line(1, &format!("{key}: {{}}"), "");
            return;
        }
        self.line(1, &format!("{key}:"), "");
        for (name, interval) in list {
            self.line(2, &format!("{}: {interval}", plain_or_quoted(name)), "");
        }
    }

    fn term(&mut self, term: &AudienceTerm) {
        let key = plain_or_quoted(&term.name);
        let path = format!("audience/{}", term.name);
        // What the name itself says of medicines need not be written.
        if term.medicines == AudienceTerm::new(&term.name).medicines {
            self.line(2, &format!("{key}: {}", flow(&term.synonyms)), &path);
            return;
        }
        self.line(2, &format!("{key}:"), &path);
        self.line(3, &format!("called: {}", flow(&term.synonyms)), "");
        self.line(3, &format!("medicines: {}", flow(&term.medicines)), "");
    }

    /// A line at a depth, with the evidence of `path` behind it.
    fn line(&mut self, depth: usize, text: &str, path: &str) {
        for _ in 0..depth {
            self.text.push_str("  ");
        }
        self.text.push_str(text);
        if let Some(why) = self.evidence.get(path) {
            self.text.push_str("  # ");
            // A comment ends with its line.
            self.text
                .extend(why.chars().map(|c| if c.is_control() { ' ' } else { c }));
        }
        self.text.push('\n');
    }
}

/// `[a, b]`
fn flow(texts: &[impl AsRef<str>]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| flow_text(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}

/// A text within brackets or braces.
fn flow_text(text: &str) -> String {
    if text.contains(['[', ']', '{', '}', ',']) {
        quoted(text)
    } else {
        plain_or_quoted(text)
    }
}

impl StylePart {
    /// What the part is for, above it in the file.
    fn comment(self) -> &'static str {
        match self {
            Self::Version => {
                "The version of this file. Checks that came with a later one are notes."
            }
            Self::Entries => {
                "Which markdown files are entries, by path: `*` stays in a folder, `**` goes below."
            }
            Self::OtherFiles => "Names of files that are never entries, without extension, in any case.",
            Self::Fields => {
                "The fields of the front matter, in the order of a new entry.
kind: text, link, date, number, yes-no, choice, list or products
required: every entry has it, and not empty
values: what is offered; other values are right as well, unless closed: true"
            }
            Self::OtherFields => "true: an entry may have fields that are not in this list.",
            Self::OtherSections => "true: an entry may have sections that are not in this list.",
            Self::DateForm => "How dates are written: any date, in that form.",
            Self::Sections => {
                "The sections, in order.
was: names it had before    required: every entry has it
expects: a dose with a unit, an organisation, a time, claims, a list or a numbered list
matches: a regular expression that the section's text matches"
            }
            Self::Closing => {
                "What stands below the rule at the end of the page, by what its heading begins with.
holds: products (one link for each product of the front matter), pillar, library, or a link rule"
            }
            Self::Sentences => {
                "Sentences that stand word for word in their section; at: start or end says where one is put
that is missing."
            }
            Self::Links => {
                "Link rules. {slug} and {pillar-slug} are the entry's, {handle} is the product's,
{site} is scheme and host of the entry's own address, {base} that address without /{slug}.
entry is the field `url`, product the `url` of a product; fields: other fields by name."
            }
            Self::PillarSlug => {
                "How a pillar of two words is written in a link: vitamin-d, vitamin_d, vitamind, vitamin%20d
or vitamin+d."
            }
            Self::Reviews => {
                "How long a review holds; of the pillar's and the confidence's own interval the shorter one.
by_pillar: { Iron: 18 months }    by_confidence: { low: 6 months }"
            }
            Self::Audience => {
                "Who an entry is for: the terms of that section, each with what the text may call these people.
`People taking X` names X as a medicine; medicines: says it otherwise. The medicines' section
names one of them."
            }
            Self::Organisations => "Organisations by their short name, with what source lines call them.",
            Self::Units => "Amounts that are the same. Pairs in the text are compared with these.",
            Self::EntryIds => {
                "The ids of cross references, in quotes, each with the slug of its entry:
  \"3ca17b72\": which-form-of-magnesium-is-absorbed-best"
            }
            Self::Levels => {
                "The level of a check, by its id, where it is to differ: error, warning, note or off.
  missing-section: error"
            }
        }
    }
}
