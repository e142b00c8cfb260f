//! The list of commands: what menus, keys, right-click menus and the palette are made of.
//!
//! Knows nothing of: how a command is carried out, how a key arrives.

/// A command that needs nothing but the desk as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Act {
    OpenFolder,
    OpenFolderByPath,
    StopOpening,
    NewEntry,
    Rename,
    SaveAs,
    Delete,
    OpenStyle,
    WriteStyle,
    LearnStyle,
    StopLearning,
    Save,
    SaveAll,
    LookAtLeftBehind,
    Quit,
    Undo,
    Redo,
    UndoMany,
    Find,
    Replace,
    FindNext,
    FindPrevious,
    Bold,
    Italic,
    Link,
    BulletList,
    AddSection,
    RenameSection,
    MoveSectionUp,
    MoveSectionDown,
    DeleteSection,
    FoldSection,
    FoldAll,
    UnfoldAll,
    SelectEntry,
    AddField,
    AddSources,
    AddPasted,
    Cite,
    OfferSources,
    MoveSourceUp,
    MoveSourceDown,
    SortByAuthor,
    SortByYear,
    SortByMention,
    UseWithdrawn,
    GoToNamed,
    NextFinding,
    PreviousFinding,
    Mend,
    AcceptFinding,
    CheckLibrary,
    StopChecking,
    ShowNotes,
    ReferencesHere,
    WhatIsId,
    LibrarySources,
    WholeFile,
    Palette,
    JumpToEntry,
    JumpToSection,
    Back,
    Forward,
    FilterLibrary,
    SortByTitle,
    SortByPillar,
    SortByReviewed,
    GroupByPillar,
    ShowPreview,
    ShowSources,
    ShowFindings,
    ShowChanges,
    ShowHistory,
    RestoreVersion,
    RestoreSection,
    VersionLimits,
    ToggleLibrary,
    ToggleRight,
    NextPane,
    PreviousPane,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    LargerText,
    SmallerText,
    NormalText,
    KeepMine,
    KeepAside,
    CarryOver,
    LookAtHeld,
    TakeTheirs,
    SettleMerge,
    UseMerge,
    TakeMergeBack,
    MergeSeen,
    DismissNotices,
}

/// The menu a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    File,
    Edit,
    Entry,
    Sources,
    Go,
    View,
}

impl Menu {
    pub const ALL: [Self; 6] = [
        Self::File,
        Self::Edit,
        Self::Entry,
        Self::Sources,
        Self::Go,
        Self::View,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Entry => "Entry",
            Self::Sources => "Sources",
            Self::Go => "Go",
            Self::View => "View",
        }
    }
}

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub struct Listed {
    pub act: Act,
    pub menu: Menu,
    pub label: &'static str,
    /// What it does, in a sentence.
    pub hint: &'static str,
    /// Chords that call it, the first one shown: `Ctrl+Shift+S`. Empty where it has none.
    pub keys: &'static [&'static str],
}

/// Every command, in the order of menus and palette.
pub const LIST: &[Listed] = {
    use Act::*;
    use Menu::*;
    const fn it(
        act: Act,
        menu: Menu,
        label: &'static str,
        keys: &'static [&'static str],
        hint: &'static str,
    ) -> Listed {
        Listed {
            act,
            menu,
            label,
            hint,
            keys,
        }
    }
    &[
        it(
            OpenFolder,
            File,
            "Open folder…",
            &["Ctrl+O"],
            "Choose a folder of entries",
        ),
        it(
            OpenFolderByPath,
            File,
            "Open folder by path…",
            &[],
            "Type the path of a folder, or pick a recent one",
        ),
        it(
            StopOpening,
            File,
            "Stop opening",
            &[],
            "Keep what has been read so far",
        ),
        it(
            NewEntry,
            File,
            "New entry…",
            &["Ctrl+N"],
            "Make an entry with the house’s fields and sections",
        ),
        it(
            Rename,
            File,
            "Rename…",
            &["Shift+F2"],
            "Give this entry another slug, and change what names it; shown before it is done",
        ),
        it(
            SaveAs,
            File,
            "Save as…",
            &[],
            "Make a copy of this entry under another slug; the entry itself stays as it is",
        ),
        it(
            Delete,
            File,
            "Delete…",
            &[],
            "Put this entry’s file into the system’s trash; asks first, and the notice brings it back",
        ),
        it(
            OpenStyle,
            File,
            "Open the house style",
            &[],
            "Show what this library expects of its entries",
        ),
        it(
            WriteStyle,
            File,
            "Write a house style",
            &[],
            "Put the built-in house style beside the content, with comments, to begin from",
        ),
        it(
            LearnStyle,
            File,
            "Learn a house style from this library",
            &[],
            "Write down what nine of ten entries have in common, in a file of its own",
        ),
        it(
            StopLearning,
            File,
            "Stop learning",
            &[],
            "Write nothing down",
        ),
        it(
            Save,
            File,
            "Save",
            &["Ctrl+S"],
            "Write this entry to its file",
        ),
        it(
            SaveAll,
            File,
            "Save all",
            &["Ctrl+Shift+S"],
            "Write every entry with unsaved changes",
        ),
        it(
            LookAtLeftBehind,
            File,
            "Text not saved last time…",
            &[],
            "Look at what was typed and not saved before copydesk ended, and restore it",
        ),
        it(
            Quit,
            File,
            "Close copydesk",
            &["Ctrl+Q"],
            "Close the window; asks where work is unsaved",
        ),
        it(
            Undo,
            Edit,
            "Undo",
            &["Ctrl+Z"],
            "Take back the last change in this entry",
        ),
        it(
            Redo,
            Edit,
            "Redo",
            &["Ctrl+Shift+Z", "Ctrl+Y"],
            "Do again what was undone in this entry",
        ),
        it(
            UndoMany,
            Edit,
            "Undo in all entries",
            &[],
            "Take back the last change to many entries, wherever nothing was changed since",
        ),
        it(
            Find,
            Edit,
            "Find in entry",
            &["Ctrl+F"],
            "Look for words in this entry",
        ),
        it(
            Replace,
            Edit,
            "Replace in entry",
            &["Ctrl+H"],
            "Replace words in this entry",
        ),
        it(
            FindNext,
            Edit,
            "Find next",
            &["F3", "Ctrl+G"],
            "Go to the next place found",
        ),
        it(
            FindPrevious,
            Edit,
            "Find previous",
            &["Shift+F3", "Ctrl+Shift+G"],
            "Go to the place found before",
        ),
        it(
            Bold,
            Edit,
            "Bold",
            &["Ctrl+B"],
            "Make the selection bold, or plain again",
        ),
        it(
            Italic,
            Edit,
            "Italic",
            &["Ctrl+I"],
            "Make the selection italic, or plain again",
        ),
        it(Link, Edit, "Link", &["Ctrl+K"], "Make the selection a link"),
        it(
            BulletList,
            Edit,
            "Bullet list",
            &["Ctrl+Shift+L"],
            "Make the lines a list, or plain again",
        ),
        it(
            SelectEntry,
            Edit,
            "Copy the whole entry",
            &[],
            "Put the entry’s text on the clipboard",
        ),
        it(
            AddSection,
            Entry,
            "Add section…",
            &["Ctrl+Shift+N"],
            "Add a section the house expects, or one of your own",
        ),
        it(
            RenameSection,
            Entry,
            "Rename section",
            &["F2"],
            "Put the caret in this section’s heading",
        ),
        it(
            MoveSectionUp,
            Entry,
            "Move section up",
            &["Alt+Up"],
            "Move this section before the one above",
        ),
        it(
            MoveSectionDown,
            Entry,
            "Move section down",
            &["Alt+Down"],
            "Move this section behind the one below",
        ),
        it(
            DeleteSection,
            Entry,
            "Delete section",
            &[],
            "Take this section out; undo brings it back",
        ),
        it(
            FoldSection,
            Entry,
            "Fold or unfold section",
            &["Ctrl+M"],
            "Hide or show this section’s text",
        ),
        it(
            FoldAll,
            Entry,
            "Fold all sections",
            &[],
            "Show the headings only",
        ),
        it(
            UnfoldAll,
            Entry,
            "Unfold all sections",
            &[],
            "Show every section’s text",
        ),
        it(
            AddField,
            Entry,
            "Add field…",
            &[],
            "Add a front-matter field",
        ),
        it(
            AddSources,
            Sources,
            "Add sources…",
            &[],
            "Paste references of any common form and add them to the list",
        ),
        it(
            AddPasted,
            Menu::Sources,
            "Add the pasted text as source…",
            &["Ctrl+Shift+V"],
            "List what was just pasted into the text as sources instead",
        ),
        it(
            Cite,
            Sources,
            "Cite…",
            &["Ctrl+Shift+C"],
            "Mention a source at the caret; a new one is added to the list",
        ),
        it(
            NextFinding,
            Go,
            "Next finding",
            &["F8"],
            "Go to the next place that a check found in this entry",
        ),
        it(
            PreviousFinding,
            Go,
            "Previous finding",
            &["Shift+F8"],
            "Go to the place before that a check found in this entry",
        ),
        it(
            Mend,
            Edit,
            "Mend finding",
            &["Ctrl+."],
            "Mend what the caret is on; asks where there are several ways",
        ),
        it(
            AcceptFinding,
            Edit,
            "Accept finding…",
            &["Ctrl+Shift+A"],
            "Let what the caret is on stay as it is, with a note that says why",
        ),
        it(
            CheckLibrary,
            View,
            "Check the library again",
            &[],
            "Look at every entry from the start",
        ),
        it(
            StopChecking,
            View,
            "Stop checking",
            &[],
            "Leave the look at the library where it is",
        ),
        it(
            ShowNotes,
            View,
            "Show or hide notes",
            &[],
            "List notes among the findings, or only errors and warnings",
        ),
        it(
            OfferSources,
            Menu::Sources,
            "Offer sources while typing",
            &[],
            "After three letters of an author’s name; Tab takes the source offered",
        ),
        it(
            MoveSourceUp,
            Sources,
            "Move source up",
            &["Alt+Shift+Up"],
            "Move the source of the caret’s line before the one above; numbers follow",
        ),
        it(
            MoveSourceDown,
            Sources,
            "Move source down",
            &["Alt+Shift+Down"],
            "Move the source of the caret’s line behind the one below; numbers follow",
        ),
        it(
            SortByAuthor,
            Sources,
            "Sort sources by author",
            &[],
            "Order the list by authors, then year; numbers follow",
        ),
        it(
            SortByYear,
            Sources,
            "Sort sources by year",
            &[],
            "Order the list by year, oldest first; numbers follow",
        ),
        it(
            SortByMention,
            Sources,
            "Sort sources by first mention",
            &[],
            "Order the list as the text mentions it; numbers follow",
        ),
        it(
            UseWithdrawn,
            Sources,
            "Use a list of withdrawn works…",
            &[],
            "Choose a CSV file, such as Retraction Watch’s, to mark sources by",
        ),
        it(
            WholeFile,
            Entry,
            "Show the whole file as text",
            &["Ctrl+E"],
            "Switch between cards and plain text",
        ),
        it(
            Palette,
            Go,
            "All commands…",
            &["Ctrl+Shift+P", "F1"],
            "Find any command by a few letters",
        ),
        it(
            JumpToEntry,
            Go,
            "Go to entry…",
            &["Ctrl+P"],
            "Find an entry by a few letters",
        ),
        it(
            JumpToSection,
            Go,
            "Go to section…",
            &["Ctrl+Shift+O"],
            "Find a section of this entry",
        ),
        it(
            GoToNamed,
            Go,
            "Go to what is named here",
            &["F12"],
            "From a mention to its source, from an id to its entry",
        ),
        it(
            ReferencesHere,
            Go,
            "Entries that refer here…",
            &["Shift+F12"],
            "List the sentences of other entries that refer to this one",
        ),
        it(
            WhatIsId,
            Go,
            "Say what this id means…",
            &[],
            "Say which entry the id at the caret means; the house style keeps it",
        ),
        it(
            LibrarySources,
            Go,
            "The library’s sources",
            &["Ctrl+Shift+B"],
            "Look through every work that the entries list, or go back to the entry",
        ),
        it(Back, Go, "Back", &["Alt+Left"], "Go back to where you were"),
        it(Forward, Go, "Forward", &["Alt+Right"], "Go forward again"),
        it(
            FilterLibrary,
            Go,
            "Filter the library",
            &["Ctrl+L"],
            "Put the caret in the library’s filter",
        ),
        it(
            NextPane,
            Go,
            "Next pane",
            &["F6"],
            "Move the focus to the next pane",
        ),
        it(
            PreviousPane,
            Go,
            "Previous pane",
            &["Shift+F6"],
            "Move the focus to the pane before",
        ),
        it(
            SortByTitle,
            View,
            "Sort by title",
            &[],
            "Order the library by title",
        ),
        it(
            SortByPillar,
            View,
            "Sort by pillar",
            &[],
            "Order the library by pillar",
        ),
        it(
            SortByReviewed,
            View,
            "Sort by last reviewed",
            &[],
            "Longest unreviewed first",
        ),
        it(
            GroupByPillar,
            View,
            "Group by pillar",
            &[],
            "Group the library by pillar, or not",
        ),
        it(
            ShowPreview,
            View,
            "Preview",
            &["Ctrl+1"],
            "Show the entry as published",
        ),
        it(
            ShowSources,
            View,
            "Sources",
            &["Ctrl+3"],
            "Show the sources of this entry, read into their parts",
        ),
        it(
            ShowFindings,
            View,
            "Findings",
            &["Ctrl+4"],
            "Show what the checks found, why it matters and how it is mended",
        ),
        it(
            ShowChanges,
            View,
            "Changes",
            &["Ctrl+2"],
            "Show what a save will write",
        ),
        it(
            ShowHistory,
            View,
            "History",
            &["Ctrl+5"],
            "Show what this entry said before, and bring it back",
        ),
        it(
            RestoreVersion,
            Entry,
            "Restore the version shown",
            &[],
            "Bring the earlier text back that History shows; undo brings yours back",
        ),
        it(
            RestoreSection,
            Entry,
            "Restore this section from the version shown",
            &[],
            "Bring back what the caret’s section said in the version that History shows",
        ),
        it(
            VersionLimits,
            View,
            "How long versions are kept…",
            &[],
            "Choose for how long, and in how much room, earlier versions are kept",
        ),
        it(
            ToggleLibrary,
            View,
            "Show or hide the library",
            &["F9"],
            "Make room for the entry",
        ),
        it(
            ToggleRight,
            View,
            "Show or hide the right pane",
            &["Shift+F9"],
            "Make room for the entry",
        ),
        it(
            ThemeSystem,
            View,
            "Theme: as the system",
            &[],
            "Light or dark as the system says",
        ),
        it(
            ThemeLight,
            View,
            "Theme: light",
            &[],
            "Dark text on light paper",
        ),
        it(
            ThemeDark,
            View,
            "Theme: dark",
            &[],
            "Light text on dark ground",
        ),
        it(
            LargerText,
            View,
            "Larger text",
            &["Ctrl+=", "Ctrl++"],
            "Make everything larger",
        ),
        it(
            SmallerText,
            View,
            "Smaller text",
            &["Ctrl+-"],
            "Make everything smaller",
        ),
        it(
            NormalText,
            View,
            "Normal text size",
            &["Ctrl+0"],
            "Back to the usual size",
        ),
        it(
            KeepAside,
            Entry,
            "Keep aside",
            &[],
            "Keep the texts that are held in the history of their entries, and show the files as they are now",
        ),
        it(
            CarryOver,
            Entry,
            "Carry over (show merge)",
            &[],
            "Merge the texts that are held with the files as they are now; nothing is saved",
        ),
        it(
            LookAtHeld,
            Entry,
            "Look at both",
            &[],
            "Show a text that is held beside its file as it is now",
        ),
        it(
            KeepMine,
            Entry,
            "Keep mine",
            &[],
            "Keep this text; a save then replaces the file that changed",
        ),
        it(
            TakeTheirs,
            Entry,
            "Take theirs",
            &[],
            "Take the text of the file that changed; undo brings yours back",
        ),
        it(
            SettleMerge,
            Entry,
            "Settle the merge…",
            &[],
            "Choose, piece by piece, between yours and what another program wrote; or go back to the text",
        ),
        it(
            UseMerge,
            Entry,
            "Use what was chosen",
            &[],
            "Put what was chosen into the text, as one step; nothing is saved by it",
        ),
        it(
            TakeMergeBack,
            Entry,
            "Undo the merge",
            &[],
            "Take back what a merge brought in; saving then asks",
        ),
        it(
            MergeSeen,
            Entry,
            "Keep the merge",
            &[],
            "Let what a merge brought in stand, and close its bar",
        ),
        it(
            DismissNotices,
            View,
            "Dismiss notices",
            &[],
            "Clear the messages",
        ),
    ]
};

impl Act {
    /// This command's line in the list.
    pub fn listed(self) -> &'static Listed {
        // Every command has a line (tested below), so the first line is never taken for another.
        LIST.iter()
            .find(|listed| listed.act == self)
            .unwrap_or(&LIST[0])
    }

    pub fn label(self) -> &'static str {
        self.listed().label
    }

    /// Whether it writes at once something else than the entry shown. Such a command is found only by its own words.
    pub fn writes_elsewhere(self) -> bool {
        matches!(
            self,
            Self::WriteStyle | Self::LearnStyle | Self::SaveAll | Self::UndoMany | Self::KeepAside
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_chord_calls_two_commands() {
        let mut seen = HashSet::new();
        for chord in LIST.iter().flat_map(|listed| listed.keys) {
            assert!(seen.insert(chord), "{chord} is taken twice");
        }
    }

    #[test]
    fn every_command_has_one_line_and_a_hint_without_a_full_stop() {
        let acts: HashSet<Act> = LIST.iter().map(|listed| listed.act).collect();
        assert_eq!(acts.len(), LIST.len());
        for listed in LIST {
            assert_eq!(listed.act.listed().label, listed.label);
            assert!(
                !listed.hint.is_empty() && !listed.hint.ends_with('.'),
                "{}",
                listed.label
            );
        }
    }
}
