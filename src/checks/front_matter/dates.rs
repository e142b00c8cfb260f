//! Dates of the front matter: what a value that should be one is instead.

use std::ops::Range;

use crate::checks::Subject;
use crate::entry::dates::DateForm;
use crate::entry::front_matter::Value;
use crate::entry::written_date::{WrittenDate, written_date};
use crate::house_style::FieldKind;

/// A field that holds a date.
pub(super) struct DateField<'s> {
    pub key: &'s str,
    pub value: &'s Value,
    pub text: &'s str,
    pub range: Range<usize>,
    /// How the library writes the dates of this field.
    pub form: DateForm,
    pub written: WrittenDate,
}

/// Every date field that says something.
pub(super) fn dated<'s>(subject: &Subject<'s>) -> impl Iterator<Item = DateField<'s>> {
    let dates = subject.style.fields.iter();
    let dates = dates.filter(|field| field.kind == FieldKind::Date);
    let front_matter = subject.front_matter();
    dates.filter_map(move |field| {
        let value = &front_matter?.field(&field.key)?.value;
        let text = value.text().filter(|text| !text.trim().is_empty())?;
        let form = field.form.unwrap_or(subject.style.date_form);
        Some(DateField {
            key: &field.key,
            value,
            text,
            range: value.range().clone(),
            form,
            written: written_date(text, form),
        })
    })
}
