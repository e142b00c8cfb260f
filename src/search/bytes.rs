//! Looking through bytes, many at once.

/// The first byte that `is`, which has to be simple comparisons: no way out of the inner loop lets the compiler take many bytes
/// at once.
pub(crate) fn first_of(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let (stretches, rest) = bytes.as_chunks::<STRETCH>();
    for (number, stretch) in stretches.iter().enumerate() {
        let any = stretch
            .iter()
            .fold(0, |any, byte| any | u8::from(is(*byte)));
        if any != 0
            && let Some(at) = stretch.iter().position(|byte| is(*byte))
        {
            return Some(number * STRETCH + at);
        }
    }
    let at = rest.iter().position(|byte| is(*byte))?;
    Some(bytes.len() - rest.len() + at)
}

const STRETCH: usize = 64;
