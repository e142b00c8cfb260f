//! A text with git's conflict markers, taken apart into the versions that were never merged.

/// Where a line stands between the signs.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    Outside,
    Ours,
    Base,
    Theirs,
}

/// Base, ours and theirs of a text with an unfinished merge; the base has nothing where the signs don't tell what it had.
/// `None` where there are no signs, or signs that don't belong together.
pub fn unfinished(text: &str) -> Option<[String; 3]> {
    let [mut base, mut ours, mut theirs] = [const { String::new() }; 3];
    let mut at = At::Outside;
    let mut any = false;
    for line in text.split_inclusive('\n') {
        let next = match (sign(line), at) {
            (Some('<'), At::Outside) => Some(At::Ours),
            (Some('|'), At::Ours) => Some(At::Base),
            (Some('='), At::Ours | At::Base) => Some(At::Theirs),
            (Some('>'), At::Theirs) => Some(At::Outside),
            // Under a line of text these make a heading.
            (Some('='), At::Outside | At::Theirs) | (None, _) => None,
            (Some(_), _) => return None,
        };
        if let Some(next) = next {
            any = true;
            at = next;
            continue;
        }
        match at {
            At::Outside => {
                base.push_str(line);
                ours.push_str(line);
                theirs.push_str(line);
            }
            At::Ours => ours.push_str(line),
            At::Base => base.push_str(line),
            At::Theirs => theirs.push_str(line),
        }
    }
    (any && at == At::Outside).then_some([base, ours, theirs])
}

/// The letter of a sign: seven of them, and a blank with words or nothing behind.
fn sign(line: &str) -> Option<char> {
    let line = line.trim_end_matches(['\n', '\r']);
    ['<', '|', '=', '>'].into_iter().find(|letter| {
        let rest = line.trim_start_matches(*letter);
        line.len() - rest.len() == 7 && (rest.is_empty() || rest.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_signs_are_parted() {
        let short = "a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> topic\nd\n";
        let parted = unfinished(short).expect("signs");
        assert_eq!(parted, ["a\nd\n", "a\nb\nd\n", "a\nc\nd\n"]);
        let long = "<<<<<<< a\r\nb\r\n||||||| e\r\no\r\n=======\r\n>>>>>>> topic";
        let parted = unfinished(long).expect("signs");
        assert_eq!(parted, ["o\r\n", "b\r\n", ""]);
    }

    #[test]
    fn signs_that_do_not_belong_together_are_left_alone() {
        for text in [
            "",
            "Title\n=======\n",
            "<<<<<<< a\nb\n",
            "<<<<<<< a\n<<<<<<< b\n=======\n>>>>>>> c\n",
            ">>>>>>> a\n",
            "<<<<<<<< eight\n",
        ] {
            assert_eq!(unfinished(text), None, "{text:?}");
        }
    }
}
