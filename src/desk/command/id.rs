//! The names of the commands, as menus, keys and tests give them.

use super::list::{CommandInfo, LIST};

/// A command that needs nothing but the desk as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommandId {
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
    LookAtUnsavedDrafts,
    ShowInterrupted,
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
    SortByCitation,
    UseWithdrawn,
    GoToNamed,
    NextFinding,
    PreviousFinding,
    FixFinding,
    AcceptFinding,
    CheckLibrary,
    StopChecking,
    ShowNotes,
    ReferencesHere,
    AssignId,
    ShowBibliography,
    ReviewQueue,
    Write,
    SignOff,
    SendBack,
    SkipReview,
    AssignReview,
    CopySession,
    SettleRecords,
    ExportCsv,
    ExportCalendar,
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
    GroupByState,
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
    LookAtStranded,
    TakeTheirs,
    ResolveMerge,
    UseMerge,
    TakeMergeBack,
    MergeSeen,
    DismissNotices,
}

impl CommandId {
    /// This command's line in the list.
    pub fn info(self) -> &'static CommandInfo {
        // Every command has a line (tested below), so the first line is never taken for another.
        LIST.iter().find(|info| info.id == self).unwrap_or(&LIST[0])
    }

    pub fn label(self) -> &'static str {
        self.info().label
    }

    /// Whether it writes at once something else than the entry shown. Such a command is found only by its own words.
    pub fn writes_elsewhere(self) -> bool {
        matches!(
            self,
            Self::WriteStyle | Self::LearnStyle | Self::SaveAll | Self::UndoMany | Self::KeepAside
        )
    }
}
