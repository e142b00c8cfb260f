//! The session by commands and effects: what the desk does without a window, on real files in real folders.

mod acts;
mod anything;
mod batches;
mod cards;
mod changes;
mod citing;
mod completing;
mod copies;
mod fields;
mod findings;
mod fixture;
mod history;
mod holding;
mod house;
mod list;
mod merging;
mod new_entry;
mod outside;
mod pasting;
mod proofing;
mod recovering;
mod referring;
mod renaming;
mod review;
mod saving;
mod searching;
mod ticks;
mod typing;
mod undo;
mod versions;
mod withdrawn;
mod works;

#[path = "../support/repository.rs"]
mod repository;
