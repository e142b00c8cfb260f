//! A field at the top given another name, its value left as it is.

use serde_yaml::{Mapping, Value as Yaml};

use super::error::ChangeError;
use super::path::Path;
use super::split::{Split, split};
use super::write::new_key;
use super::{Fence, FrontMatter};
use crate::entry::{Edit, Edits};

/// The edit that gives the field `from` the name `to`. No edits where there is no such field.
///
/// # Errors
/// [`ChangeError`] where the front matter can't be read, has a field `to` already, or would say something else.
pub fn rename(text: &str, from: &str, to: &str) -> Result<Edits, ChangeError> {
    let front_matter = FrontMatter::read(text);
    if front_matter.split.fence == Fence::None {
        return Ok(Edits::default());
    }
    front_matter.editable()?;
    let Some(field) = front_matter.field(from).filter(|_| from != to) else {
        return Ok(Edits::default());
    };
    if front_matter.field(to).is_some() {
        return Err(ChangeError::Unsure(format!(
            "it has a field `{to}` already"
        )));
    }
    if field.slot.is_none() {
        return Err(ChangeError::OddlyWritten(Path::key(from)));
    }
    let edits = Edits::one(Edit::new(field.key_range.clone(), new_key(to)));
    let unsure = |why: String| ChangeError::Unsure(why);
    let renamed = edits
        .apply(text)
        .map_err(|error| unsure(error.to_string()))?;
    // Read again, it says the same under another name.
    let mut meant = data(text, &front_matter.split).map_err(unsure)?;
    for (key, _) in &mut meant {
        if key.as_str() == Some(from) {
            *key = Yaml::String(to.to_owned());
        }
    }
    let found = data(&renamed, &split(&renamed)).map_err(unsure)?;
    let is_read = FrontMatter::read(&renamed).field(to).is_some();
    match found == meant && is_read {
        true => Ok(edits),
        false => Err(unsure("another value would be read otherwise".to_owned())),
    }
}

/// The fields as the second reader sees them, in their order.
fn data(text: &str, cut: &Split) -> Result<Vec<(Yaml, Yaml)>, String> {
    let block = text.get(cut.inner.clone()).unwrap_or_default();
    let fields = serde_yaml::from_str::<Mapping>(block).map_err(|error| error.to_string())?;
    Ok(fields.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_gets_another_name_and_keeps_its_place_and_its_value() {
        let text = "---\r\na: 1\r\nold: [x, \"y\"] # note\r\nb: 2\r\n---\r\nold: 3\r\n";
        let renamed = |to: &str| rename(text, "old", to).map(|edits| edits.apply(text));
        let new = renamed("new").expect("it can be").expect("it fits");
        assert_eq!(
            &*new,
            "---\r\na: 1\r\nnew: [x, \"y\"] # note\r\nb: 2\r\n---\r\nold: 3\r\n"
        );
        let odd = renamed("a: b").expect("it can be").expect("it fits");
        assert!(odd.contains("\"a: b\": [x"), "{odd}");
        assert!(matches!(renamed("b"), Err(ChangeError::Unsure(_))));
    }

    #[test]
    fn what_is_not_there_is_not_renamed() {
        for text in ["---\na: 1\n---\n", "no front matter\n"] {
            assert_eq!(rename(text, "old", "new"), Ok(Edits::default()), "{text}");
        }
        assert!(rename("---\nold: [\n---\n", "old", "new").is_err());
    }
}
