//! The choices of a merge, in the place of the entry: every piece that both sides changed as a card, mine beside theirs, and
//! what is settled as one line each.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Frame, Key, Margin, Modifiers, Popup, Response, ScrollArea, Stroke, TextEdit, Ui, vec2,
};
use lucide_icons::Icon;

use super::focus;
use super::hunks;
use super::theme::{self, Palette};
use super::widgets::{self, command_button, icon_button};
use crate::desk::effect::MergeOf;
use crate::desk::{self, Command, CommandId, Desk, MarkedPieces, Resolving, SyncCommand};
use crate::entry::Part;
use crate::merge::{Choice, Conflict, Merged, PieceState, Whose};

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct ConflictPane {
    of: Option<Arc<Merged>>,
    cards: Vec<Card>,
    /// The wish for the focus that was obeyed last.
    obeyed: u64,
}

/// A conflict as it is drawn: both sides in pieces, the words that differ marked.
struct Card {
    ours: MarkedPieces,
    theirs: MarkedPieces,
    /// The words while they are edited.
    words: String,
}

/// What the two sides are called.
struct Names {
    ours: &'static str,
    theirs: &'static str,
    ours_then_theirs: &'static str,
    theirs_then_ours: &'static str,
    ours_stand: &'static str,
    theirs_stand: &'static str,
}

const MINE_AND_THEIRS: Names = Names {
    ours: "Mine",
    theirs: "Theirs",
    ours_then_theirs: "Mine, then theirs",
    theirs_then_ours: "Theirs, then mine",
    ours_stand: "mine stands",
    theirs_stand: "theirs came in",
};

const NOW_AND_LAST_TIME: Names = Names {
    ours: "Now",
    theirs: "Last time",
    ours_then_theirs: "Now, then last time",
    theirs_then_ours: "Last time, then now",
    ours_stand: "stands as it is now",
    theirs_stand: "comes from last time",
};

impl Names {
    fn of(resolving: &Resolving) -> &'static Self {
        match resolving.of() {
            MergeOf::File | MergeOf::Unfinished(_) => &MINE_AND_THEIRS,
            MergeOf::UnsavedDraft(_) => &NOW_AND_LAST_TIME,
        }
    }
}

const SIDE: f32 = 20.0;
/// The height of what stands below the choices.
const FOOT: f32 = 38.0;
/// In less room than this the text before stands below the two.
const THREE_COLUMNS: f32 = 900.0;

impl ConflictPane {
    pub fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        resolving: &Resolving,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        self.follow(&resolving.merged);
        // Escape closes a menu first, and that has happened by the time it is asked for here.
        let is_free = !desk.has_dialog() && !Popup::is_any_open(ui.ctx());
        let wish = std::mem::replace(&mut self.obeyed, resolving.wished) != resolving.wished;
        ui.painter().rect_filled(ui.max_rect(), 0.0, p.page);
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter)) {
            out.push(CommandId::UseMerge.into());
        }
        let inner = ui.max_rect().shrink2(vec2(SIDE, 12.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
            head(ui, desk, resolving, p, out);
            ui.add_space(6.0);
            // Below the choices, so that Tab comes to it behind them.
            let room = ui.available_height() - FOOT;
            ScrollArea::vertical()
                .id_salt("choices of a merge")
                .max_height(room)
                .auto_shrink(false)
                .show(ui, |ui| {
                    self.pieces(ui, resolving, wish, p, out);
                    focus::follow(ui);
                });
            ui.add_space(6.0);
            ui.horizontal(|ui| {
                command_button(
                    ui,
                    desk,
                    CommandId::UseMerge,
                    CommandId::UseMerge.label(),
                    out,
                );
                ui.label(theme::small(
                    "Ctrl+Enter · nothing is written before you save",
                    p.dim,
                ));
            });
        });
        if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            out.push(CommandId::ResolveMerge.into());
        }
    }

    /// Takes the focus to the choices that the keys are at.
    pub fn take_focus(&mut self) {
        self.obeyed = u64::MAX;
    }

    fn follow(&mut self, merged: &Arc<Merged>) {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, merged)) {
            return;
        }
        let card = |(_, conflict): (&Part, &Conflict)| {
            let [ours, theirs] = desk::marked(conflict.ours.trim_end(), conflict.theirs.trim_end());
            Card {
                ours,
                theirs,
                words: String::new(),
            }
        };
        self.cards = merged.conflicts().map(card).collect();
        self.of = Some(merged.clone());
    }

    fn pieces(
        &mut self,
        ui: &mut Ui,
        resolving: &Resolving,
        wish: bool,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let names = Names::of(resolving);
        let mut conflicts = 0..;
        let mut told: Vec<&Part> = Vec::new();
        let settled = resolving.merged.settled_changes();
        for piece in &resolving.merged.pieces {
            match &piece.state {
                PieceState::Conflict(conflict) => {
                    let Some(index) = conflicts.next() else {
                        continue;
                    };
                    let Some(card) = self.cards.get_mut(index) else {
                        continue;
                    };
                    let choice = resolving.choices.get(index).and_then(Option::as_ref);
                    let one = One {
                        names,
                        index,
                        part: &piece.part,
                        conflict,
                        choice,
                        is_here: resolving.at == index,
                        wish: wish && resolving.at == index,
                    };
                    one.show(ui, card, p, out);
                    ui.add_space(8.0);
                }
                PieceState::Settled { .. } => {
                    let change = settled.iter().find(|(part, _)| **part == piece.part);
                    if let Some((part, whose)) = change
                        && !told.contains(part)
                    {
                        told.push(part);
                        settled_line(ui, part, *whose, names, p);
                    }
                }
            }
        }
    }
}

fn head(ui: &mut Ui, desk: &Desk, resolving: &Resolving, p: &Palette, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let name = "Two versions to settle";
        let title = ui.label(theme::weight(name, 650.0).size(17.0));
        widgets::heading(&title, name, 1);
        let (chosen, all) = (resolving.chosen(), resolving.choices.len());
        ui.label(theme::small(format!("{chosen} of {all} chosen"), p.dim));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if icon_button(ui, Icon::X, "Back to the entry").clicked() {
                out.push(CommandId::ResolveMerge.into());
            }
        });
    });
    let title = desk.title_of(&resolving.key);
    let of = match resolving.of() {
        MergeOf::File | MergeOf::Unfinished(_) => "",
        MergeOf::UnsavedDraft(_) => " · what it says now beside what was not saved last time",
    };
    ui.label(theme::small(
        format!("{title}{of} · F8 goes to the next place"),
        p.dim,
    ));
}

/// A part that is settled, and whose version stands.
fn settled_line(ui: &mut Ui, part: &Part, whose: Whose, names: &Names, p: &Palette) {
    let words = match whose {
        Whose::Ours => names.ours_stand,
        Whose::Theirs => names.theirs_stand,
        Whose::Both | Whose::Neither => "both stand",
    };
    ui.horizontal(|ui| {
        widgets::picture(ui, theme::icon(Icon::Check).size(12.0).color(p.good));
        ui.label(theme::small(format!("{}: {words}", name(part)), p.dim));
    });
    ui.add_space(4.0);
}

/// The name of a part as the first words of a line.
fn name(part: &Part) -> String {
    let name = part.to_string();
    let mut letters = name.chars();
    let first: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    first + letters.as_str()
}

/// One conflict in one frame.
struct One<'a> {
    names: &'static Names,
    index: usize,
    part: &'a Part,
    conflict: &'a Conflict,
    choice: Option<&'a Choice>,
    /// The keys are at it.
    is_here: bool,
    /// … and the focus is to go there.
    wish: bool,
}

impl One<'_> {
    fn show(&self, ui: &mut Ui, card: &mut Card, p: &Palette, out: &mut Vec<Command>) {
        let line = if self.is_here { p.accent } else { p.line };
        let frame = Frame::new()
            .fill(p.card)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(12, 10));
        let response = frame.show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let name = name(self.part);
                let title = ui.label(theme::weight(&name, 600.0));
                widgets::heading(&title, &name, 2);
                if self.choice.is_none() {
                    widgets::pill(ui, "Choose", p.warn, p.warn_soft);
                }
            });
            ui.add_space(4.0);
            self.sides(ui, card, p);
            ui.add_space(6.0);
            self.choices(ui, card, out);
            if let Some(Choice::Text(_)) = self.choice {
                self.editor(ui, card, out);
            }
        });
        if self.wish {
            response.response.scroll_to_me(None);
        }
    }

    fn sides(&self, ui: &mut Ui, card: &Card, p: &Palette) {
        let before = [(false, self.conflict.base.trim_end().to_owned())];
        let has_before = !self.conflict.base.is_empty();
        let in_columns = has_before && ui.available_width() >= THREE_COLUMNS;
        let mut sides = vec![
            (self.names.ours, card.ours.as_slice(), p.good),
            (self.names.theirs, card.theirs.as_slice(), p.accent),
        ];
        if in_columns {
            sides.push(("Before", before.as_slice(), p.dim));
        }
        ui.columns(sides.len(), |columns| {
            for (ui, (name, pieces, colour)) in columns.iter_mut().zip(&sides) {
                side(ui, name, pieces, *colour, p);
            }
        });
        if has_before && !in_columns {
            ui.add_space(4.0);
            side(ui, "Before", &before, p.dim, p);
        }
    }

    fn choices(&self, ui: &mut Ui, card: &mut Card, out: &mut Vec<Command>) {
        let names = self.names;
        let mut all = vec![(names.ours, Choice::Ours), (names.theirs, Choice::Theirs)];
        if self.conflict.both_can_stand {
            all.push((names.ours_then_theirs, Choice::OursThenTheirs));
            all.push((names.theirs_then_ours, Choice::TheirsThenOurs));
        }
        let told = self.difference(card);
        let count = all.len() + 1;
        ui.horizontal_wrapped(|ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::RadioGroup);
                node.set_label(name(self.part));
                node.set_size_of_set(count);
            });
            let mut wish = self.wish;
            for (place, (label, choice)) in all.into_iter().enumerate() {
                let on = self.choice == Some(&choice);
                let response = ui.selectable_label(on, label);
                self.named(&response, label, on, (place, &told));
                if std::mem::take(&mut wish) {
                    response.request_focus();
                }
                if response.clicked() {
                    self.choose(choice, out);
                }
            }
            let on = matches!(self.choice, Some(Choice::Text(_)));
            let response = ui.selectable_label(on, "Other words…");
            self.named(&response, "Other words", on, (count - 1, &told));
            if response.clicked() && !on {
                card.words = self.words();
                self.choose(Choice::Text(card.words.clone()), out);
            }
        });
    }

    /// The words that stand as it is chosen now, to begin from.
    fn words(&self) -> String {
        let Conflict { ours, theirs, .. } = self.conflict;
        let words = match self.choice {
            Some(Choice::Theirs) => theirs.clone(),
            Some(Choice::OursThenTheirs) => format!("{ours}{theirs}"),
            Some(Choice::TheirsThenOurs) => format!("{theirs}{ours}"),
            Some(Choice::Text(text)) => text.clone(),
            Some(Choice::Ours) | None => ours.clone(),
        };
        words.replace("\r\n", "\n")
    }

    fn editor(&self, ui: &mut Ui, card: &mut Card, out: &mut Vec<Command>) {
        ui.add_space(4.0);
        let response = ui.add(
            TextEdit::multiline(&mut card.words)
                .id(egui::Id::unique("words of a merge").with(self.index))
                .desired_rows(2)
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 6)),
        );
        widgets::label(&response, &format!("Words for {}", self.part));
        if response.changed() {
            self.choose(Choice::Text(card.words.clone()), out);
        }
    }

    fn choose(&self, choice: Choice, out: &mut Vec<Command>) {
        out.push(Command::Sync(SyncCommand::Choose {
            conflict: self.index,
            choice,
        }));
    }

    /// What tells the two texts apart, in words.
    fn difference(&self, card: &Card) -> String {
        const LETTERS: usize = 160;
        let of = |pieces: &[(bool, String)]| {
            let is_any = pieces.iter().any(|(marked, _)| *marked);
            let told = pieces.iter().filter(|(marked, _)| *marked || !is_any);
            let told: Vec<&str> = told.map(|(_, words)| words.trim()).collect();
            let told = told.join(" … ");
            match told.char_indices().nth(LETTERS) {
                Some((end, _)) => format!("{}…", told.get(..end).unwrap_or_default()),
                None if told.is_empty() => "nothing more".to_owned(),
                None => told,
            }
        };
        format!(
            "{}: {}. {}: {}",
            self.names.ours,
            of(&card.ours),
            self.names.theirs,
            of(&card.theirs)
        )
    }

    /// What a screen reader says: the choice and what for, whether it is made, its place, and the two texts.
    fn named(&self, response: &Response, label: &str, on: bool, (place, told): (usize, &str)) {
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(place);
            node.set_description(told);
        });
        let name = format!("{label} for {}", self.part);
        response
            .widget_info(|| egui::WidgetInfo::selected(egui::Role::RadioButton, true, on, &name));
    }
}

/// One version, with its name above.
fn side(ui: &mut Ui, name: &str, pieces: &[(bool, String)], colour: egui::Color32, p: &Palette) {
    ui.label(theme::small(name, colour));
    let text: String = pieces.iter().map(|(_, piece)| piece.as_str()).collect();
    let ground = Frame::new()
        .fill(p.page)
        .corner_radius(4)
        .inner_margin(Margin::symmetric(8, 6));
    ground.show(ui, |ui| {
        ui.set_width(ui.available_width());
        if text.trim().is_empty() {
            ui.label(theme::small("Nothing here", p.faint));
            return;
        }
        let mut job = LayoutJob::default();
        job.wrap.max_width = ui.available_width();
        hunks::add_words(&mut job, pieces, p.text, colour);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let response = ui.label(galley);
        let spoken = format!("{name}: {}", text.trim());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
    });
}
