//! How a person wants the review queue.
//!
//! Knows nothing of: entries, how it is drawn.

use serde::{Deserialize, Serialize};

/// A column of the review queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QueueColumn {
    Title,
    Pillar,
    LastReviewed,
    State,
    Due,
    Confidence,
    Findings,
    Since,
    Outcome,
    Assigned,
    Reviewer,
}

/// The queue’s columns, order and filter. What is empty is no filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ReviewQueue {
    /// The columns that are not wanted.
    pub hidden: Vec<QueueColumn>,
    pub sort: QueueColumn,
    pub descending: bool,
    pub group: Option<QueueColumn>,
    pub words: String,
    /// A state, or a stretch of time.
    pub when: String,
    pub pillar: String,
    pub person: String,
    pub outcome: String,
    /// J and K move as the arrows do.
    pub letter_keys: bool,
}

impl QueueColumn {
    pub const ALL: [Self; 11] = [
        Self::Title,
        Self::Pillar,
        Self::LastReviewed,
        Self::State,
        Self::Due,
        Self::Confidence,
        Self::Findings,
        Self::Since,
        Self::Outcome,
        Self::Assigned,
        Self::Reviewer,
    ];

    /// Those by which the queue can be grouped.
    pub const GROUPS: [Self; 4] = [Self::State, Self::Pillar, Self::Assigned, Self::Outcome];

    pub fn label(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Pillar => "Pillar",
            Self::LastReviewed => "Last reviewed",
            Self::State => "State",
            Self::Due => "Due",
            Self::Confidence => "Confidence",
            Self::Findings => "Findings",
            Self::Since => "Changed since",
            Self::Outcome => "Outcome",
            Self::Assigned => "Assigned, until",
            Self::Reviewer => "Reviewer",
        }
    }
}

impl Default for ReviewQueue {
    fn default() -> Self {
        Self {
            hidden: Vec::new(),
            sort: QueueColumn::State,
            descending: false,
            group: None,
            words: String::new(),
            when: String::new(),
            pillar: String::new(),
            person: String::new(),
            outcome: String::new(),
            letter_keys: true,
        }
    }
}

impl ReviewQueue {
    pub fn shows(&self, column: QueueColumn) -> bool {
        column == QueueColumn::Title || !self.hidden.contains(&column)
    }

    /// Shows a column, or not. The title always stays.
    pub fn show(&mut self, column: QueueColumn, shown: bool) {
        self.hidden.retain(|hidden| *hidden != column);
        if !shown && column != QueueColumn::Title {
            self.hidden.push(column);
        }
    }

    pub fn is_filtered(&self) -> bool {
        [
            &self.words,
            &self.when,
            &self.pillar,
            &self.person,
            &self.outcome,
        ]
        .into_iter()
        .any(|filter| !filter.trim().is_empty())
    }

    pub fn clear_filter(&mut self) {
        for filter in [
            &mut self.words,
            &mut self.when,
            &mut self.pillar,
            &mut self.person,
            &mut self.outcome,
        ] {
            filter.clear();
        }
    }
}
