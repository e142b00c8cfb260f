//! The form: front-matter fields are set by value, and values that agreed are kept in agreement.

use std::collections::HashSet;

use crate::desk::editing::closing_block::{self, ProductsBlock};
use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::{NewStep, Selection, StepNature};
use crate::desk::{Desk, Moment};
use crate::entry::front_matter::{self, Change as FieldChange, NewValue, Path, PathStep, Value};
use crate::entry::products::{self, products};
use crate::entry::{Edit, Edits, Lean, Reading};
use crate::house_style::{FieldRule, HouseStyle, LinkParts};

/// What a change of the form is called, and whether further keys join it.
struct Named {
    label: String,
    nature: StepNature,
}

impl Named {
    fn command(label: String) -> Self {
        let nature = StepNature::Command;
        Self { label, nature }
    }
}

impl Desk {
    pub(in crate::desk) fn set_field(&mut self, path: Path, value: String, now: Moment) {
        let named = Named {
            label: format!("the change of {}", self.field_name(&path)),
            nature: StepNature::Typing {
                field: field_number(&path),
                began: now.since_start,
                last: now.since_start,
            },
        };
        let value = self.new_value(&path, value);
        let change = FieldChange::Set { path, value };
        self.change_fields(&[change], named, now);
    }

    /// Sets a field that held nothing, written as it is.
    pub(super) fn set_new(&mut self, path: Path, value: NewValue, now: Moment) {
        let named = Named::command(format!("the change of {}", self.field_name(&path)));
        self.change_fields(&[FieldChange::Set { path, value }], named, now);
    }

    /// What was typed as a number, a date or yes and no goes into an empty field without quotes. Where something stands
    /// already, its own quoting is kept.
    fn new_value(&self, path: &Path, value: String) -> NewValue {
        let key = path.to_string();
        let entry = self.shown();
        let old = entry.and_then(|entry| entry.reading().front_matter.text(&key));
        let is_plain = self.style.is_plain_value(&key, &value);
        if is_plain && old.unwrap_or_default().is_empty() {
            NewValue::Plain(value)
        } else {
            NewValue::Text(value)
        }
    }

    pub(super) fn remove_field(&mut self, path: Path, now: Moment) {
        let is_product = matches!(path.steps(), [PathStep::Key(key), PathStep::Item(_)] if key == products::FIELD);
        let named = Named::command(match is_product {
            true => "the removal of a product".into(),
            false => format!("the removal of {}", self.field_name(&path)),
        });
        self.change_fields(&[FieldChange::Remove { path }], named, now);
    }

    pub(super) fn add_product(&mut self, name: String, handle: String, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let url = product_url(&self.style, entry, &handle, self.site());
        let item = vec![
            ("name".to_owned(), name.clone()),
            ("handle".to_owned(), handle),
            ("url".to_owned(), url),
        ];
        let named = Named::command(format!("adding {name}"));
        let list = products_path();
        self.change_fields(&[FieldChange::AddItem { list, item }], named, now);
    }

    pub(super) fn add_texts(&mut self, list: Path, texts: Vec<String>, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let value = entry.reading().front_matter.get(&list);
        let mut there: HashSet<String> = value
            .into_iter()
            .flat_map(|value| value.scalars())
            .map(|scalar| scalar.text.clone())
            .collect();
        let count = texts.len();
        let mut texts = texts;
        texts.retain(|text| !text.trim().is_empty() && there.insert(text.clone()));
        let label = match texts.as_slice() {
            [] if count == 0 => return,
            [] => {
                self.say("That is in the list already");
                return;
            }
            [one] => format!("adding {one}"),
            many => format!("adding {} items", many.len()),
        };
        let changes: Vec<FieldChange> = texts
            .into_iter()
            .map(|text| {
                let list = list.clone();
                FieldChange::AddText { list, text }
            })
            .collect();
        self.change_fields(&changes, Named::command(label), now);
    }

    /// A new item with the fields of the last, each of them empty.
    pub(super) fn add_item(&mut self, list: Path, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let Some(Value::List(items)) = entry.reading().front_matter.get(&list) else {
            return;
        };
        let Some(Value::Map(last)) = items.items.last().map(|item| &item.value) else {
            return;
        };
        let item = last
            .fields
            .iter()
            .filter(|field| !matches!(field.value, Value::List(_) | Value::Map(_)))
            .map(|field| (field.key.clone(), String::new()))
            .collect();
        let named = Named::command(format!("adding an item to {}", self.field_name(&list)));
        self.change_fields(&[FieldChange::AddItem { list, item }], named, now);
    }

    pub(super) fn move_item(&mut self, list: Path, from: usize, to: usize, now: Moment) {
        let named = Named::command(match list == products_path() {
            true => "moving a product".into(),
            false => format!("moving an item of {}", self.field_name(&list)),
        });
        self.change_fields(&[FieldChange::MoveItem { list, from, to }], named, now);
    }

    /// The closing block that the first product of the entry shown is to be listed in.
    fn block_of_first_product(&self, changes: &[FieldChange]) -> Option<ProductsBlock> {
        let is_added = |change: &FieldChange| matches!(change, FieldChange::AddItem { list, .. } if *list == products_path());
        let front_matter = &self.shown()?.reading().front_matter;
        if !changes.iter().any(is_added) || !products(front_matter).is_empty() {
            return None;
        }
        let publisher = front_matter.text("publisher").unwrap_or_default();
        ProductsBlock::of(self.library.as_ref()?, &self.style, publisher)
    }

    /// Changes fields and whatever agreed with them, as one step; says why where it can't be done.
    fn change_fields(&mut self, changes: &[FieldChange], named: Named, now: Moment) {
        let block = self.block_of_first_product(changes);
        let id = self.next_step();
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let edits = match front_matter::change(entry.text(), changes) {
            Ok(edits) => edits,
            Err(refused) => {
                self.error(format!("Not changed: {refused}"), now);
                return;
            }
        };
        if edits.is_empty() {
            return;
        }
        let (edits, heading_left) = in_agreement(entry, edits, block.as_ref());
        let before = entry.selection;
        let after = Selection {
            anchor: edits.map(before.anchor, Lean::After),
            head: edits.map(before.head, Lean::After),
        };
        let change = NewStep {
            label: named.label,
            nature: named.nature,
            edits,
            before,
            after,
        };
        match entry.change(change, id, None) {
            Ok(()) => {
                self.refresh_row();
                if heading_left {
                    self.say("The page’s heading was left: it would not read as the title");
                }
            }
            Err(error) => self.error(format!("Not changed: {error}"), now),
        }
    }

    /// The values to offer for a field: those of the house style, then others that the library uses.
    pub fn values_of(&self, field: &FieldRule) -> Vec<String> {
        let mut values = field.values.clone();
        let library = self.library.iter();
        for (value, _) in library.flat_map(|library| library.values_of(&field.key)) {
            if !values.iter().any(|it| **it == *value) {
                values.push(value.to_string());
            }
        }
        values
    }

    /// The name of a field on the form.
    fn field_name(&self, path: &Path) -> String {
        let shown = path.to_string();
        self.style
            .field(&shown)
            .map_or(shown, |field| field.label.to_lowercase())
    }
}

pub fn products_path() -> Path {
    Path::key(products::FIELD)
}

/// A number for a field that no text field of the cards has.
fn field_number(path: &Path) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    path.to_string().hash(&mut hasher);
    hasher.finish() | 1 << 63
}

/// `edits` of the front matter, and with them the values that agreed before: the page's heading with the title, the
/// closing block with the products. The flag says that the heading was left although it agreed.
fn in_agreement(entry: &OpenEntry, edits: Edits, block: Option<&ProductsBlock>) -> (Edits, bool) {
    let text = entry.text();
    let Ok(changed) = edits.apply(text) else {
        return (edits, false);
    };
    let old = entry.reading();
    let new = Reading::of(&changed);
    let mut more: Vec<Edit> = Vec::new();
    let mut heading_left = false;
    if let (Some(was), Some(is), Some(h1)) = (
        old.front_matter.text("title"),
        new.front_matter.text("title"),
        old.outline.h1.as_ref(),
    )
        // A title ends in a blank while its next word is being typed; a heading never does.
        && h1.title(text) == was.trim()
        && was.trim() != is.trim()
    {
        let with = h1.reworded(text, is.trim());
        if reads_as(text, &with, is) {
            more.push(with);
        } else {
            heading_left = true;
        }
    }
    let (before, after) = (products(&old.front_matter), products(&new.front_matter));
    let products = (before.as_slice(), after.as_slice());
    more.extend(closing_block::follow(text, &old.outline, products, block));
    let mut all: Vec<Edit> = edits.iter().cloned().collect();
    all.extend(more);
    match Edits::new(all) {
        Ok(all) => (all, heading_left),
        Err(_) => (edits, heading_left),
    }
}

/// Does the heading read as `title` after `edit`, and nothing else of the outline differently?
fn reads_as(text: &str, edit: &Edit, title: &str) -> bool {
    let Ok(new_text) = Edits::one(edit.clone()).apply(text) else {
        return false;
    };
    let (old, new) = (Reading::of(text), Reading::of(&new_text));
    new.outline.section_count() == old.outline.section_count()
        && new
            .outline
            .h1
            .is_some_and(|h1| h1.title(&new_text) == title.trim() && !title.contains(['\n', '\r']))
}

/// The address of a product, by the house's rule; without an address of its own, an entry takes the library's `site`.
fn product_url(
    style: &HouseStyle,
    entry: &OpenEntry,
    handle: &str,
    site: Option<String>,
) -> String {
    let front_matter = &entry.reading().front_matter;
    let text = |key| front_matter.text(key);
    let own = LinkParts::of(text("url"), text("slug"), text("pillar"), style.pillar_slug);
    let parts = LinkParts {
        site: own.site.clone().or(site),
        ..own.with_handle(handle)
    };
    let rule = style.links.product.as_ref();
    rule.and_then(|rule| rule.fill(&parts)).unwrap_or_default()
}
