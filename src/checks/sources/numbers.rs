//! Several sources in one sentence, by their numbers.

/// “Source 3 is”, “Sources 1, 3 and 4 are”.
pub(super) fn sources(numbers: &[u32], one: &str, several: &str) -> String {
    // Of two with one number there is nothing more to say here.
    let mut once = numbers.to_vec();
    once.dedup();
    match once.as_slice() {
        [number] => format!("Source {number} {one}"),
        all => format!("Sources {} {several}", listed(all)),
    }
}

/// `3, 4 and 5`, `1 to 4 and 9`
fn listed(numbers: &[u32]) -> String {
    let mut rows: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match rows.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => rows.push((number, number)),
        }
    }
    let mut parts: Vec<String> = Vec::new();
    for (first, last) in rows {
        if last > first + 2 {
            parts.push(format!("{first} to {last}"));
        } else {
            parts.extend((first..=last).map(|number| number.to_string()));
        }
    }
    match parts.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
