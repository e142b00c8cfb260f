//! Decoding the local pictures of an entry, within limits, at the size at which they are shown.

use std::io::Cursor;
use std::path::Path;

use image::ImageReader;

use crate::desk::effect::{Picture, PictureError};
use crate::library::disk;

const LONGEST_FILE: u64 = 20 * 1024 * 1024;
const MOST_DOTS: u64 = 40_000_000;

/// What a decoder may take. Bytes.
const MOST_MEMORY: u64 = 192 * 1024 * 1024;

/// A picture is shown 420 points high at most (`ui::preview`): this is that on a screen of three dots a point, and no side is
/// longer than the smallest texture that every painter takes.
const WIDEST: u32 = 1600;
const HIGHEST: u32 = 1260;

/// Decodes a picture that lies below `within`.
pub(super) fn load(path: &Path, within: &Path) -> Result<Picture, PictureError> {
    if let (Some(target), Some(within)) = (disk::true_path(path), disk::true_path(within))
        && !target.starts_with(within)
    {
        return Err(PictureError::Elsewhere);
    }
    let bytes = disk::read_bytes(path, LONGEST_FILE).map_err(PictureError::Unreadable)?;
    let reader = || {
        let mut reader = ImageReader::new(Cursor::new(&bytes))
            .with_guessed_format()
            .map_err(|error| PictureError::NotAPicture(error.to_string()))?;
        let mut limits = image::Limits::default();
        limits.max_alloc = Some(MOST_MEMORY);
        reader.limits(limits);
        Ok(reader)
    };
    let refused = |error: image::ImageError| PictureError::NotAPicture(error.to_string());
    let (width, height) = reader()?.into_dimensions().map_err(refused)?;
    if u64::from(width) * u64::from(height) > MOST_DOTS {
        return Err(PictureError::TooManyDots { width, height });
    }
    let mut picture = reader()?.decode().map_err(refused)?;
    if width > WIDEST || height > HIGHEST {
        picture = picture.thumbnail(WIDEST, HIGHEST);
    }
    let rgba = picture.into_rgba8();
    Ok(Picture {
        width: rgba.width(),
        height: rgba.height(),
        rgba: rgba.into_raw().into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_larger_than_any_screen_comes_at_the_size_it_is_shown() {
        let folder = tempfile::tempdir().expect("a folder");
        for (width, height, shown) in [
            (40, 17_000, (3, 1260)),
            (17_000, 40, (1600, 4)),
            (3200, 2520, (1600, 1260)),
            (800, 600, (800, 600)),
        ] {
            let path = folder.path().join("picture.png");
            let picture = image::RgbImage::new(width, height);
            picture.save(&path).expect("written");
            let loaded = load(&path, folder.path()).expect("a picture");
            assert_eq!((loaded.width, loaded.height), shown);
            assert_eq!(loaded.rgba.len() as u32, shown.0 * shown.1 * 4);
        }
    }

    #[test]
    fn a_picture_with_too_many_dots_says_so_and_is_not_decoded() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("picture.png");
        image::GrayImage::new(20_000, 2_100)
            .save(&path)
            .expect("written");
        let why = load(&path, folder.path()).expect_err("too large");
        assert_eq!(
            why.to_string(),
            "The picture is too large to show (20000 × 2100)"
        );
    }
}
