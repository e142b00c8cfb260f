//! The page: one parse of the markdown, shared by outline and preview.
//!
//! Knows nothing of: egui, front matter.
