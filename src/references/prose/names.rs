//! The names at the start of a reference: people in the forms of all common styles, and organisations.

use super::given_names::{self, NameOrder};
use super::organisations::{has_body, has_word_of_organisation, is_body, is_of_organisation};
use super::pattern::Pattern;
use crate::entry::sources::is_organisation;
use crate::references::Author;
use crate::references::names::is_suffix;

/// Names, in the order of the reference.
#[derive(Debug, Default)]
pub(super) struct AuthorNames {
    pub authors: Vec<Author>,
    pub et_al: bool,
    /// `Kern, Nils, Stone, Ira, and Lise Weber`: behind one inverted name others are not, so that `Stone` may be somebody.
    pub is_mixed: bool,
    /// Not all of them are parted by mere commas.
    has_and: bool,
    /// The form of the first name.
    form: Option<Form>,
}

/// How one name is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `Smith JA`
    InitialsBehind,
    /// `Smith J. A.`
    DottedBehind,
    /// `Smith, J. A.`
    Inverted,
    /// `J. A. Smith`
    InitialsFirst,
    /// `Smith, John`
    InvertedInFull,
    /// `John A. Smith`
    InFull,
    /// `Suparman`, `王伟`
    OneWord,
}

impl AuthorNames {
    /// Nothing but a list of people is written so. `Mayo Clinic` may be somebody’s name, and is none.
    pub(super) fn are_surely_people(&self) -> bool {
        match self.form {
            Some(Form::InFull | Form::OneWord) => self.authors.len() > 1,
            Some(Form::InitialsFirst) => true,
            form => form.is_some(),
        }
    }

    /// `J. Smith, A. Doe, Title`: a comma may end such a list; another ends with a stop.
    pub(super) fn may_end_with_comma(&self) -> bool {
        matches!(self.form, Some(Form::InitialsFirst | Form::Inverted))
    }

    pub(super) fn is_of_people(&self) -> bool {
        self.form.is_some()
    }

    /// Somebody’s name may stand so in front of a title in quotation marks.
    pub(super) fn is_one_name_in_full(&self) -> bool {
        self.form == Some(Form::InFull) && self.authors.len() == 1
    }

    /// Names with initials; the others are only told from words by what follows.
    pub(super) fn have_initials(&self) -> bool {
        !matches!(
            self.form,
            None | Some(Form::InFull | Form::InvertedInFull | Form::OneWord)
        )
    }

    pub(super) fn of_organisation(name: &str) -> Self {
        let name = without_last_stop(name.trim().trim_end_matches([',', ':', ';', ' ']));
        // `WHO, FAO`: a comma parts short names only.
        let is_short = |part: &str| {
            part.trim().len() <= 8 && part.trim().bytes().all(|byte| byte.is_ascii_uppercase())
        };
        let mark = if name.split(',').all(is_short) {
            ","
        } else if name.contains(" & ") && name.split(" & ").all(has_body) {
            " & "
        } else {
            ";"
        };
        // `Quiet Board et al.`
        let (name, et_al) = match name.strip_suffix(" et al") {
            Some(name) => (name.trim_end_matches(','), true),
            None => (name, false),
        };
        let parts = name
            .split(mark)
            .map(|part| part.trim().trim_start_matches("and "));
        Self {
            authors: parts
                .filter(|part| !part.is_empty())
                .map(|part| Author::Organisation(part.to_owned()))
                .collect(),
            et_al,
            ..Self::default()
        }
    }
}

/// The people at the start of a text, and what stands behind them.
pub(super) fn begin(words: &str) -> Option<(AuthorNames, &str)> {
    list(words, None)
}

/// The same where names are written in full, as behind `edited by`.
pub(super) fn begin_in_full(words: &str) -> Option<(AuthorNames, &str)> {
    list(words, Some(Form::InFull))
}

fn list(words: &str, mut form: Option<Form>) -> Option<(AuthorNames, &str)> {
    let mut names = AuthorNames::default();
    let mut rest = words;
    let mut behind = words;
    let mut is_first_inverted_only = true;
    let mut has_commas = false;
    // `Quiet Study Group, Smith J, Doe A. Title`
    if let Some((group, after)) = organisation_before_people(words) {
        names.authors.push(Author::Organisation(group.to_owned()));
        rest = after;
    }
    while let Some((author, its_form, after)) = person(rest, form) {
        // `Kern, N. A., Ira Stone, L. Weber, and Bo Hale.`: the first alone is inverted.
        if names.authors.is_empty()
            && matches!(its_form, Form::Inverted | Form::InvertedInFull)
            && let Some((others, et_al, behind)) = in_natural_order(after)
        {
            let mut others_in_full = others.iter();
            names.is_mixed = is_unsure(&author, its_form)
                || others_in_full.any(|author| is_unsure(author, Form::InFull));
            names.authors.push(author);
            names.authors.extend(others);
            names.et_al = et_al;
            names.form = Some(its_form);
            return Some((names, behind));
        }
        names.is_mixed |= form == Some(Form::InvertedInFull)
            && its_form == Form::InFull
            && names.authors.len() > 1
            && !is_first_inverted_only;
        // `Supriyo, Aji Wibawa, Suyo, and Fachrul Kurnia`: one word among full names may be somebody, or part of another.
        names.is_mixed |= form == Some(Form::OneWord)
            && matches!(its_form, Form::InFull | Form::InvertedInFull)
            && names.form != Some(Form::OneWord);
        names.is_mixed |= is_unsure(&author, its_form);
        is_first_inverted_only = names.authors.is_empty() || its_form != Form::InvertedInFull;
        names.authors.push(author);
        names.form = names.form.or(Some(its_form));
        form = Some(its_form);
        behind = after;
        if let Some((_, after)) = ET_AL.split(after) {
            names.et_al = true;
            behind = after;
            // `et al; Quiet Investigators. Title`
            let read = words.get(..words.len() - behind.len()).unwrap_or_default();
            let after = after.strip_prefix(' ').unwrap_or_default();
            if read.ends_with(';')
                && let Some((groups, after)) = groups(after)
            {
                names.authors.extend(groups);
                behind = after;
            } else if ET_AL_AND.is_match(read)
                && let Some((group, after)) = last_group(after)
            {
                names.authors.push(group);
                behind = after;
            }
            break;
        }
        if let Some((_, after)) = GAP.split(after) {
            names.et_al = true;
            rest = after;
            continue;
        }
        // `Kern, N., Ed. (1994)`
        if ROLE_NEXT.is_match(after) {
            break;
        }
        let Some((mark, after)) = SEPARATOR.split(after) else {
            break;
        };
        let after_mark = after;
        let mark_written = mark.get(0).map_or("", |mark| mark.as_str().trim());
        // `Smith J, Doe A; Lagos Burn Registry. Title`: behind such a list the other mark leads to groups.
        if mark_written == ";"
            && names.have_initials()
            && person(after, form).is_none_or(|(_, form, _)| form == Form::OneWord && has_commas)
            && let Some((groups, after)) = groups(after)
        {
            names.authors.extend(groups);
            behind = after;
            break;
        }
        has_commas |= mark_written == ",";
        names.has_and |= mark_written != ",";
        // `B. Kern, Salt in Food. Berlin: …`: behind a mere comma of this style stands the title.
        let may_be_title = form == Some(Form::InitialsFirst) && mark_written == ",";
        // `Smith, J., Quiet Consortium, & Doe, A.`
        if person(after, form).is_none()
            && let Some((group, people)) = organisation_before_people(after)
        {
            names.authors.push(Author::Organisation(group.to_owned()));
            rest = people;
            continue;
        }
        // `Smith J, Doe A; Quiet Study Group. Title`, `Kern, Nils and Rest and Light Study Group`
        if !may_be_title
            && let Some((group, after)) = last_group(after).or_else(|| {
                let is_last = mark_written != "," && names.have_initials();
                is_last.then(|| group_by_any_word(after))?
            })
            && (person(after_mark, form).is_none() || group.family().contains(" and "))
        {
            names.authors.push(group);
            behind = after;
            break;
        }
        rest = after;
    }
    // `Ira Stone, Quiet Rooms: A History`, `Stone, Ira, Quiet Rooms, 1990`: which of them is somebody?
    let has_title = match names.form {
        // `Ana Stone, Quiet Rooms`
        Some(Form::InFull) => behind.starts_with(':') || !names.authors.iter().all(has_known_given),
        Some(Form::InvertedInFull) => form == Some(Form::InFull) && !names.et_al,
        _ => false,
    };
    names.is_mixed |= has_title && names.authors.len() > 1 && !names.has_and;
    names.form.is_some().then_some((names, behind))
}

/// An initial, or a word that people are called by.
fn has_known_given(author: &Author) -> bool {
    match author {
        Author::Person { given, .. } => given.as_ref().is_some_and(|given| {
            let mut words = given.split(' ');
            words.next().is_some_and(given_names::is_given) || given.contains('.')
        }),
        Author::Organisation(_) => true,
    }
}

/// Could a name in full be parted elsewhere, or be two?
fn is_unsure(author: &Author, form: Form) -> bool {
    let Author::Person {
        family,
        given: Some(given),
    } = author
    else {
        return false;
    };
    match form {
        Form::InvertedInFull => given_names::order(family, given) == NameOrder::Unsure,
        Form::InFull => given_names::may_have_two_surnames(given, family),
        _ => false,
    }
}

/// Names in natural order behind the first, which is inverted, up to the one behind `and` or to `et al.`, and what follows.
fn in_natural_order(words: &str) -> Option<(Vec<Author>, bool, &str)> {
    let mut authors = Vec::new();
    let mut rest = words;
    loop {
        if let Some((_, behind)) = ET_AL.split(rest).filter(|_| !authors.is_empty()) {
            return Some((authors, true, behind));
        }
        let (mark, next) = SEPARATOR.split(rest)?;
        let is_last = mark.get(0).is_some_and(|mark| {
            mark.as_str().contains(char::is_alphabetic) || mark.as_str().contains('&')
        });
        let (found, behind) = NATURAL.split(next)?;
        let name = found.get(0)?.as_str();
        // A comma behind `and` goes on with what is no such list: `Kern, N., and Stone, I.`
        let is_end = behind.is_empty()
            || behind.starts_with(['.', '(', '“', '"'])
            || behind.starts_with(" (")
            || behind.starts_with(" [")
            || behind.starts_with(", ") && has_role(behind);
        if is_last && is_of_organisation(name) && is_end {
            let name = name.trim_start_matches("for ");
            authors.push(Author::Organisation(name.to_owned()));
            return Some((authors, false, behind));
        }
        // Somebody may be called Ireland.
        if has_body(name) || is_organisation(name) {
            return None;
        }
        authors.push(natural(name)?);
        if is_last {
            let behind = past_stop_of_suffix(family_suffix(name), behind);
            return is_end.then_some((authors, false, behind));
        }
        rest = behind;
    }
}

/// `C. Timurhan` and others in natural order, in full.
fn goes_on_in_full(behind: &str) -> bool {
    MORE_OF_GIVEN
        .split(behind)
        .and_then(|(_, after)| in_natural_order(after))
        .is_some_and(|(others, ..)| has_given_in_full(&others))
}

fn has_given_in_full(authors: &[Author]) -> bool {
    authors.iter().any(|author| match author {
        Author::Person { given, .. } => given
            .as_ref()
            .is_some_and(|given| given.contains(char::is_lowercase)),
        Author::Organisation(_) => false,
    })
}

/// `J. Andre Knottnerus`, `Luis A. García Prado`, `CT Sudhir`: behind an initial within the name all is the family.
fn natural(name: &str) -> Option<Author> {
    let words: Vec<&str> = name.split(' ').collect();
    let is_initial = |word: &&str| {
        word.ends_with('.') && word.chars().count() <= 3 && !matches!(*word, "St." | "Jr." | "Sr.")
    };
    let within = words.iter().skip(1).rposition(is_initial);
    if let Some(at) = within
        && words.len() > at + 3
        && !words.last().is_some_and(|last| is_suffix(last))
        && !words
            .get(1..=at + 1)?
            .iter()
            .any(|word| CAPITAL_PARTICLES.contains(word))
    {
        let (given, family) = words.split_at(at + 2);
        return Some(Author::person(family.join(" "), given.join(" ")));
    }
    // `María José Cruz y Vega`: a small word joins two names of one family.
    if let [ahead @ .., _, "y" | "i" | "e", _] = words.as_slice()
        && !ahead.is_empty()
    {
        let particle = ahead.iter().skip(1);
        let particle = particle
            .clone()
            .position(|word| word.starts_with(char::is_lowercase));
        let (given, family) = words.split_at(particle.map_or(ahead.len(), |at| at + 1));
        return Some(Author::person(family.join(" "), given.join(" ")));
    }
    // `Gabriel García Márquez`, `Beatriz Tavares da Silva`
    if let Some(at) = given_names::before_two_surnames(&words) {
        let (given, family) = words.split_at(at);
        return Some(with_suffix(&family.join(" "), &given.join(" "), None));
    }
    // `F. Lopes da Silva`: behind mere initials all is the family, if a particle stands in it.
    if let [given, family @ ..] = words.as_slice()
        && is_initial(given)
        && let [first, rest @ ..] = family
        && !is_initial(first)
        && !CAPITAL_PARTICLES.contains(first)
        && first.starts_with(char::is_uppercase)
        && rest.iter().any(|word| word.starts_with(char::is_lowercase))
    {
        return Some(Author::person(family.join(" "), *given));
    }
    // `A. J. Jr Atkinson`
    if let [given @ .., suffix, family] = words.as_slice()
        && is_suffix(suffix)
        && !given.is_empty()
    {
        let suffix = suffix.trim_end_matches('.');
        return Some(Author::person(
            *family,
            format!("{} {suffix}", given.join(" ")),
        ));
    }
    Some(with_particles(Author::of_natural(name)?))
}

/// An organisation at the end of a list of people, and what follows it.
fn last_group(words: &str) -> Option<(Author, &str)> {
    let (group, behind) = GROUP.split(words)?;
    let name = group.get(1)?.as_str();
    ((is_organisation(name) || has_body(name)) && GROUP_ENDS.is_match(behind))
        .then(|| (Author::Organisation(name.to_owned()), behind))
}

/// `& Lagos Burn Registry. (2014)`: behind such a mark an organisation may be told by words that titles have as well.
fn group_by_any_word(words: &str) -> Option<(Author, &str)> {
    let (group, behind) = GROUP.split(words)?;
    let name = group.get(1)?.as_str();
    (name.contains(' ') && has_word_of_organisation(name) && GROUP_ENDS.is_match(behind))
        .then(|| (Author::Organisation(name.to_owned()), behind))
}

/// Organisations behind a semicolon, whatever they are called, and what follows the last.
fn groups(words: &str) -> Option<(Vec<Author>, &str)> {
    let mut groups = Vec::new();
    let mut rest = words;
    loop {
        let (group, behind) = GROUP.split(rest)?;
        groups.push(Author::Organisation(group.get(1)?.as_str().to_owned()));
        if GROUP_ENDS.is_match(behind) {
            return Some((groups, behind));
        }
        rest = behind.strip_prefix(';')?.trim_start();
    }
}

/// An organisation at the start of a list of people.
fn organisation_before_people(words: &str) -> Option<(&str, &str)> {
    let (found, after) = ORGANISATION_FIRST.split(words)?;
    let group = found.get(1)?.as_str();
    let (_, form, _) = person(after, None)?;
    let has_initials = !matches!(form, Form::InFull | Form::InvertedInFull | Form::OneWord);
    (has_initials && has_word_of_organisation(group)).then_some((group, after))
}

/// A list that is known to be one of names: people, or else an organisation.
pub(super) fn whole(words: &str) -> AuthorNames {
    let words = words.trim().trim_end_matches([',', ':', ';', ' ']);
    if let Some((names, behind)) = begin(words)
        && !is_organisation_alone(&names, words)
    {
        let behind = behind.trim_matches([' ', '.', ',', ';', '&']);
        if behind.is_empty() {
            return names;
        }
        let group = behind
            .trim_start_matches("and ")
            .trim_start_matches("on behalf of ")
            .trim_start_matches("for ");
        if names.have_initials() && is_organisation(group) {
            let mut names = names;
            names.authors.push(Author::Organisation(group.to_owned()));
            return names;
        }
    }
    AuthorNames::of_organisation(words)
}

/// One name in full without anything that tells it from an organisation, as in `Mayo Clinic (2014)`.
fn is_organisation_alone(names: &AuthorNames, words: &str) -> bool {
    names.is_one_name_in_full() || is_of_organisation(words)
}

/// `editors` and `(Eds.)` behind names, and what stands behind them.
pub(super) fn without_role(behind: &str) -> &str {
    ROLE.split(behind).map_or(behind, |(_, behind)| behind)
}

pub(super) fn has_role(behind: &str) -> bool {
    ROLE.split(behind).is_some()
}

/// One name at the start of a text, and what stands behind it.
fn person(words: &str, last: Option<Form>) -> Option<(Author, Form, &str)> {
    let words = words.trim_start();
    if let Some(found) = last.and_then(|last| of_one_letter(words, last)) {
        return Some(found);
    }
    let ends = |behind: &str| {
        behind.is_empty()
            || behind.starts_with(['.', ',', ';', ':', '&', '(', '“', '"', '，', '、', '…'])
            || behind.starts_with(" (")
            || behind.starts_with(" [")
            || LINKED.is_match(behind)
    };
    // `Smith J. A., Doe B.`: the stops are the initials' where a mark follows, or where they were before.
    if let Some((found, behind)) = DOTTED_BEHIND.split(words) {
        let is_so = last == Some(Form::DottedBehind)
            || behind.is_empty()
            || behind.starts_with([',', ';', '&', '('])
            || LINKED.is_match(behind);
        let (family, given) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        if is_so && is_family(family) && !is_in_full(last) && !is_suffix(given) {
            return Some((
                with_suffix(family, given, found.get(3).map(|found| found.as_str())),
                Form::DottedBehind,
                behind,
            ));
        }
    }
    if let Some((found, behind)) = INITIALS_BEHIND.split(words) {
        let (family, given) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        // `Ashdown III, R. P.`; but `Petrov IV, Ivanov II.`
        let is_numbered = is_suffix(given) && DOTTED_NEXT.is_match(behind);
        if ends(behind)
            && !is_numbered
            && is_family(family)
            && !is_in_full(last)
            && !is_country(given)
        {
            let (family, given, suffix) = match family.rsplit_once(' ') {
                // `King ML II`: the second of the name.
                Some((family, initials))
                    if is_suffix(given) && !initials.contains(char::is_lowercase) =>
                {
                    (family, initials, Some(given))
                }
                _ => (family, given, found.get(4).map(|suffix| suffix.as_str())),
            };
            let particles = found.get(3).map_or("", |found| found.as_str()).trim();
            let family = format!("{particles} {family}");
            // `Hager K M., Striepen B, et al.`: the stop of the last initial alone ends no list.
            let behind = match behind.strip_prefix('.') {
                Some(after) if after.starts_with(", ") || after.starts_with("; ") => after,
                _ => past_stop_of_suffix(suffix.unwrap_or_default(), behind),
            };
            return Some((
                with_suffix(&family, given, suffix),
                Form::InitialsBehind,
                behind,
            ));
        }
    }
    if let Some((found, behind)) = INVERTED.split(words) {
        let (family, given) = (found.get(1)?.as_str(), found.get(3)?.as_str());
        // `WHO, FAO`
        let is_short_name =
            !family.contains(char::is_lowercase) && !given.contains('.') && family.len() <= 5;
        // `York, NY: Quiet Press`
        let is_town = !given.contains('.') && behind.starts_with(':');
        if is_family(family)
            && !is_town
            && !behind.starts_with(char::is_alphanumeric)
            && !is_country(given)
            && !is_short_name
            // `Setiawan, H. Bos, and K. Doe, “Title”`
            && (!FAMILY_IN_LIST.is_match(behind) || last.is_none() && goes_on_in_full(behind))
        {
            // `Sungur, C. Timurhan, Oliver Kopp, and Frank Leymann.`
            if last.is_none()
                && let Some((more, after)) = MORE_OF_GIVEN.split(behind)
                && (ENDS_BEFORE_TITLE.is_match(after)
                    || in_natural_order(after)
                        .is_some_and(|(others, ..)| has_given_in_full(&others)))
            {
                let given = format!("{given}{}", more.get(0)?.as_str());
                let author = with_suffix(family, &given, None);
                return Some((author, Form::InvertedInFull, after));
            }
            let (given, behind) = initials_alone(words, given, behind);
            let particles = found.get(4).filter(|_| behind.len() < words.len());
            let particles = particles.map_or("", |found| found.as_str()).trim();
            let suffix = found.get(2).or(found.get(5));
            let family = format!("{particles} {family}");
            let author = with_suffix(&family, given, suffix.map(|found| found.as_str()));
            return Some((author, Form::Inverted, behind));
        }
    }
    if let Some((found, behind)) = INITIALS_FIRST.split(words) {
        let (given, family) = (found.get(1)?.as_str(), found.get(2)?.as_str());
        if ends(behind) && is_family(family) && !is_country(given) {
            if is_in_full(last) && last != Some(Form::Inverted) {
                let whole = found.get(0)?.as_str();
                return Some((natural(whole)?, Form::InFull, behind));
            }
            let (family, suffix) = match family.rsplit_once(' ') {
                Some((family, suffix)) if is_suffix(suffix) => (family, suffix),
                _ => (family, ""),
            };
            // `R. St. Germain`: a saint is no initial.
            let (given, family) = match given.strip_suffix(" St.") {
                Some(given) => (given, format!("St. {family}")),
                None => (given, family.to_owned()),
            };
            let family = family.as_str();
            let given = format!("{given} {suffix}");
            let author = with_suffix(family, &given, found.get(3).map(|found| found.as_str()));
            return Some((
                author,
                Form::InitialsFirst,
                past_stop_of_suffix(suffix, behind),
            ));
        }
    }
    let in_full = || {
        let (found, behind) = IN_FULL.split(words)?;
        let name = found.get(0)?.as_str();
        (ends(behind) && !is_of_organisation(name) && !name.ends_with(" and")).then(|| {
            let behind = past_stop_of_suffix(family_suffix(name), behind);
            Some((natural(name)?, Form::InFull, behind))
        })?
    };
    let inverted_in_full = || {
        let (found, behind) = INVERTED_IN_FULL.split(words)?;
        let name = found.get(0)?.as_str();
        (ends(behind) || name.ends_with('.'))
            .then_some(())
            .filter(|()| !is_of_organisation(name))
            // `WHO, FAO`
            .filter(|()| {
                name.split(',')
                    .all(|part| part.contains(char::is_lowercase) || is_suffix(part.trim()))
            })?;
        // `Ana Ruiz, Bo Hale, and Lise Weber`: nobody is inverted.
        if last.is_none()
            && name.split_once(", ").is_some_and(|(ahead, behind)| {
                given_names::order(ahead, behind) == NameOrder::Natural
            })
        {
            return None;
        }
        // `Kartika, Bas ten Brink, and Rosa Weber`: no given name goes on behind a particle.
        if last.is_none()
            && name
                .split_once(", ")
                .is_some_and(|(_, given)| PARTICLE_WITHIN.is_match(given))
            && NEXT_IN_LIST.is_match(behind)
        {
            return None;
        }
        // `Ira Stone, Quiet Rooms: A History`: no family of two names is followed by a colon.
        if last.is_none()
            && behind.starts_with(':')
            && name
                .split_once(", ")
                .is_some_and(|(family, _)| TWO_NAMES.is_match(family))
        {
            return None;
        }
        Some((Author::of_inverted(name)?, Form::InvertedInFull, behind))
    };
    // `Kern, Nils, Ira Stone, and Lise Weber`: the first alone is inverted. Behind initials no name is in full; a title is.
    let found = match last {
        None => inverted_in_full().or_else(in_full),
        Some(Form::InvertedInFull | Form::InFull | Form::OneWord) => {
            in_full().or_else(inverted_in_full)
        }
        Some(_) => None,
    };
    found.or_else(|| {
        if last.is_none()
            && let Some((found, behind)) = ONE_AND_PARTICLE.split(words)
            && let Some(name) = found.get(1)
            && PARTICLE_WITHIN.is_match(found.get(2)?.as_str())
            && NEXT_IN_LIST.is_match(behind)
        {
            let behind = words.get(name.end()..)?;
            return Some((
                Author::person(name.as_str(), ""),
                Form::InvertedInFull,
                behind,
            ));
        }
        let (found, behind) = ONE_WORD.split(words)?;
        let name = found.get(0)?.as_str();
        let in_list = match last {
            Some(Form::InitialsBehind | Form::OneWord) if behind.starts_with(['.', ',']) => true,
            _ => stands_among(behind, last),
        };
        let is_han = !name.contains(char::is_uppercase) && ends(behind);
        (is_han || (in_list && !is_of_organisation(name)))
            .then(|| (Author::person(name, ""), Form::OneWord, behind))
    })
}

/// Do other names of the list stand behind one word, or does the list end there? Then the word is somebody’s whole name.
fn stands_among(behind: &str, last: Option<Form>) -> bool {
    if last.is_some_and(|form| form != Form::InitialsBehind) && LIST_ENDS.is_match(behind) {
        return true;
    }
    let Some((mark, next)) = SEPARATOR.split(behind) else {
        return false;
    };
    let is_and = mark.get(0).is_some_and(|mark| {
        mark.as_str().contains(char::is_alphabetic) || mark.as_str().contains('&')
    });
    // `Hartono, & Widodo. (2016)`; no firm writes a comma before its `&`.
    let is_pair = is_and
        && behind.starts_with(',')
        && ONE_WORD
            .split(next)
            .is_some_and(|(_, behind)| LIST_ENDS.is_match(behind));
    let is = |pattern: &Pattern| pattern.split(next).is_some();
    match last {
        None => {
            is_pair
                || is(&INITIALS_BEHIND)
                || is(&NEXT_INITIALS_FIRST)
                || (is_and
                    && (is(&INVERTED)
                        || is(&LAST_IN_FULL) && !is_of_organisation(first_sentence(next))))
        }
        Some(Form::Inverted) => is(&INVERTED),
        Some(Form::InitialsFirst) => is(&NEXT_INITIALS_FIRST),
        Some(Form::InvertedInFull | Form::InFull) => is_and && is(&LAST_IN_FULL),
        Some(_) => false,
    }
}

fn first_sentence(words: &str) -> &str {
    words.split(". ").next().unwrap_or(words)
}

/// `X I` and `X. Y`: a family name of one letter is one only among other names.
fn of_one_letter(words: &str, last: Form) -> Option<(Author, Form, &str)> {
    let (pattern, family, given) = match last {
        Form::InitialsBehind => (&LETTER_AND_INITIALS, 1, 2),
        Form::Inverted => (&LETTER_INVERTED, 1, 2),
        Form::InitialsFirst => (&INITIALS_AND_LETTER, 2, 1),
        _ => return None,
    };
    let (found, _) = pattern.split(words)?;
    let behind = words.get(found.get(1)?.end().max(found.get(2)?.end())..)?;
    let (family, given) = (found.get(family)?.as_str(), found.get(given)?.as_str());
    Some((Author::person(family, given), last, behind))
}

/// `Anna N. Petrakis` in such a list is no Anna N.
fn is_in_full(last: Option<Form>) -> bool {
    matches!(
        last,
        Some(Form::Inverted | Form::InvertedInFull | Form::InFull)
    )
}

/// `Doe, A. E. coli in milk`: an initial before a small letter belongs to the title.
fn initials_alone<'t>(words: &'t str, given: &'t str, behind: &'t str) -> (&'t str, &'t str) {
    let goes_on = behind
        .strip_prefix(' ')
        .is_some_and(|next| next.starts_with(char::is_lowercase))
        && !LINKED.is_match(behind)
        && !TAKEN_UP.is_match(behind);
    if goes_on && let Some((first, last)) = given.rsplit_once(' ') {
        let from = words.len() - behind.len() - last.len();
        return (first, words.get(from - 1..).unwrap_or(behind));
    }
    (given, behind)
}

/// `Jr` at the end of a name.
fn family_suffix(name: &str) -> &str {
    let last = name.rsplit(' ').next();
    last.filter(|last| is_suffix(last)).unwrap_or_default()
}

/// The stop of `Jr.` in a list ends nothing.
fn past_stop_of_suffix<'t>(suffix: &str, behind: &'t str) -> &'t str {
    match behind.strip_prefix('.') {
        Some(after)
            if !suffix.is_empty() && (after.starts_with([',', ';']) || LINKED.is_match(after)) =>
        {
            after
        }
        _ => behind,
    }
}

/// `Fabio De Luca`: with a capital, too, a particle is of the family.
fn with_particles(author: Author) -> Author {
    let Author::Person {
        family,
        given: Some(given),
    } = &author
    else {
        return author;
    };
    let words: Vec<&str> = given.split(' ').collect();
    // `Seán Mac Giolla Phádraig`: a son’s particle begins the family wherever it stands.
    let begins = |word: &&str| matches!(*word, "Mac" | "Nic" | "Ní" | "Ó" | "Uí" | "Mhic" | "Ua");
    let particles = match words.iter().skip(1).position(begins) {
        Some(at) => words.len() - at - 1,
        None => {
            let ahead = words.iter().skip(1).rev();
            ahead
                .take_while(|word| CAPITAL_PARTICLES.contains(word))
                .count()
        }
    };
    if particles == 0 {
        return author;
    }
    let (given, particles) = words.split_at(words.len() - particles);
    Author::person(format!("{} {family}", particles.join(" ")), given.join(" "))
}

fn with_suffix(family: &str, given: &str, suffix: Option<&str>) -> Author {
    let mut family = family.trim();
    let mut given = given.trim().to_owned();
    let mut suffix = suffix;
    // `Ashdown III, R. P.`
    if suffix.is_none()
        && let Some((bare, last)) = family.rsplit_once(' ')
        && is_suffix(last)
    {
        (family, suffix) = (bare, Some(last));
    }
    if let Some(suffix) = suffix {
        given.push(' ');
        given.push_str(suffix);
    }
    Author::person(family, given)
}

fn is_family(words: &str) -> bool {
    let first = words.split(' ').next().unwrap_or_default();
    // Somebody may be called England, or Press; nobody World Press.
    let is_none = match words.contains(' ') {
        true => is_of_organisation(words),
        false => is_organisation(words) || is_body(words),
    };
    !is_none
        && !NO_FAMILY.contains(&first)
        && words.chars().filter(|c| c.is_alphabetic()).count() > 1
}

fn is_country(initials: &str) -> bool {
    matches!(
        initials,
        "UK" | "US" | "USA" | "EU" | "U.S." | "U.K." | "UN"
    )
}

/// The stop of the sentence, not the one of `Inc.` and `Co.`
fn without_last_stop(name: &str) -> &str {
    let Some(bare) = name.strip_suffix('.') else {
        return name;
    };
    let last = bare.rsplit([' ', '.', '(']).next().unwrap_or_default();
    // `Quiet Research UK.`
    let is_country = matches!(last, "UK" | "US" | "EU" | "UN");
    match last.chars().count() > 2 || is_country {
        true => bare,
        false => name,
    }
}

/// Particles that begin with a capital: of the family where they stand behind a given name.
const CAPITAL_PARTICLES: &[&str] = &[
    "Ab", "Abu", "Af", "Al", "Ap", "Av", "Ben", "Bin", "Bint", "Da", "Dal", "Dalla", "Das", "De",
    "Degli", "Dei", "Del", "Della", "Den", "Der", "Di", "Dos", "Du", "El", "Ibn", "La", "Las",
    "Le", "Los", "Mac", "Mc", "Mhic", "Nic", "Nig", "Ní", "Op", "Saint", "Sainte", "St", "St.",
    "Ste", "Ste.", "Ten", "Ter", "Ua", "Uí", "Umm", "Van", "Von", "Zu", "Zum", "Zur", "Ó",
];

/// What stands before a capital and is nobody: `Vitamin D`, `Hepatitis B`.
const NO_FAMILY: &[&str] = &[
    "Appendix",
    "Chapter",
    "Class",
    "Factor",
    "Figure",
    "Grade",
    "Hepatitis",
    "Influenza",
    "Interleukin",
    "Omega",
    "Part",
    "Phase",
    "Section",
    "Stage",
    "Table",
    "Type",
    "Vitamin",
    "Vitamins",
    "Volume",
];

static ET_AL: Pattern = Pattern::new(
    r"^[,;]? ?\(?(?:(?:et|ET) ?al\.?|and others|and colleagues|& others|u\. ?a\.|et coll\.)\)?(?:\W|$)",
);
static ET_AL_AND: Pattern = Pattern::new(r"al\.?[;,]$");
static GAP: Pattern = Pattern::new(r"^[,;]? ?(?:…|\. ?\. ?\.) ?,? ?(?:& |and )?");
static SEPARATOR: Pattern = Pattern::new(
    r"^(?:[,;]? ?(?:&amp;|&) ?|[,;]? (?:and|AND|und|et|y|e|och|og|en|i) |[,;] ?|[、，])",
);
static LINKED: Pattern = Pattern::new(r"^ (?:&|and |AND |und |et |y |e |och |og |en )");
static TAKEN_UP: Pattern = Pattern::new(r"^ (?:in |eds?\b|editors?\b|(?:⟨PARTICLE⟩) )");
static GROUP: Pattern = Pattern::new(
    r"^(?:(?:and )?(?:on behalf of|for|as|representing) |and )?((?:[Tt]he )?\p{Lu}[\p{L}\p{N}'’-]*(?: (?:[\p{Lu}\d][\p{L}\p{N}'’()-]*|\([\p{L}-]+\)|of|for|and|on|the|in))*)",
);
static GROUP_ENDS: Pattern =
    Pattern::new(r"^\.?$|^\. |^, ?[“\x22]|^,? \(?(?:⟨YEAR⟩|⟨NO_YEAR⟩)|^\.? [“\x22]");
static DOTTED_NEXT: Pattern = Pattern::new(r"^, ⟨DOTTED⟩");
static MORE_OF_GIVEN: Pattern = Pattern::new(r"^ ⟨CAPITAL⟩");
static ENDS_BEFORE_TITLE: Pattern = Pattern::new(r"^\. (?:⟨YEAR⟩|⟨NO_YEAR⟩|“)");
/// A name in natural order, of two words at least.
static NATURAL: Pattern = Pattern::new(
    r"^(?:for )?(?:⟨DOTTED⟩|\p{Lu}{1,3}\b|⟨CAPITAL⟩)(?: (?:⟨DOTTED⟩|Ste?\.|⟨PARTICLE⟩\b['’]?|\p{Lu}{1,3}\b|of|⟨CAPITAL⟩)){0,6} ⟨CAPITAL⟩(?:,? (?:Jr|Sr|III|II|IV|2nd|3rd|4th)\b\.?)?",
);
/// Editors by a mark behind it: somebody may be called Ed.
static ROLE_NEXT: Pattern = Pattern::new(
    r"^, ?\(?(?:[Ee]ds?|EDS?|[Ee]ditors?|[Tt]ransl?|[Tt]ranslators?)\.?\)?(?:[.,;:]| \(|$)",
);
static ROLE: Pattern = Pattern::new(
    r"^(?:[,.]? ?\((?i:eds?\.?|editors?|hrsg\.?|hg\.?|coords?\.?|dirs?\.?|comps?\.?|compilers?|transl?\.?|translators?|illus\.?|illustrators?|hosts?|directors?|producers?|writers?|presenters?|executive producers?)\)[.,:]?|,? (?i:editors?|eds?|hrsg|compilers?|translators?)(?: (?:and|&) translators?)?(?:[.,;:]+|\s|$)|\. (?i:editors?|eds?|hrsg|compilers?|translators?)(?:[.,]+|$)|, (?i:transl?)\.[.,:]?)",
);
static ORGANISATION_FIRST: Pattern = Pattern::new(
    r"^((?:[Tt]he )?\p{Lu}[\p{L}'’-]*(?: (?:[\p{Lu}\d][\p{L}\p{N}'’-]*|of|for|and|on|the|in)){1,12})(?:[,;]? (?:&|and) |[,;] )",
);
static INITIALS_BEHIND: Pattern = Pattern::new(
    r"^(⟨FAMILY⟩) (⟨INITIALS⟩)\b((?: (?:van|von|vom|der|den|de|del|della|di|da|dos|das|do|du|la|le|ten|ter|te|zu|zur|ul|el|al|ap|ab|ferch|bin|bint|binti|binte|ibn)\b){1,3})?(?:,? (⟨SUFFIX⟩)\b)?",
);
static DOTTED_BEHIND: Pattern = Pattern::new(r"^(⟨FAMILY⟩) (⟨DOTTED⟩)(?:,? (⟨SUFFIX⟩)\b\.?)?");
static INVERTED: Pattern = Pattern::new(
    r"^(⟨FAMILY⟩)(?:,? (⟨SUFFIX⟩)\b\.?)?, ?((?:⟨DOTTED⟩|⟨INITIALS⟩\b)(?: [a-z]\.| (?:del?|da|dos?) \p{Lu}\.)?)((?: (?:van|von|vom|der|den|de|del|della|di|da|dos|das|do|du|la|le|ten|ter|te|zu|zur|ul|el|al|ap|ab|ferch|bin|bint|binti|binte|ibn)\b){1,3})?(?:,? (⟨SUFFIX⟩)\b\.?)?",
);
static INITIALS_FIRST: Pattern =
    Pattern::new(r"^(⟨DOTTED⟩) ?(⟨FAMILY⟩)(?:,? (Jr|Sr|III|II|IV)\b\.?)?");
static INVERTED_IN_FULL: Pattern = Pattern::new(
    r"^⟨FAMILY⟩(?:, (?:Jr|Sr)\.?)?, ⟨CAPITAL⟩(?: (?:⟨PARTICLE⟩ )*⟨CAPITAL⟩){0,2}(?: \p{Lu}\.){0,3}(?: ⟨PARTICLE⟩\b){0,3}(?:,? (?:Jr|Sr|III|II|IV)\b\.?)?",
);
static IN_FULL: Pattern = Pattern::new(
    r"^⟨CAPITAL⟩(?: (?:Ste?\.|⟨CAPITAL⟩|\p{Lu}\.|\p{Lu}\b|⟨PARTICLE⟩\b['’]?)){1,5}(?:,? (?:Jr|Sr|III|II|IV)\b\.?)?",
);
static ONE_WORD: Pattern = Pattern::new(
    r"^(?:⟨CAPITAL⟩|[\p{Han}\p{Hangul}\p{Hiragana}\p{Katakana}·]{2,12}|[\p{Arabic}\p{Hebrew}]{2,}(?: [\p{Arabic}\p{Hebrew}]+){0,3})",
);
/// A list of names ends: the year or the title follows.
static LIST_ENDS: Pattern =
    Pattern::new(r"^[.,]? \(?(?:⟨YEAR⟩|⟨NO_YEAR⟩)|^[.,] ?[“\x22‘]|^ [“\x22‘]");
static NEXT_INITIALS_FIRST: Pattern = Pattern::new(r"^⟨DOTTED⟩ ?⟨FAMILY⟩(?:,| and| &)");
static LAST_IN_FULL: Pattern = Pattern::new(
    r"^⟨CAPITAL⟩(?: (?:Ste?\.|⟨CAPITAL⟩|\p{Lu}\.|⟨PARTICLE⟩\b)){1,4}\.? (?:\(?(?:⟨YEAR⟩|⟨NO_YEAR⟩)|[“\x22])|^⟨CAPITAL⟩(?: (?:Ste?\.|⟨CAPITAL⟩|\p{Lu}\.|⟨PARTICLE⟩\b)){1,4},? and ⟨CAPITAL⟩",
);
static FAMILY_IN_LIST: Pattern = Pattern::new(
    r"^ ⟨FAMILY⟩(?:,? (?:and|&) ⟨DOTTED⟩ ?⟨FAMILY⟩,|, ⟨DOTTED⟩ ?⟨FAMILY⟩(?:,| and)|, ?[“\x22])",
);
/// `Bas ten Brink`; but `Juan de Dios` and `María del Carmen` are given names.
static PARTICLE_WITHIN: Pattern = Pattern::new(
    r"\p{L} (?:van|von|der|den|ten|ter|te|di|da|dos|das|du|le|zu|zur|zum|af|av|el|al|ap|ab|ferch|verch|bin|bint|binti|binte|ibn|abu|della|dalla|St\.|Mc|Mac|Ó|Ní)(?: (?:de|der|den|la|het|'t))? \p{Lu}|\p{L} (?:de|del|de la|de las|de los) (?:[A-BE-IK-LN-OQT-Z]|D[^i]|J[^e]|M[^a]|P[^a-i]|R[^o]|S[^o])",
);
static TWO_NAMES: Pattern = Pattern::new(r"^⟨CAPITAL⟩ ⟨CAPITAL⟩$");
static NEXT_IN_LIST: Pattern = Pattern::new(r"^,? (?:and|&) \p{Lu}|^, \p{Lu}\p{Ll}+ ");
static ONE_AND_PARTICLE: Pattern =
    Pattern::new(r"^(⟨CAPITAL⟩), (⟨CAPITAL⟩(?: (?:Ste?\.|⟨CAPITAL⟩|\p{Lu}\.|⟨PARTICLE⟩\b)){1,5})");
static LETTER_AND_INITIALS: Pattern = Pattern::new(r"^(\p{Lu}) (\p{Lu}{1,3})(?:[.,;]|$)");
static LETTER_INVERTED: Pattern = Pattern::new(r"^(\p{Lu}), (⟨DOTTED⟩)(?:[,;]| \(| &|$)");
static INITIALS_AND_LETTER: Pattern = Pattern::new(r"^(⟨DOTTED⟩) (\p{Lu})(?:, | and|$)");
