//! The names of organisations: which words are one, and by what.

use crate::entry::sources::is_organisation;

/// Could words before a full stop or a year be the name of an organisation, and no title?
pub(super) fn looks_like_organisation(words: &str) -> bool {
    if words.contains("; ") {
        let mut parts = words.split("; ").take(12);
        return parts.all(|part| is_of_organisation(part) && looks_like_organisation(part));
    }
    let count = words.split_whitespace().count();
    if words.chars().filter(|c| c.is_alphabetic()).count() < 2
        || count > 20
        || words.contains(['“', '”', '"', '?', '!', ';'])
    {
        return false;
    }
    let starts = words
        .chars()
        .next()
        .is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase());
    let all_capitals = words.split_whitespace().all(|word| {
        let word = word.trim_matches(['(', ')', ',', '.', '\'', '’']);
        !word.starts_with(char::is_lowercase) || CONNECTIVES.contains(&word)
    });
    starts && (all_capitals || words.split(|c: char| !c.is_alphanumeric()).any(is_body))
}

/// A word that only organisations have in their names.
pub(super) fn is_of_organisation(words: &str) -> bool {
    is_organisation(words) || has_word_of_organisation(words)
}

/// A word that names a body of people, such as `Board`.
pub(super) fn has_body(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(is_body)
}

pub(super) fn has_word_of_organisation(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| is_body(word) || OF_ORGANISATIONS.contains(&word))
}

/// A body of people: its word alone makes a name one of an organisation.
pub(super) fn is_body(word: &str) -> bool {
    matches!(
        word,
        "Academy"
            | "Agency"
            | "Alliance"
            | "Association"
            | "Authority"
            | "Board"
            | "Bureau"
            | "Center"
            | "Centers"
            | "Centre"
            | "Centres"
            | "Clinic"
            | "Collaboration"
            | "Collaborators"
            | "College"
            | "Commission"
            | "Committee"
            | "Company"
            | "Consortium"
            | "Corporation"
            | "Council"
            | "Department"
            | "Directorate"
            | "Federation"
            | "Foundation"
            | "Group"
            | "Hospital"
            | "Initiative"
            | "Institute"
            | "Institutes"
            | "Investigators"
            | "League"
            | "Ministry"
            | "Network"
            | "Office"
            | "Organisation"
            | "Organization"
            | "Panel"
            | "Programme"
            | "Secretariat"
            | "Service"
            | "Services"
            | "Society"
            | "Taskforce"
            | "Team"
            | "Trust"
            | "Union"
            | "University"
            | "Institut"
            | "Ministerium"
            | "Autorité"
            | "Zoo"
            | "Gesellschaft"
            | "Verband"
            | "Universität"
            | "Ministerio"
            | "Instituto"
            | "Ministère"
            | "Inc"
            | "Ltd"
            | "GmbH"
            | "LLC"
    )
}

/// Words of the names of organisations that titles have as well.
const OF_ORGANISATIONS: &[&str] = &[
    "Administration",
    "Africa",
    "America",
    "American",
    "Arthritis",
    "Asthma",
    "Australia",
    "Bank",
    "British",
    "Canada",
    "Cancer",
    "Care",
    "Control",
    "Diabetes",
    "Disease",
    "Drug",
    "England",
    "Europe",
    "European",
    "Excellence",
    "Faculty",
    "Food",
    "Force",
    "Government",
    "Heart",
    "Information",
    "International",
    "Ireland",
    "Laboratory",
    "Library",
    "Media",
    "Medical",
    "Medicine",
    "Medicines",
    "Museum",
    "National",
    "Nations",
    "News",
    "Nutrition",
    "Press",
    "Prevention",
    "Protection",
    "Registry",
    "Safety",
    "School",
    "Science",
    "Sciences",
    "Scotland",
    "Standards",
    "Statistics",
    "Study",
    "Survey",
    "Task",
    "Technology",
    "Times",
    "Trial",
    "Trialists",
    "US",
    "UK",
    "Wales",
    "World",
    "Zealand",
];

pub(super) fn is_connective(word: &str) -> bool {
    CONNECTIVES.contains(&word)
}

/// Small words that stand in the names of organisations.
const CONNECTIVES: &[&str] = &[
    "a", "and", "at", "by", "da", "das", "de", "del", "della", "der", "des", "di", "die", "do",
    "du", "el", "et", "for", "für", "in", "la", "las", "le", "les", "los", "of", "on", "para",
    "per", "pour", "the", "to", "und", "van", "von", "y", "zur",
];
