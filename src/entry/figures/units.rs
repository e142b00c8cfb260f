//! Units: their names, how they are written, and what one is in another of the same kind.

use super::ratio::Ratio;

/// A unit, and what it is counted per: `mg`, `mg/kg`, `nmol/L`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unit {
    /// Under one name.
    pub name: &'static str,
    /// `a day` is left out: it says how often, and one of two amounts may leave that to the other.
    pub per: Option<&'static str>,
}

/// A unit as a text writes it.
pub struct WrittenUnit {
    pub unit: Unit,
    /// The length of the unit alone.
    pub length: usize,
    /// And with what it is counted per.
    pub whole: usize,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Quantity {
    Mass,
    Volume,
    Substance,
    Energy,
}

/// The unit a text begins with.
pub fn unit(text: &str) -> Option<WrittenUnit> {
    let (length, name) = longest(text, WRITTEN)?;
    let behind = text.get(length..)?;
    let (per_length, per) = longest(behind, PER).unwrap_or((0, ""));
    Some(WrittenUnit {
        unit: Unit {
            name,
            per: Some(per).filter(|per| !per.is_empty()),
        },
        length,
        whole: length + per_length,
    })
}

/// The longest of these names that a text begins with as a whole word: its length, and what it means.
fn longest(text: &str, names: &[(&str, &'static str)]) -> Option<(usize, &'static str)> {
    // Most texts are told apart by their first byte.
    let first = text.as_bytes().first()?.to_ascii_lowercase();
    let fits = |written: &str| {
        if written.as_bytes().first().map(u8::to_ascii_lowercase) != Some(first) {
            return false;
        }
        let head = text.get(..written.len());
        let same = |head: &str| {
            // `mg` and `Mg`, `g` and `G` are not the same.
            let is_word = written.chars().count() > 2;
            head == written || is_word && head.eq_ignore_ascii_case(written)
        };
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
        head.is_some_and(same) && text.get(written.len()..).is_some_and(ends)
    };
    let all = names.iter().filter(|(written, _)| fits(written));
    let (written, name) = all.max_by_key(|(written, _)| written.len())?;
    Some((written.len(), name))
}

/// Every way in which a unit, or another of its kind, is written.
pub fn names_like(name: &str) -> impl Iterator<Item = &'static str> {
    let kind = |name: &str| {
        let size = SIZES.iter().find(|(other, ..)| *other == name);
        size.map(|(_, kind, _)| *kind)
    };
    let wanted = kind(name);
    let all = WRITTEN
        .iter()
        .filter(move |(_, its)| *its == name || wanted.is_some() && kind(its) == wanted);
    all.map(|(written, _)| *written)
}

/// What a number of the first unit is multiplied by to give the second: 1 for the same unit; `None` where they are not of one
/// kind.
pub fn counted_in(from: Unit, to: Unit) -> Option<Ratio> {
    if from == to {
        return Ratio::new(1, 1);
    }
    factor(from, to).map(|(factor, _)| factor)
}

/// What a number of the first unit is multiplied by to give the second, and what both measure; `None` where they are not of
/// one kind.
pub fn factor(from: Unit, to: Unit) -> Option<(Ratio, Quantity)> {
    let size = |unit: Unit| SIZES.iter().find(|(name, ..)| *name == unit.name);
    let ((_, kind, one), (_, other_kind, other)) = (size(from)?, size(to)?);
    let is_comparable = kind == other_kind && from.per == to.per;
    let factor = Ratio::new(*one, *other).filter(|_| is_comparable)?;
    Some((factor, *kind))
}

/// How large each unit is, in the smallest of its kind.
const SIZES: &[(&str, Quantity, u128)] = &[
    ("kg", Quantity::Mass, 1_000_000_000_000),
    ("g", Quantity::Mass, 1_000_000_000),
    ("mg", Quantity::Mass, 1_000_000),
    ("µg", Quantity::Mass, 1_000),
    ("ng", Quantity::Mass, 1),
    ("L", Quantity::Volume, 1_000_000),
    ("dL", Quantity::Volume, 100_000),
    ("cL", Quantity::Volume, 10_000),
    ("mL", Quantity::Volume, 1_000),
    ("µL", Quantity::Volume, 1),
    ("mol", Quantity::Substance, 1_000_000_000),
    ("mmol", Quantity::Substance, 1_000_000),
    ("µmol", Quantity::Substance, 1_000),
    ("nmol", Quantity::Substance, 1),
    ("MJ", Quantity::Energy, 1_000_000),
    ("kcal", Quantity::Energy, 4_184),
    ("kJ", Quantity::Energy, 1_000),
];

const WRITTEN: &[(&str, &str)] = &[
    ("kilograms", "kg"),
    ("kilogram", "kg"),
    ("kilogrammes", "kg"),
    ("kg", "kg"),
    ("grams", "g"),
    ("gram", "g"),
    ("grammes", "g"),
    ("gramme", "g"),
    ("g", "g"),
    ("milligrams", "mg"),
    ("milligram", "mg"),
    ("milligrammes", "mg"),
    ("milligramme", "mg"),
    ("mg", "mg"),
    ("micrograms", "µg"),
    ("microgram", "µg"),
    ("microgrammes", "µg"),
    ("microgramme", "µg"),
    ("microg", "µg"),
    ("mcg", "µg"),
    ("µg", "µg"),
    ("μg", "µg"),
    ("ug", "µg"),
    ("nanograms", "ng"),
    ("nanogram", "ng"),
    ("nanogrammes", "ng"),
    ("ng", "ng"),
    ("litres", "L"),
    ("litre", "L"),
    ("liters", "L"),
    ("liter", "L"),
    ("l", "L"),
    ("L", "L"),
    ("dl", "dL"),
    ("dL", "dL"),
    ("cl", "cL"),
    ("cL", "cL"),
    ("millilitres", "mL"),
    ("millilitre", "mL"),
    ("milliliters", "mL"),
    ("milliliter", "mL"),
    ("ml", "mL"),
    ("mL", "mL"),
    ("microlitres", "µL"),
    ("microlitre", "µL"),
    ("µl", "µL"),
    ("μl", "µL"),
    ("mol", "mol"),
    ("mmol", "mmol"),
    ("millimoles", "mmol"),
    ("µmol", "µmol"),
    ("μmol", "µmol"),
    ("umol", "µmol"),
    ("micromoles", "µmol"),
    ("nmol", "nmol"),
    ("nanomoles", "nmol"),
    ("MJ", "MJ"),
    ("megajoules", "MJ"),
    ("kcal", "kcal"),
    ("kilocalories", "kcal"),
    ("kJ", "kJ"),
    ("kilojoules", "kJ"),
    ("international units", "IU"),
    ("international unit", "IU"),
    ("I.U.", "IU"),
    ("IU", "IU"),
    ("iu", "IU"),
];

/// What an amount may be counted per. Those of a day mean nothing here.
const PER: &[(&str, &str)] = &[
    ("/day", ""),
    ("/d", ""),
    (" a day", ""),
    (" per day", ""),
    (" each day", ""),
    (" every day", ""),
    (" daily", ""),
    (" once daily", ""),
    (" once a day", ""),
    ("/week", "week"),
    (" a week", "week"),
    (" per week", "week"),
    (" weekly", "week"),
    ("/kg/day", "kg"),
    ("/kg/d", "kg"),
    ("/kg per day", "kg"),
    ("/kg a day", "kg"),
    ("/kg daily", "kg"),
    ("/kg", "kg"),
    (" per kg per day", "kg"),
    (" per kg a day", "kg"),
    (" per kg", "kg"),
    (" per kilogram", "kg"),
    ("/100 g", "100 g"),
    ("/100g", "100 g"),
    (" per 100 g", "100 g"),
    ("/100 ml", "100 mL"),
    (" per 100 ml", "100 mL"),
    ("/g", "g"),
    ("/ml", "mL"),
    (" per ml", "mL"),
    (" per millilitre", "mL"),
    ("/dl", "dL"),
    ("/dL", "dL"),
    ("/l", "L"),
    ("/L", "L"),
    (" per litre", "L"),
];
