//! Exact sentences: what ends a section in nine of ten entries that have it.

use super::Learned;
use super::counting::{Tally, nearly_all};
use super::observation::Observation;
use crate::house_style::{FixedSentence, SentencePlace, StylePart};

/// A shorter sentence is a habit of speech.
const SHORTEST: usize = 24;

pub(super) fn learn(seen: &[Observation], learned: &mut Learned) {
    let of = seen.len();
    learned.style.sentences.clear();
    let names: Vec<String> = learned.style.section_names().map(str::to_owned).collect();
    for name in names {
        let endings: Vec<&[String]> = (seen.iter())
            .filter_map(|entry| entry.sections.iter().find(|section| section.name == name))
            .map(|section| section.ending.as_slice())
            .collect();
        // Half of all entries, so that three of three are no rule.
        if endings.len() * 2 < of {
            continue;
        }
        let Some((text, count)) = common_ending(&endings) else {
            continue;
        };
        let what = format!(
            "ends this section in {count} of {} entries that have it",
            endings.len()
        );
        learned.note(format!("sentences/{name}"), what);
        learned.style.sentences.push(FixedSentence {
            text,
            section: name,
            at: SentencePlace::End,
        });
    }
    learned.part(StylePart::Sentences);
}

/// The longest run of last sentences that nine of ten have in common, and how many have it.
fn common_ending(endings: &[&[String]]) -> Option<(String, usize)> {
    let mut found = None;
    for length in 1.. {
        let mut runs: Tally<&[String]> = Tally::default();
        for ending in endings {
            let run = ending
                .len()
                .checked_sub(length)
                .and_then(|from| ending.get(from..));
            if let Some(run) = run {
                runs.add(run);
            }
        }
        let Some((run, count)) = runs
            .first()
            .filter(|(_, count)| nearly_all(*count, endings.len()))
        else {
            break;
        };
        found = Some((run.join(" "), count));
    }
    found.filter(|(text, _)| text.chars().count() >= SHORTEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_common_run_of_last_sentences_is_found() {
        let ending = |texts: &[&str]| texts.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        let mut all = vec![
            ending(&[
                "Mine.",
                "This is no personal advice.",
                "Ask a doctor first."
            ]);
            9
        ];
        for (number, ending) in all.iter_mut().enumerate() {
            ending[0] = format!("Entry {number}.");
        }
        all.push(ending(&["This is no personal advice!"]));
        let slices: Vec<&[String]> = all.iter().map(Vec::as_slice).collect();
        let found = common_ending(&slices);
        assert_eq!(
            found,
            Some(("This is no personal advice. Ask a doctor first.".into(), 9))
        );
        let short = ending(&["Yes."]);
        assert_eq!(common_ending(&[short.as_slice(); 5]), None);
    }
}
