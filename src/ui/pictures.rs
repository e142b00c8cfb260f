//! The pictures of the pages shown: asked for when they are first drawn, kept within a budget, let go when they are far away
//! and asked for again.

use std::collections::HashMap;

use egui::{ColorImage, Context, TextureHandle, TextureOptions, Vec2};

use super::preview::ImageState;
use crate::desk::effect::{Picture, PictureError};
use crate::library::EntryKey;

/// What all pictures together may take; decoding one may take as much again for a moment. Bytes.
const BUDGET: usize = 64 * 1024 * 1024;

/// Pictures by entry and by the address the entry writes.
#[derive(Default)]
pub struct Pictures {
    all: HashMap<(EntryKey, String), PictureState>,
    frame: u64,
}

enum PictureState {
    Waiting,
    Ready {
        texture: TextureHandle,
        /// The last frame that drew it.
        drawn: u64,
    },
    /// It made room for others; this is its size in points.
    LetGo(Vec2),
    /// It was asked for again.
    Again(Vec2),
    Missing(String),
}

impl Pictures {
    /// How a picture is to be drawn now.
    pub fn state(&self, entry: &EntryKey, target: &str) -> ImageState {
        match self.all.get(&(entry.clone(), target.to_owned())) {
            Some(PictureState::Ready { texture, .. }) => ImageState::Ready {
                texture: texture.id(),
                size: texture.size_vec2(),
            },
            Some(PictureState::Missing(why)) => ImageState::Missing(why.clone()),
            Some(PictureState::LetGo(size) | PictureState::Again(size)) => {
                ImageState::Waiting(Some(*size))
            }
            Some(PictureState::Waiting) | None => ImageState::Waiting(None),
        }
    }

    /// Notes which pictures a frame drew, and gives back those to be read. What was drawn longest ago makes room.
    pub fn were_drawn(&mut self, entry: &EntryKey, targets: Vec<String>) -> Vec<String> {
        self.frame += 1;
        let mut wanted = Vec::new();
        for target in targets {
            let picture = self.all.get_mut(&(entry.clone(), target.clone()));
            let new = match picture {
                Some(PictureState::Ready { drawn, .. }) => {
                    *drawn = self.frame;
                    continue;
                }
                Some(PictureState::LetGo(size)) => PictureState::Again(*size),
                Some(_) => continue,
                None if is_remote(&target) => {
                    PictureState::Missing("Pictures from the network are not fetched".into())
                }
                None => PictureState::Waiting,
            };
            if !matches!(new, PictureState::Missing(_)) {
                wanted.push(target.clone());
            }
            self.all.insert((entry.clone(), target), new);
        }
        self.make_room();
        wanted
    }

    /// Takes a picture that was read, or the reason why there is none.
    pub fn take(
        &mut self,
        ctx: &Context,
        entry: EntryKey,
        target: String,
        picture: Result<Picture, PictureError>,
    ) {
        let picture = match picture {
            Ok(picture) => {
                let size = [picture.width as usize, picture.height as usize];
                let image = ColorImage::from_rgba_unmultiplied(size, &picture.rgba);
                PictureState::Ready {
                    texture: ctx.load_texture(target.clone(), image, TextureOptions::LINEAR),
                    drawn: self.frame,
                }
            }
            Err(why) => PictureState::Missing(why.to_string()),
        };
        self.all.insert((entry, target), picture);
        self.make_room();
    }

    fn make_room(&mut self) {
        let bytes = |picture: &PictureState| match picture {
            PictureState::Ready { texture, .. } => texture.byte_size(),
            _ => 0,
        };
        let mut taken: usize = self.all.values().map(bytes).sum();
        if taken <= BUDGET {
            return;
        }
        // What is in view stays, whatever it takes: it would be asked for again at once.
        let mut idle: Vec<(&mut PictureState, u64)> = Vec::new();
        for picture in self.all.values_mut() {
            if let PictureState::Ready { drawn, .. } = picture
                && *drawn < self.frame
            {
                let drawn = *drawn;
                idle.push((picture, drawn));
            }
        }
        idle.sort_by_key(|(_, drawn)| *drawn);
        for (picture, _) in idle {
            if taken <= BUDGET {
                return;
            }
            if let PictureState::Ready { texture, .. } = picture {
                taken -= texture.byte_size();
                *picture = PictureState::LetGo(texture.size_vec2());
            }
        }
    }
}

fn is_remote(target: &str) -> bool {
    target.contains("://") || target.starts_with("data:") || target.starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picture(side: u32) -> Result<Picture, PictureError> {
        Ok(Picture {
            width: side,
            height: side,
            rgba: vec![0; (side * side * 4) as usize].into(),
        })
    }

    #[test]
    fn pictures_far_away_are_let_go_and_asked_for_again() {
        let ctx = Context::default();
        let entry = EntryKey::new("tea.md");
        let mut pictures = Pictures::default();
        // Four megabytes each.
        let names: Vec<String> = (0..40).map(|number| format!("{number}.png")).collect();
        for name in &names {
            let wanted = pictures.were_drawn(&entry, vec![name.clone()]);
            assert_eq!(wanted, std::slice::from_ref(name));
            pictures.take(&ctx, entry.clone(), name.clone(), picture(1024));
        }
        let is_there = |pictures: &Pictures, name: &str| {
            matches!(pictures.state(&entry, name), ImageState::Ready { .. })
        };
        let kept = names
            .iter()
            .filter(|name| is_there(&pictures, name))
            .count();
        assert_eq!(kept, BUDGET / (4 * 1024 * 1024));
        assert!(is_there(&pictures, "39.png"), "the last one is in view");
        let size = Vec2::splat(1024.0);
        assert_eq!(
            pictures.state(&entry, "0.png"),
            ImageState::Waiting(Some(size)),
            "the page does not move"
        );
        let again = vec!["0.png".to_owned()];
        assert_eq!(pictures.were_drawn(&entry, again.clone()), again);
        assert_eq!(pictures.were_drawn(&entry, again), Vec::<String>::new());
    }
}
