//! Images of the entry shown, for the preview. Nothing is fetched from a network.

use std::path::PathBuf;

use crate::desk::{Desk, Effect};

impl Desk {
    /// An image beside the entry shown, for the preview.
    pub(in crate::desk) fn want_image(&mut self, target: &str) -> Vec<Effect> {
        let Some(path) = self.image_path(target) else {
            return Vec::new();
        };
        let (Some(library), Some(key)) = (&self.library, self.shown.clone()) else {
            return Vec::new();
        };
        vec![Effect::LoadImage {
            key,
            target: target.to_owned(),
            path,
            within: library.root().to_path_buf(),
        }]
    }

    /// The file of a local image.
    fn image_path(&self, target: &str) -> Option<PathBuf> {
        let entry = self.shown()?;
        let library = self.library.as_ref()?;
        let target = target.split(['?', '#']).next().unwrap_or_default();
        let base = if target.starts_with('/') {
            library.root()
        } else {
            entry.path.parent()?
        };
        let mut path = base.to_owned();
        for part in target.trim_start_matches('/').split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    path.pop();
                }
                part => path.push(part.replace("%20", " ")),
            }
        }
        // Whether it lies in the library is the disk's to say: links are followed there.
        Some(path)
    }
}
