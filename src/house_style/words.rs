//! Words the library agrees on: audience terms, organisations, units.

use std::fmt;

use super::Ratio;

/// Who an entry may be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    /// The section that lists the terms.
    pub section: String,
    /// The section that names the medicines of the terms.
    pub medicines_section: String,
    pub terms: Vec<AudienceTerm>,
}

/// An audience term with what the text may call it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AudienceTerm {
    pub name: String,
    pub synonyms: Vec<String>,
    /// Medicines that these people take, any of which *Interactions* may name.
    pub medicines: Vec<String>,
}

/// An organisation that prose calls by a short name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    pub short: String,
    /// What source lines call it.
    pub full: Vec<String>,
}

/// `1 µg vitamin D = 40 IU`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equivalence {
    pub substance: String,
    pub left: EquivalentAmount,
    pub right: EquivalentAmount,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquivalentAmount {
    /// Above zero.
    pub number: Ratio,
    pub unit: String,
}

impl Audience {
    /// The term of this name, any case.
    pub fn term(&self, name: &str) -> Option<&AudienceTerm> {
        let same = |term: &&AudienceTerm| {
            term.name.eq_ignore_ascii_case(name)
                || !(term.name.is_ascii() && name.is_ascii())
                    && term.name.to_lowercase() == name.to_lowercase()
        };
        self.terms.iter().find(same)
    }
}

impl AudienceTerm {
    /// A term without other names. `People taking levothyroxine` names a medicine by itself.
    pub fn new(name: impl Into<String>) -> Self {
        let name = name.into();
        let mut medicines = Vec::new();
        if let Some(medicine) = name.strip_prefix("People taking ") {
            medicines.push(medicine.to_owned());
            // `proton pump inhibitors`: one of them is one as well.
            medicines.extend(medicine.strip_suffix('s').map(str::to_owned));
        }
        Self {
            name,
            synonyms: Vec::new(),
            medicines,
        }
    }
}

impl Equivalence {
    /// Whether both give the same substance in the same units, and not the same amounts.
    pub fn contradicts(&self, other: &Self) -> bool {
        let units = |it: &Self| (it.left.unit.clone(), it.right.unit.clone());
        let turned = |it: &Self| (it.right.unit.clone(), it.left.unit.clone());
        let ratio =
            |one: &EquivalentAmount, other: &EquivalentAmount| one.number.divided_by(other.number);
        let theirs = match units(self) {
            both if both == units(other) => ratio(&other.right, &other.left),
            both if both == turned(other) => ratio(&other.left, &other.right),
            _ => return false,
        };
        let same = self.substance.to_lowercase() == other.substance.to_lowercase();
        same && ratio(&self.right, &self.left) != theirs
    }

    /// Reads `1 µg vitamin D = 40 IU`; the substance stands on either side.
    pub fn parse(text: &str) -> Option<Self> {
        let (left, right) = text.split_once('=')?;
        let ((left, left_name), (right, right_name)) = (amount(left)?, amount(right)?);
        let substance = match (left_name, right_name) {
            (name, "") | ("", name) if !name.is_empty() => name.to_owned(),
            (name, other) if name == other && !name.is_empty() => name.to_owned(),
            _ => return None,
        };
        (left.unit != right.unit).then_some(Self {
            substance,
            left,
            right,
        })
    }
}

impl fmt::Display for Equivalence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            substance,
            left,
            right,
        } = self;
        write!(f, "{left} {substance} = {right}")
    }
}

impl fmt::Display for EquivalentAmount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // It was read from a decimal, so it is one.
        let number = self.number.decimal().unwrap_or_default();
        write!(f, "{number} {}", self.unit)
    }
}

/// A number, its unit and the words behind them.
fn amount(text: &str) -> Option<(EquivalentAmount, &str)> {
    let (number, rest) = text.trim().split_once(' ')?;
    let number = Ratio::parse(number).filter(|number| number.decimal().is_some())?;
    let rest = rest.trim_start();
    let (unit, name) = rest.split_once(' ').unwrap_or((rest, ""));
    let amount = EquivalentAmount {
        number,
        unit: unit.to_owned(),
    };
    let is_sensible = !number.is_zero() && !unit.is_empty();
    is_sensible.then_some((amount, name.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_equivalence_names_a_substance_and_two_units() {
        let read = Equivalence::parse("1 µg vitamin D = 40 IU").unwrap();
        assert_eq!(read.to_string(), "1 µg vitamin D = 40 IU");
        assert_eq!(Equivalence::parse("1 µg = 40 IU vitamin D"), Some(read));
        let parse = |text| Equivalence::parse(text).unwrap();
        let usual = parse("1 µg vitamin D = 40 IU");
        assert!(!usual.contradicts(&parse("10 IU vitamin D = 0.25 µg")));
        assert!(usual.contradicts(&parse("40 IU vitamin D = 2 µg")));
        assert!(!usual.contradicts(&parse("1 µg vitamin A = 3 IU")));
        for text in [
            "",
            "1 µg = 40 IU",
            "1 µg vitamin D",
            "0 µg vitamin D = 40 IU",
            "1 µg vitamin D = 40 µg",
            "one µg vitamin D = 40 IU",
            "1 µg vitamin D = 40 IU vitamin A",
        ] {
            assert_eq!(Equivalence::parse(text), None, "{text:?}");
        }
    }
}
