//! What is left to do before an entry can be signed off without a reason: counted once, for the bar, the checklist, the dialog
//! and the command line.

use jiff::civil::Date;

use super::claim::ClaimKey;
use super::ticks::{Mark, Ticks};
use super::to_review::Material;

/// What a line of the checklist is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChecklistItem {
    Sections,
    Claims,
    Sources,
    Products,
    Links,
    /// One that only a person can tell, in the house's words.
    Other(String),
}

/// A line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub item: ChecklistItem,
    pub done: usize,
    pub all: usize,
    /// Which are left, as [`Material`] counts them; of what is ticked as a whole, 0.
    pub open: Vec<usize>,
}

/// What is left to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Left {
    /// The checklist of the house.
    pub lines: Vec<Line>,
    /// Errors that the checks found and nobody accepted.
    pub errors: usize,
}

/// Counts what is left. Sections are counted whatever the checklist says: what was not read is not reviewed.
pub fn left_to_do(
    material: &Material,
    ticks: &Ticks,
    is_verified: impl Fn(&ClaimKey) -> bool,
    checklist: &[String],
    errors: usize,
    today: Date,
) -> Left {
    let ticked = |mark: &Mark, hash: &str| {
        ticks
            .of(mark, hash, &material.last_reviewed, today)
            .counts()
    };
    let mut items: Vec<ChecklistItem> = checklist
        .iter()
        .map(|name| ChecklistItem::named(name))
        .collect();
    if !items.contains(&ChecklistItem::Sections) {
        items.insert(0, ChecklistItem::Sections);
    }
    let lines = items.into_iter().map(|item| {
        let all: Vec<bool> = match &item {
            ChecklistItem::Sections | ChecklistItem::Sources => {
                let all = if item == ChecklistItem::Sections {
                    &material.sections
                } else {
                    &material.sources
                };
                all.iter().map(|it| ticked(&it.mark, &it.hash)).collect()
            }
            ChecklistItem::Claims => {
                let claims = material.claims.iter();
                claims.map(|claim| is_verified(&claim.key)).collect()
            }
            ChecklistItem::Products | ChecklistItem::Links => {
                let (count, all) = if item == ChecklistItem::Products {
                    &material.products
                } else {
                    &material.links
                };
                vec![ticked(&all.mark, &all.hash); *count]
            }
            ChecklistItem::Other(name) => vec![ticked(&Mark::Item(name.clone()), &material.whole)],
        };
        let open = all.iter().enumerate().filter(|(_, done)| !**done);
        let open: Vec<usize> = open.map(|(index, _)| index).collect();
        Line {
            item,
            done: all.len() - open.len(),
            all: all.len(),
            open,
        }
    });
    Left {
        lines: lines.collect(),
        errors,
    }
}

impl ChecklistItem {
    /// The item of this name in a house style.
    fn named(name: &str) -> Self {
        match name {
            "sections" => Self::Sections,
            "claims" => Self::Claims,
            "sources" => Self::Sources,
            "products" => Self::Products,
            "links" => Self::Links,
            other => Self::Other(other.to_owned()),
        }
    }

    /// What the checklist calls it.
    pub fn label(&self) -> &str {
        match self {
            Self::Sections => "Sections read",
            Self::Claims => "Claims verified",
            Self::Sources => "Sources checked",
            Self::Products => "Products",
            Self::Links => "Links",
            Self::Other(name) => name,
        }
    }

    /// The mark of an item that is ticked as a whole.
    pub fn mark(&self) -> Option<Mark> {
        match self {
            Self::Sections | Self::Claims | Self::Sources => None,
            Self::Products => Some(Mark::Products),
            Self::Links => Some(Mark::Links),
            Self::Other(name) => Some(Mark::Item(name.clone())),
        }
    }

    /// So many of them left, in words: “2 sections unread”.
    fn left_in_words(&self, count: usize) -> String {
        let (one, many, open) = match self {
            Self::Sections => ("section", "sections", "unread"),
            Self::Claims => ("claim", "claims", "open"),
            Self::Sources => ("source", "sources", "unchecked"),
            Self::Products => ("product", "products", "unchecked"),
            Self::Links => ("link", "links", "unchecked"),
            Self::Other(name) => return format!("{name}: not ticked"),
        };
        format!("{count} {} {open}", if count == 1 { one } else { many })
    }
}

impl Line {
    pub fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// What is left of it, in words; none where nothing is.
    pub fn in_words(&self) -> Option<String> {
        (!self.is_done()).then(|| self.item.left_in_words(self.open.len()))
    }
}

impl Left {
    pub fn is_nothing(&self) -> bool {
        self.errors == 0 && self.lines.iter().all(Line::is_done)
    }

    /// Each thing that is left, in words, as buttons, dialog and record say it.
    pub fn in_words(&self) -> Vec<String> {
        let lines = self.lines.iter().filter_map(Line::in_words);
        lines.chain(self.errors_in_words()).collect()
    }

    pub fn errors_in_words(&self) -> Option<String> {
        match self.errors {
            0 => None,
            1 => Some("1 error".to_owned()),
            n => Some(format!("{n} errors")),
        }
    }

    pub fn line(&self, item: &ChecklistItem) -> Option<&Line> {
        self.lines.iter().find(|line| line.item == *item)
    }

    /// How many lines of the checklist are done.
    pub fn done(&self) -> usize {
        self.lines.iter().filter(|line| line.is_done()).count()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use jiff::civil::{DateTime, date, datetime};

    use super::*;
    use crate::house_style::HouseStyle;

    const TEXT: &str = "---\ntitle: T\nlast_reviewed: 2 March 2021\n---\n\n# T\n\n## Summary\n\nTea binds iron (Brandt 2019), see [all](https://house.example/all).\n\n## Sources\n\n1. Brandt J (2019) Tea. J Tea. PMID: 12345678\n";
    const AT: DateTime = datetime(2026, 12, 14, 10, 30, 0, 0);

    fn left(ticks: &Ticks, verified: &HashSet<ClaimKey>, checklist: &[&str]) -> Vec<String> {
        let material = Material::of(TEXT, &HouseStyle::default());
        let checklist: Vec<String> = checklist.iter().map(ToString::to_string).collect();
        left_to_do(
            &material,
            ticks,
            |claim| verified.contains(claim),
            &checklist,
            1,
            date(2026, 12, 14),
        )
        .in_words()
    }

    #[test]
    fn what_is_left_goes_down_to_nothing_by_ticks_alone() {
        let all = [
            "sections",
            "claims",
            "sources",
            "products",
            "links",
            "Read aloud",
        ];
        let (mut ticks, mut verified) = (Ticks::default(), HashSet::new());
        assert_eq!(
            left(&ticks, &verified, &all),
            [
                "4 sections unread",
                "1 claim open",
                "1 source unchecked",
                "1 link unchecked",
                "Read aloud: not ticked",
                "1 error"
            ]
        );
        let material = Material::of(TEXT, &HouseStyle::default());
        for it in material
            .sections
            .iter()
            .chain(&material.sources)
            .chain([&material.links.1])
        {
            ticks.tick(it.mark.clone(), &it.hash, "2 March 2021", AT);
        }
        verified.extend(material.claims.iter().map(|it| it.key.clone()));
        assert_eq!(
            left(&ticks, &verified, &all),
            ["Read aloud: not ticked", "1 error"]
        );
        ticks.tick(
            Mark::Item("Read aloud".into()),
            &material.whole,
            "2 March 2021",
            AT,
        );
        assert_eq!(left(&ticks, &verified, &all), ["1 error"]);
    }

    #[test]
    fn a_house_that_counts_no_sections_still_reads_them() {
        let left = left(&Ticks::default(), &HashSet::new(), &["links"]);
        assert_eq!(left, ["4 sections unread", "1 link unchecked", "1 error"]);
    }
}
